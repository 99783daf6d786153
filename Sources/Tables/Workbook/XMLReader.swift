// Pulls a stream of XML through expat and tells a handler what it meets. The one file here that
// speaks expat. Names come without their prefix. Entities that a document declares itself are not
// expanded beyond what expat's own limits allow.

import CExpat

/// Learns what stands in a document.
protocol XMLHandler: AnyObject {
    func start(_ name: String, _ attributes: XMLAttributes)
    func text(_ bytes: [UInt8])
    func end(_ name: String)
}

/// The attributes of one element, read on demand; valid only during the call.
@safe struct XMLAttributes {
    fileprivate let list: UnsafeMutablePointer<UnsafePointer<CChar>?>?

    /// The value of the attribute whose local name is `name`.
    subscript(_ name: String) -> String? {
        guard let list = unsafe list else { return nil }
        var index = 0
        while let key = unsafe list[index], let value = unsafe list[index + 1] {
            if unsafe XMLReader.localName(key) == name { return unsafe String(cString: value) }
            index += 2
        }
        return nil
    }
}

/// One parse of one document.
@safe final class XMLReader {
    private let source: any ByteStream
    private let path: String
    private let handler: any XMLHandler
    private let parser: XML_Parser

    init(_ source: any ByteStream, path: String, handler: any XMLHandler) throws(TableError) {
        self.source = source
        self.path = path
        self.handler = handler
        guard let made = unsafe XML_ParserCreate(nil) else {
            throw .unreadable(path: path, reason: "expat did not start")
        }
        unsafe parser = made
        unsafe XML_SetElementHandler(
            made,
            { data, name, attributes in
                guard let data = unsafe data, let name = unsafe name else { return }
                let reader = unsafe Unmanaged<XMLReader>.fromOpaque(data).takeUnretainedValue()
                unsafe reader.handler.start(
                    XMLReader.localName(name), XMLAttributes(list: attributes))
            },
            { data, name in
                guard let data = unsafe data, let name = unsafe name else { return }
                let reader = unsafe Unmanaged<XMLReader>.fromOpaque(data).takeUnretainedValue()
                unsafe reader.handler.end(XMLReader.localName(name))
            })
        unsafe XML_SetCharacterDataHandler(made) { data, bytes, count in
            guard let data = unsafe data, let bytes = unsafe bytes else { return }
            let reader = unsafe Unmanaged<XMLReader>.fromOpaque(data).takeUnretainedValue()
            unsafe reader.handler.text(
                Array(UnsafeRawBufferPointer(start: bytes, count: Int(count))))
        }
        // The parser is freed with this object, so the pointer back cannot outlive it.
        unsafe XML_SetUserData(made, Unmanaged.passUnretained(self).toOpaque())
    }

    deinit { unsafe XML_ParserFree(parser) }

    /// Parses one more chunk; false at the end. Errors: those of the stream; corrupt.
    func step() throws(TableError) -> Bool {
        let chunk = try source.next()
        let bytes = chunk ?? []
        let status = unsafe bytes.withUnsafeBytes { raw in
            unsafe XML_Parse(
                parser, raw.baseAddress?.assumingMemoryBound(to: CChar.self), Int32(raw.count),
                chunk == nil ? 1 : 0)
        }
        guard status == XML_STATUS_OK else {
            let line = unsafe XML_GetCurrentLineNumber(parser)
            throw .corrupt(path: path, reason: "its XML breaks in line \(line)")
        }
        return chunk != nil
    }

    /// Parses all of it.
    func run() throws(TableError) { while try step() {} }

    /// A name without its prefix.
    static func localName(_ name: UnsafePointer<CChar>) -> String {
        let text = unsafe String(cString: name)
        guard let colon = text.utf8.lastIndex(of: 0x3A) else { return text }
        return String(text[text.index(after: colon)...])
    }
}
