// Unpacks gzip while it streams, several members in a row included. The one file here that speaks
// zlib. A truncated or damaged member is an error, never a silent end.

import CZlib

/// The unpacked bytes of a gzip stream.
@safe final class GzipStream: ByteStream {
    private let source: any ByteStream
    private let path: String
    private let state: UnsafeMutablePointer<z_stream>
    private var input: [UInt8] = []
    private var at = 0
    private var insideMember = true

    init(_ source: any ByteStream, path: String) throws(TableError) {
        self.source = source
        self.path = path
        unsafe state = .allocate(capacity: 1)
        unsafe state.initialize(to: z_stream())
        guard unsafe spice_inflate_init(state) == Z_OK else {
            throw .corrupt(path: path, reason: "zlib did not start")
        }
    }

    deinit {
        unsafe inflateEnd(state)
        unsafe state.deallocate()
    }

    func next() throws(TableError) -> [UInt8]? {
        while true {
            if at == input.count {
                guard let more = try source.next() else {
                    guard insideMember else { return nil }
                    throw .corrupt(path: path, reason: "the gzip data ends too early")
                }
                input = more
                at = 0
            }
            let output = try inflateStep()
            if !output.isEmpty { return output }
        }
    }

    private func inflateStep() throws(TableError) -> [UInt8] {
        var status = Z_OK
        let start = at
        var consumed = 0
        if !insideMember {
            // Zero padding after a member is common (tapes, disk blocks) and means nothing.
            guard input[at] != 0 else {
                at += 1
                return []
            }
            unsafe inflateReset(state)
            insideMember = true
        }
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
        default: throw .corrupt(path: path, reason: "the gzip data does not unpack")
        }
        return output
    }
}
