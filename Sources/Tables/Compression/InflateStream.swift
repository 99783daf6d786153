// Unpacks deflate data while they stream: gzip, several members in a row included, and the bare data of a zip archive's
// member. A truncated or damaged stream is an error, never a silent end.

import CZlib

/// The unpacked bytes of a packed stream.
@safe final class InflateStream: ByteStream {
    enum Wrapping {
        case gzip
        /// Without head and check sum; ends where the data say so.
        case bare
    }

    private let source: any ByteStream
    private let path: String
    private let wrapping: Wrapping
    private let state: UnsafeMutablePointer<z_stream>
    private var input: [UInt8] = []
    private var at = 0
    private var insideMember = true

    init(_ source: any ByteStream, _ wrapping: Wrapping, path: String) throws(TableError) {
        self.source = source
        self.path = path
        self.wrapping = wrapping
        unsafe state = .allocate(capacity: 1)
        unsafe state.initialize(to: z_stream())
        let status =
            unsafe wrapping == .gzip ? spice_inflate_init(state) : spice_inflate_init_raw(state)
        guard status == Z_OK else { throw .corrupt(path: path, reason: "zlib did not start") }
    }

    deinit {
        unsafe inflateEnd(state)
        unsafe state.deallocate()
    }

    func next() throws(TableError) -> [UInt8]? {
        while wrapping == .gzip || insideMember {
            if at == input.count {
                guard let more = try source.next() else {
                    guard insideMember else { return nil }
                    throw .corrupt(path: path, reason: "the packed data end too early")
                }
                input = more
                at = 0
            }
            guard insideMember || startsMember() else { continue }
            let output = try step()
            if !output.isEmpty { return output }
        }
        return nil
    }

    /// Zero padding after a member is common (tapes, disk blocks) and means nothing.
    private func startsMember() -> Bool {
        guard input[at] != 0 else {
            at += 1
            return false
        }
        unsafe inflateReset(state)
        insideMember = true
        return true
    }

    private func step() throws(TableError) -> [UInt8] {
        var status = Z_OK
        let start = at
        var consumed = 0
        let output = unsafe [UInt8](unsafeUninitializedCapacity: chunkSize) { buffer, count in
            unsafe input.withUnsafeMutableBufferPointer { bytes in
                unsafe state.pointee.next_in = bytes.baseAddress.map { unsafe $0 + start }
                unsafe state.pointee.avail_in = UInt32(bytes.count - start)
                unsafe state.pointee.next_out = buffer.baseAddress
                unsafe state.pointee.avail_out = UInt32(chunkSize)
                status = unsafe inflate(state, Z_NO_FLUSH)
                consumed = unsafe bytes.count - start - Int(state.pointee.avail_in)
            }
            count = unsafe chunkSize - Int(state.pointee.avail_out)
        }
        at += consumed
        switch status {
        case Z_OK, Z_BUF_ERROR: break
        case Z_STREAM_END: insideMember = false
        default: throw .corrupt(path: path, reason: "the packed data do not unpack")
        }
        return output
    }
}
