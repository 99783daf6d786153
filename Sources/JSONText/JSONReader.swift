// RFC 8259 reader over bytes. Written by hand because it stands on the hot path of every event, where the
// library reader costs ten times as much. Strict: no comments, no trailing commas, no NaN, no duplicate names.

/// Reads one JSON value from bytes.
struct JSONReader {
    private let bytes: [UInt8]
    private var at = 0

    /// Reads the one value that `bytes` holds; white space around it is allowed.
    static func value(of bytes: [UInt8]) throws(JSONError) -> JSON {
        var reader = JSONReader(bytes: bytes)
        return try reader.document()
    }

    private init(bytes: [UInt8]) { self.bytes = bytes }

    private mutating func document() throws(JSONError) -> JSON {
        skipSpace()
        let result = try value(depth: 0)
        skipSpace()
        guard at == bytes.count else { throw JSONError(.trailingContent, at: at) }
        return result
    }

    private var current: UInt8? { at < bytes.count ? bytes[at] : nil }

    private mutating func skipSpace() {
        while let byte = current, byte == 0x20 || byte == 0x0A || byte == 0x0D || byte == 0x09 {
            at += 1
        }
    }

    private mutating func value(depth: Int) throws(JSONError) -> JSON {
        guard let byte = current else { throw JSONError(.unexpectedEnd, at: at) }
        let isContainer = byte == UInt8(ascii: "{") || byte == UInt8(ascii: "[")
        if isContainer, depth >= JSON.maximumDepth { throw JSONError(.tooDeep, at: at) }
        switch byte {
        case UInt8(ascii: "{"): return .object(try object(depth: depth))
        case UInt8(ascii: "["): return .array(try array(depth: depth))
        case UInt8(ascii: "\""): return .string(try string())
        case UInt8(ascii: "t"): return try word("true", .bool(true))
        case UInt8(ascii: "f"): return try word("false", .bool(false))
        case UInt8(ascii: "n"): return try word("null", .null)
        case UInt8(ascii: "-"), UInt8(ascii: "0")...UInt8(ascii: "9"): return try number()
        default: throw JSONError(.unexpectedByte, at: at)
        }
    }

    private mutating func word(_ text: StaticString, _ value: JSON) throws(JSONError) -> JSON {
        for offset in 0..<text.utf8CodeUnitCount {
            guard let byte = current else { throw JSONError(.unexpectedEnd, at: at) }
            guard unsafe byte == text.utf8Start[offset] else {
                throw JSONError(.unexpectedByte, at: at)
            }
            at += 1
        }
        return value
    }

    private mutating func array(depth: Int) throws(JSONError) -> [JSON] {
        at += 1
        var items: [JSON] = []
        skipSpace()
        if current == UInt8(ascii: "]") {
            at += 1
            return items
        }
        while true {
            skipSpace()
            items.append(try value(depth: depth + 1))
            skipSpace()
            guard try continues(until: UInt8(ascii: "]")) else { return items }
        }
    }

    private mutating func object(depth: Int) throws(JSONError) -> JSONObject {
        at += 1
        var members: [JSONObject.Member] = []
        members.reserveCapacity(8)
        var seen: Set<[UInt8]> = []
        skipSpace()
        if current == UInt8(ascii: "}") {
            at += 1
            return JSONObject()
        }
        while true {
            skipSpace()
            let start = at
            guard let quote = current else { throw JSONError(.unexpectedEnd, at: at) }
            guard quote == UInt8(ascii: "\"") else { throw JSONError(.unexpectedByte, at: at) }
            let name = try string()
            guard isNew(name, among: members, &seen) else {
                throw JSONError(.duplicateName, at: start)
            }
            skipSpace()
            guard let colon = current else { throw JSONError(.unexpectedEnd, at: at) }
            guard colon == UInt8(ascii: ":") else { throw JSONError(.unexpectedByte, at: at) }
            at += 1
            skipSpace()
            members.append(JSONObject.Member(name, try value(depth: depth + 1)))
            skipSpace()
            guard try continues(until: UInt8(ascii: "}")) else {
                return JSONObject(unique: members)
            }
        }
    }

    /// A scan while the object is small, a set beyond: a hostile object must not cost quadratic time.
    private func isNew(
        _ name: String, among members: [JSONObject.Member], _ seen: inout Set<[UInt8]>
    ) -> Bool {
        if members.count < 16 { return !members.contains { $0.isCalled(name) } }
        if seen.isEmpty { seen = Set(members.map { Array($0.name.utf8) }) }
        return seen.insert(Array(name.utf8)).inserted
    }

    private mutating func continues(until end: UInt8) throws(JSONError) -> Bool {
        guard let byte = current else { throw JSONError(.unexpectedEnd, at: at) }
        guard byte == end || byte == UInt8(ascii: ",") else {
            throw JSONError(.unexpectedByte, at: at)
        }
        at += 1
        return byte != end
    }

    private mutating func digits() -> Int {
        let start = at
        while let byte = current, (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte) { at += 1 }
        return at - start
    }

