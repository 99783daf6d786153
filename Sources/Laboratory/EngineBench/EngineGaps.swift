// What this part does not measure, said in its answer so that nobody takes silence for a pass.

enum EngineGaps {
    static func all(_ plan: EngineBenchPlan) -> [BenchReport.Gap] {
        plan.profile == .connected ? connected : embedded(plan)
    }

    private static let connected = [
        BenchReport.Gap(
            "queries against the servers alone", "the raw loads write, only the topic is read"),
        BenchReport.Gap(
            "roles as processes of their own", "relay and workers run in this process"),
        BenchReport.Gap("goals", "the goals are those of embedded mode"),
    ]

    private static func embedded(_ plan: EngineBenchPlan) -> [BenchReport.Gap] {
        [
            BenchReport.Gap(
                "import of 1 000 000 rows", "this run imported \(plan.rows); --rows asks for more"),
            BenchReport.Gap(
                "import against a loop in C on the same tables, and against an event-sourcing library",
                "no peer is built in; the import is compared with its own CPU time"),
            BenchReport.Gap(
                "accepting at 2 000 and 8 000 commands a second", "one pace: \(plan.pace) a second"),
            BenchReport.Gap(
                "accepting during an import, p99 at most 25 ms", "the parts run one after another"),
            BenchReport.Gap(
                "group commit of appends alone",
                "the commands are decided as well, and the read models run"),
            BenchReport.Gap(
                "queries of three hops on 1 000 000 nodes while an import runs",
                "on what this run imported, and idle"),
            BenchReport.Gap("filter on an indexed property, 50 rows", "not taken yet"),
            BenchReport.Gap(
                "memory after 100 000 and 2 000 000 rows differs by less than 32 MB",
                "one size a run; compare two runs"),
            BenchReport.Gap("single commands over HTTP", "this part calls the engine in process"),
            BenchReport.Gap(
                "restart after a kill with 1 000 000 events",
                "restarted in this process after an orderly stop"),
        ]
    }
}
