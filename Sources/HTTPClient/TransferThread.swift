// What the thread does: take orders, let libcurl work, tell transfers their end, wait. Owns every
// curl handle.

internal import CLibcurl

/// Lives on its thread only.
final class TransferThread {
    private let loop: TransferLoop
    private var handles: [ObjectIdentifier: EasyHandle] = [:]
    private var isStopping = false

    init(_ loop: TransferLoop) { self.loop = loop }

    func run() {
        _ = globalCurl
        guard let multi = OpaqueMulti() else { return failAll() }
        loop.setWaker(Waker(multi: multi))
        while !isStopping {
            for order in loop.takeOrders() { follow(order, multi) }
            var running: Int32 = 0
            unsafe _ = curl_multi_perform(multi.pointer, &running)
            collectFinished(multi)
            if isStopping { break }
            unsafe _ = curl_multi_poll(multi.pointer, nil, 0, 60_000, nil)
        }
        loop.setWaker(nil)
        for handle in handles.values { close(handle, multi, .cancelled) }
        for case .start(let transfer) in loop.takeOrders() { transfer.end(.cancelled) }
        unsafe _ = curl_multi_cleanup(multi.pointer)
    }

    private func failAll() {
        for case .start(let transfer) in loop.takeOrders() {
            transfer.end(.unreachable("libcurl has no memory"))
        }
    }

    private func follow(_ order: TransferLoop.Order, _ multi: OpaqueMulti) {
        switch order {
        case .start(let transfer):
            guard let handle = EasyHandle(transfer) else {
                return transfer.end(.unreachable("libcurl has no memory"))
            }
            if let problem = handle.prepare() { return transfer.end(.invalidRequest(problem)) }
            handles[ObjectIdentifier(transfer)] = handle
            unsafe _ = curl_multi_add_handle(multi.pointer, handle.pointer)
        case .resume(let transfer):
            guard let handle = handles[ObjectIdentifier(transfer)] else { return }
            unsafe _ = curl_easy_pause(handle.pointer, CURLPAUSE_CONT)
        case .cancel(let transfer):
            guard let handle = handles[ObjectIdentifier(transfer)] else { return }
            close(handle, multi, .cancelled)
        case .stop:
            isStopping = true
        }
    }

    private func collectFinished(_ multi: OpaqueMulti) {
        var result = CURLE_OK
        while let finished = unsafe spice_curl_next_finished(multi.pointer, &result) {
            guard let handle = handles.values.first(where: { unsafe $0.pointer == finished })
            else { continue }
            close(handle, multi, handle.error(result))
        }
    }

    private func close(_ handle: EasyHandle, _ multi: OpaqueMulti, _ error: HTTPClientError?) {
        unsafe _ = curl_multi_remove_handle(multi.pointer, handle.pointer)
        handles[ObjectIdentifier(handle.transfer)] = nil
        handle.transfer.end(error)
    }
}

/// libcurl's own start, once a process; static initialisation makes it safe.
let globalCurl: Bool = curl_global_init(Int(CURL_GLOBAL_DEFAULT)) == CURLE_OK
