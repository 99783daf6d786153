// DuckDB through Python, as the peer of a benchmark: the same file, the same threads, timed inside
// of its process, so that its start does not count.

import Processes

struct DuckDBPeer {
    private let path: String
    private let threads: Int

    init(path: String, threads: Int) {
        self.path = path
        self.threads = threads
    }

    /// Seconds of `sniff_csv`, and of a typed scan with the minimum and maximum of all columns, the best run of each;
    /// nil without DuckDB.
    func round() -> (sniff: Double, scan: Double)? {
        let script = """
            import duckdb, sys, time
            path, threads, runs = sys.argv[1], int(sys.argv[2]), int(sys.argv[3])
            con = duckdb.connect(); con.execute(f"set threads={threads}")
            con.execute("set enable_progress_bar=false")
            def timed(sql):
                t = time.perf_counter(); rows = con.execute(sql).fetchall()
                return time.perf_counter() - t, rows
            print(min(timed(f"from sniff_csv('{path}')")[0] for _ in range(runs)))
            names = [r[0] for r in timed(f"describe select * from read_csv('{path}')")[1]]
            items = ", ".join(f'min("{n}"), max("{n}")' for n in names)
            print(min(timed(f"select {items} from read_csv('{path}')")[0] for _ in range(runs)))
            """
        var launch = Launch(
            "/usr/bin/env",
            ["python3", "-c", script, path, String(threads), String(ProfileBench.runsPerRound)])
        launch.output = .pipe
        guard let child = try? ChildProcess(launch) else { return nil }
        let output = child.output?.readToEnd() ?? []
        let figures = String(decoding: output, as: UTF8.self).split(separator: "\n")
            .compactMap { Double($0) }
        guard child.wait() == .exited(0), figures.count == 2 else { return nil }
        return (figures[0], figures[1])
    }
}
