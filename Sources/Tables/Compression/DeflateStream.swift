// Unpacks bare deflate data, as the members of a zip archive hold it. Single pass, one task.

import CZlib

/// The unpacked bytes of one deflate stream; ends where the data say so.
@safe final class DeflateStream: ByteStream {
    private let source: any ByteStream
    private let path: String
    private let state: UnsafeMutablePointer<z_stream>
    private var input: [UInt8] = []
    private var at = 0
    private var isDone = false

    init(_ source: any ByteStream, path: String) throws(TableError) {
        self.source = source
        self.path = path
        unsafe state = .allocate(capacity: 1)
        unsafe state.initialize(to: z_stream())
        guard unsafe spice_inflate_init_raw(state) == Z_OK else {
            throw .corrupt(path: path, reason: "zlib did not start")
        }
    }

    deinit {
        unsafe inflateEnd(state)
        unsafe state.deallocate()
    }

    func next() throws(TableError) -> [UInt8]? {
        while !isDone {
            if at == input.count {
                guard let more = try source.next() else {
                    throw .corrupt(path: path, reason: "the packed data end too early")
                }
                input = more
                at = 0
            }
            let output = try step()
            if !output.isEmpty { return output }
        }
        return nil
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
        case Z_STREAM_END: isDone = true
        default: throw .corrupt(path: path, reason: "the packed data do not unpack")
        }
        return output
    }
}