    private mutating func number() throws(JSONError) -> JSON {
        let start = at
        if current == UInt8(ascii: "-") { at += 1 }
        let leadingZero = current == UInt8(ascii: "0")
        let whole = digits()
        guard whole > 0, !leadingZero || whole == 1 else {
            throw JSONError(.invalidNumber, at: start)
        }
        var isInteger = true
        if current == UInt8(ascii: ".") {
            isInteger = false
            at += 1
            guard digits() > 0 else { throw JSONError(.invalidNumber, at: start) }
        }
        if let mark = current, mark | 0x20 == UInt8(ascii: "e") {
            isInteger = false
            at += 1
            if let sign = current, sign == UInt8(ascii: "+") || sign == UInt8(ascii: "-") {
                at += 1
            }
            guard digits() > 0 else { throw JSONError(.invalidNumber, at: start) }
        }
        let text = ascii(start..<at)
        if isInteger, text != "-0", let value = Int(text) { return .integer(value) }
        return .number(text)
    }

    private mutating func string() throws(JSONError) -> String {
        at += 1
        let start = at
        var isASCII = true
        while let byte = current {
            if byte == UInt8(ascii: "\"") {
                let text =
                    isASCII ? ascii(start..<at) : try utf8(bytes[start..<at], from: start)
                at += 1
                return text
            }
            if byte >= 0x80 { isASCII = false }
            if byte == UInt8(ascii: "\\") { return try escapedString(from: start) }
            guard byte >= 0x20 else { throw JSONError(.controlCharacter, at: at) }
            at += 1
        }
        throw JSONError(.unexpectedEnd, at: at)
    }

    /// Without a copy of the bytes and without a second look at them.
    private func ascii(_ range: Range<Int>) -> String {
        unsafe bytes.withUnsafeBufferPointer { buffer in
            unsafe String(decoding: UnsafeBufferPointer(rebasing: buffer[range]), as: UTF8.self)
        }
    }

    private func utf8(_ slice: ArraySlice<UInt8>, from start: Int) throws(JSONError)
        -> String
    {
        guard let text = String(validating: slice, as: UTF8.self) else {
            throw JSONError(.invalidUTF8, at: start)
        }
        return text
    }

    private mutating func escapedString(from start: Int) throws(JSONError) -> String {
        var content = Array(bytes[start..<at])
        while let byte = current {
            switch byte {
            case UInt8(ascii: "\""):
                guard let text = String(validating: content, as: UTF8.self) else {
                    throw JSONError(.invalidUTF8, at: start)
                }
                at += 1
                return text
            case UInt8(ascii: "\\"):
                try appendEscape(to: &content)
            case 0..<0x20:
                throw JSONError(.controlCharacter, at: at)
            default:
                content.append(byte)
                at += 1
            }
        }
        throw JSONError(.unexpectedEnd, at: at)
    }

    private mutating func appendEscape(to content: inout [UInt8]) throws(JSONError) {
        let start = at
        at += 1
        guard let kind = current else { throw JSONError(.unexpectedEnd, at: at) }
        at += 1
        switch kind {
        case UInt8(ascii: "\""), UInt8(ascii: "\\"), UInt8(ascii: "/"): content.append(kind)
        case UInt8(ascii: "b"): content.append(0x08)
        case UInt8(ascii: "f"): content.append(0x0C)
        case UInt8(ascii: "n"): content.append(0x0A)
        case UInt8(ascii: "r"): content.append(0x0D)
        case UInt8(ascii: "t"): content.append(0x09)
        case UInt8(ascii: "u"):
            let scalar = try escapedScalar(from: start)
            content.append(contentsOf: Array(String(Character(scalar)).utf8))
        default: throw JSONError(.invalidEscape, at: start)
        }
    }

    private mutating func escapedScalar(from start: Int) throws(JSONError) -> Unicode.Scalar {
        let first = try hexUnit()
        if let scalar = Unicode.Scalar(UInt32(first)) { return scalar }
        guard first < 0xDC00, current == UInt8(ascii: "\\") else {
            throw JSONError(.loneSurrogate, at: start)
        }
        at += 1
        guard current == UInt8(ascii: "u") else { throw JSONError(.loneSurrogate, at: start) }
        at += 1
        let second = try hexUnit()
        guard (0xDC00...0xDFFF).contains(second) else { throw JSONError(.loneSurrogate, at: start) }
        let code = 0x10000 + (UInt32(first) - 0xD800) << 10 + (UInt32(second) - 0xDC00)
        guard let scalar = Unicode.Scalar(code) else { throw JSONError(.loneSurrogate, at: start) }
        return scalar
    }

    private mutating func hexUnit() throws(JSONError) -> UInt16 {
        var unit: UInt16 = 0
        for _ in 0..<4 {
            guard let byte = current else { throw JSONError(.unexpectedEnd, at: at) }
            guard let digit = Character(Unicode.Scalar(byte)).hexDigitValue, byte < 0x80 else {
                throw JSONError(.invalidEscape, at: at)
            }
            unit = unit << 4 | UInt16(digit)
            at += 1
        }
        return unit
    }
}
