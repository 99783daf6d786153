// The Encoder behind `JSONEncoding` and its containers.

struct JSONValueEncoder: Encoder {
    let node: JSONNode
    let codingPath: [any CodingKey]
    var userInfo: [CodingUserInfoKey: Any] { [:] }

    func container<Key: CodingKey>(keyedBy type: Key.Type) -> KeyedEncodingContainer<Key> {
        node.becomeObject()
        return KeyedEncodingContainer(
            JSONKeyedEncoding<Key>(node: node, codingPath: codingPath))
    }

    func unkeyedContainer() -> any UnkeyedEncodingContainer {
        node.becomeArray()
        return JSONUnkeyedEncoding(node: node, codingPath: codingPath)
    }

    func singleValueContainer() -> any SingleValueEncodingContainer {
        JSONSingleEncoding(node: node, codingPath: codingPath)
    }
}

struct JSONKeyedEncoding<Key: CodingKey>: KeyedEncodingContainerProtocol {
    let node: JSONNode
    let codingPath: [any CodingKey]

    func encodeNil(forKey key: Key) throws { node.set(key.stringValue, .value(.null)) }

    func encode(_ value: some Encodable, forKey key: Key) throws {
        let json = try JSONNode.json(of: value, at: codingPath + [key])
        node.set(key.stringValue, .value(json))
    }

    func nestedContainer<Nested: CodingKey>(keyedBy type: Nested.Type, forKey key: Key)
        -> KeyedEncodingContainer<Nested>
    {
        child(key).container(keyedBy: type)
    }

    func nestedUnkeyedContainer(forKey key: Key) -> any UnkeyedEncodingContainer {
        child(key).unkeyedContainer()
    }

    func superEncoder() -> any Encoder { child(JSONSuperKey()) }

    func superEncoder(forKey key: Key) -> any Encoder { child(key) }

    private func child(_ key: any CodingKey) -> JSONValueEncoder {
        let child = JSONNode()
        node.set(key.stringValue, .node(child))
        return JSONValueEncoder(node: child, codingPath: codingPath + [key])
    }
}

struct JSONUnkeyedEncoding: UnkeyedEncodingContainer {
    let node: JSONNode
    let codingPath: [any CodingKey]
    var count: Int { node.count }

    func encodeNil() throws { node.append(.value(.null)) }

    func encode(_ value: some Encodable) throws {
        let json = try JSONNode.json(of: value, at: codingPath + [JSONIndexKey(count)])
        node.append(.value(json))
    }

    func nestedContainer<Nested: CodingKey>(keyedBy type: Nested.Type)
        -> KeyedEncodingContainer<Nested>
    {
        child().container(keyedBy: type)
    }

    func nestedUnkeyedContainer() -> any UnkeyedEncodingContainer { child().unkeyedContainer() }

    func superEncoder() -> any Encoder { child() }

    private func child() -> JSONValueEncoder {
        let child = JSONNode()
        let path = codingPath + [JSONIndexKey(count)]
        node.append(.node(child))
        return JSONValueEncoder(node: child, codingPath: path)
    }
}

struct JSONSingleEncoding: SingleValueEncodingContainer {
    let node: JSONNode
    let codingPath: [any CodingKey]

    func encodeNil() throws { node.content = .value(.null) }
    func encode(_ value: Int8) throws { put(JSONNode.number(value)) }
    func encode(_ value: Int16) throws { put(JSONNode.number(value)) }
    func encode(_ value: Int32) throws { put(JSONNode.number(value)) }
    func encode(_ value: Int64) throws { put(JSONNode.number(value)) }
    func encode(_ value: UInt) throws { put(JSONNode.number(value)) }
    func encode(_ value: UInt8) throws { put(JSONNode.number(value)) }
    func encode(_ value: UInt16) throws { put(JSONNode.number(value)) }
    func encode(_ value: UInt32) throws { put(JSONNode.number(value)) }
    func encode(_ value: UInt64) throws { put(JSONNode.number(value)) }

    func encode(_ value: some Encodable) throws {
        put(try JSONNode.json(of: value, at: codingPath))
    }

    private func put(_ value: JSON) { node.content = .value(value) }
}
