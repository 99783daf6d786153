// Turns any encoding into UTF-8 through the C library's iconv. The one file here that speaks iconv.
// Bytes that do not decode become U+FFFD, so that no row vanishes; readers report the rows that
// hold one.

#if canImport(Glibc)
    import Glibc
#endif

/// The replacement character in UTF-8.
let replacementBytes: [UInt8] = [0xEF, 0xBF, 0xBD]

/// A converter from one encoding to UTF-8 that keeps split characters between calls.
@safe final class TextDecoder {
    private let descriptor: iconv_t
    private let unitWidth: Int
    private var rest: [UInt8] = []
    /// How many times a byte had to be replaced.
    private(set) var replacements = 0

    /// Nil when the C library does not know the encoding.
    init?(_ encoding: TextEncoding) {
        unitWidth = encoding.unitWidth
        guard let opened = unsafe iconv_open("UTF-8", encoding.iconvName) else { return nil }
        // iconv_open says "unknown" with the pointer -1.
        guard Int(bitPattern: opened) != -1 else { return nil }
        unsafe descriptor = opened
    }

    deinit { _ = unsafe iconv_close(descriptor) }

    /// The text of `bytes` after what was left over; an incomplete character at the end waits for
    /// the next call, or is replaced when `isLast`.
    func decode(_ bytes: some Collection<UInt8>, isLast: Bool) -> [UInt8] {
        var input = rest + bytes
        rest = []
        var output: [UInt8] = []
        var at = 0
        while at < input.count {
            let (consumed, text, failure) = step(&input, from: at)
            output += text
            at += consumed
            switch failure {
            case EILSEQ:
                replace(&output)
                at += unitWidth
            case EINVAL where isLast:
                replace(&output)
                at = input.count
            case EINVAL:
                rest = Array(input[at...])
                return output
            default: break
            }
        }
        if isLast { output += flush() }
        return output
    }

    /// The letter that the C library holds back, waiting for a mark to join to it (Hebrew, Vietnamese).
    private func flush() -> [UInt8] {
        let capacity = 32
        return unsafe [UInt8](unsafeUninitializedCapacity: capacity) { buffer, count in
            var room = capacity
            var into: UnsafeMutablePointer<CChar>? =
                unsafe buffer.baseAddress.map {
                    unsafe UnsafeMutableRawPointer($0).assumingMemoryBound(to: CChar.self)
                }
            _ = unsafe iconv(descriptor, nil, nil, &into, &room)
            count = capacity - room
        }
    }

    private func replace(_ output: inout [UInt8]) {
        replacements += 1
        output += replacementBytes
    }

    private func step(_ input: inout [UInt8], from at: Int) -> (Int, [UInt8], Int32) {
        var failure: Int32 = 0
        var consumed = 0
        let capacity = (input.count - at) * 4 + 16
        let text = unsafe [UInt8](unsafeUninitializedCapacity: capacity) { buffer, count in
            unsafe input.withUnsafeMutableBytes { raw in
                var left = raw.count - at
                let whole = left
                var room = capacity
                var from: UnsafeMutablePointer<CChar>? =
                    unsafe raw.baseAddress.map {
                        unsafe $0.assumingMemoryBound(to: CChar.self) + at
                    }
                var into: UnsafeMutablePointer<CChar>? =
                    unsafe buffer.baseAddress.map {
                        unsafe UnsafeMutableRawPointer($0).assumingMemoryBound(to: CChar.self)
                    }
                if unsafe iconv(descriptor, &from, &left, &into, &room) == -1 {
                    failure = errno
                }
                consumed = whole - left
                count = capacity - room
            }
        }
        return (consumed, text, failure)
    }
}

/// A decoded stream: UTF-8 without the mark.
final class DecodingStream: ByteStream {
    private let source: any ByteStream
    private let decoder: TextDecoder?
    private var skip: Int
    private var isDone = false

    init(_ source: any ByteStream, _ decision: EncodingDecision, path: String) throws(TableError) {
        self.source = source
        skip = decision.markLength
        if decision.decodesAs.isUTF8 {
            decoder = nil
        } else {
            guard let decoder = TextDecoder(decision.decodesAs) else {
                throw .encoding(path: path, name: decision.encoding.rawValue)
            }
            self.decoder = decoder
        }
    }

    func next() throws(TableError) -> [UInt8]? {
        while !isDone {
            var chunk = try source.next()
            if skip > 0, let bytes = chunk {
                chunk = Array(bytes.dropFirst(skip))
                skip = max(0, skip - bytes.count)
            }
            guard let chunk else {
                isDone = true
                let tail = decoder?.decode([], isLast: true) ?? []
                return tail.isEmpty ? nil : tail
            }
            let text = decoder?.decode(chunk, isLast: false) ?? chunk
            if !text.isEmpty { return text }
        }
        return nil
    }
}
