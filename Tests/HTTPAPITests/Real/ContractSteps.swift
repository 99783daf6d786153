// The requests of the contract walk, in the order in which they depend on each other.

import TestSupport

enum ContractSteps {
    static let all =
        service + commands + ontology + instances + queries + labels + imports
        + graph + branches + tasks + access + funnel + structure + ends

    private static let service: [ContractStep] =
        [ContractStep.Service.oms, .bff, .funnel].flatMap { service in
            ["/", "/health", "/ready", "/live", "/metrics", "/openapi.json"].map {
                ContractStep(service, "GET", $0)
            }
        }
        + [ContractStep.Service.oms, .bff].flatMap { service in
            [
                "/health/container", "/api/v1/monitoring/health",
                "/api/v1/monitoring/health/detailed", "/api/v1/monitoring/health/readiness",
                "/api/v1/monitoring/health/liveness", "/api/v1/monitoring/metrics",
                "/api/v1/monitoring/status", "/api/v1/monitoring/config",
                "/api/v1/monitoring/dependencies",
                "/api/v1/monitoring/background-tasks/metrics",
                "/api/v1/monitoring/background-tasks/active",
                "/api/v1/monitoring/background-tasks/health",
                "/api/v1/commands?database=shop&status=COMPLETED&limit=2",
                "/api/v1/stream?limit=0",
            ].map { ContractStep(service, "GET", $0) } + [
                ContractStep(
                    service, "POST", "/api/v1/monitoring/services/lineage/restart"),
                ContractStep(
                    service, "POST", "/api/v1/monitoring/services/nothing/restart", nil, 404),
            ]
        } + [
            ContractStep(.bff, "GET", "/api/v1"), ContractStep(.bff, "GET", "/api/v1/health"),
            ContractStep(.bff, "GET", "/api/v1/graph-query/health"),
            ContractStep(.bff, "GET", "/api/v1/admin/system-health"),
        ]

    private static let commands: [ContractStep] = [
        ContractStep(
            .oms, "POST", "/api/v1/database/create?wait=20&until=projected",
            #"{"name":"spare"}"#, 202),
        ContractStep(.oms, "GET", "/api/v1/database/list"),
        ContractStep(.oms, "GET", "/api/v1/database/exists/spare"),
        ContractStep(.oms, "DELETE", "/api/v1/database/spare?expected_seq=2&wait=20", nil, 202),
        ContractStep(
            .bff, "POST", "/api/v1/databases?wait=20&until=projected", #"{"name":"other"}"#),
        ContractStep(.bff, "GET", "/api/v1/databases"),
        ContractStep(.bff, "GET", "/api/v1/databases/other"),
        ContractStep(.bff, "DELETE", "/api/v1/databases/other?expected_seq=2"),
    ]

    private static let ontology: [ContractStep] = [
        ContractStep(
            .oms, "POST", "/api/v1/database/shop/ontology?wait=20",
            #"{"id":"Tool","properties":[{"name":"tool_id","type":"string","required":true}]}"#,
            202),
        ContractStep(.oms, "GET", "/api/v1/database/shop/ontology"),
        ContractStep(.oms, "GET", "/api/v1/database/shop/ontology/Tool"),
        ContractStep(
            .oms, "PUT", "/api/v1/database/shop/ontology/Tool?expected_seq=2&wait=20",
            #"{"description":"to work with"}"#, 202),
        ContractStep(
            .oms, "DELETE", "/api/v1/database/shop/ontology/Tool?expected_seq=4&wait=20", nil,
            202),
        ContractStep(
            .bff, "POST", "/api/v1/database/shop/ontology?wait=20&until=projected",
            #"{"label":"Spare part","properties":[{"name":"part_id","type":"string"}]}"#),
        ContractStep(.bff, "GET", "/api/v1/database/shop/ontology/list"),
        ContractStep(.bff, "GET", "/api/v1/database/shop/ontology/SparePart"),
        ContractStep(
            .bff, "PUT",
            "/api/v1/database/shop/ontology/SparePart?expected_seq=2&wait=20&until=projected",
            #"{"description":"x"}"#),
        ContractStep(
            .bff, "DELETE", "/api/v1/database/shop/ontology/SparePart?expected_seq=4&wait=20"),
        ContractStep(.bff, "GET", "/api/v1/databases/shop/classes"),
        ContractStep(
            .bff, "POST", "/api/v1/databases/shop/classes?wait=20&until=projected",
            #"{"@id":"Box","properties":[{"name":"box_id","type":"string"}]}"#),
        ContractStep(.bff, "GET", "/api/v1/databases/shop/classes/Box"),
        ContractStep(.bff, "GET", "/api/v1/database/shop/ontology/Product/schema?format=owl"),
        ContractStep(
            .bff, "POST", "/api/v1/database/shop/ontology-advanced?wait=20&until=projected",
            #"{"id":"Shelf","properties":[{"name":"shelf_id","type":"string"}]}"#),
        ContractStep(
            .bff, "POST", "/api/v1/database/shop/validate-relationships",
            #"{"id":"X","relationships":[{"predicate":"p","target":"Nowhere"}]}"#),
        ContractStep(
            .bff, "POST", "/api/v1/database/shop/check-circular-references", "{}"),
        ContractStep(.bff, "GET", "/api/v1/database/shop/relationship-network/analyze"),
        ContractStep(
            .bff, "GET",
            "/api/v1/database/shop/relationship-paths?start_entity=Product&end_entity=Maker"),
        ContractStep(
            .bff, "POST", "/api/v1/database/shop/ontology/Box/mapping-metadata",
            #"{"sourceFile":"a.csv","mappingsCount":2}"#),
    ]

    private static let instances: [ContractStep] = {
        let oms = "/api/v1/instances/shop/async/Product"
        let bff = "/api/v1/database/shop/instances/Product"
        let query = "?expected_seq=2&wait=20&until=projected"
        return [
            ContractStep(
                .oms, "POST", oms + "/create?wait=20", #"{"data":{"product_id":"q1"}}"#, 202),
            ContractStep(.oms, "GET", "/api/v1/commands/$command_id/status"),
            ContractStep(
                .oms, "GET", "/api/v1/instances/shop/async/command/$command_id/status"),
            ContractStep(
                .bff, "GET", "/api/v1/database/shop/instances/command/$command_id/status"),
            ContractStep(.oms, "PUT", oms + "/q1/update" + query, #"{"data":{"stock":4}}"#, 202),
            ContractStep(.oms, "PATCH", oms + "/q1?wait=20", #"{"size":{"h":1}}"#, 202),
            ContractStep(
                .oms, "DELETE", oms + "/q1/delete?expected_seq=6&wait=20", nil, 202),
            ContractStep(.oms, "POST", oms + "/q1/restore?wait=20", "{}", 202),
            ContractStep(
                .oms, "POST", oms + "/bulk-create?wait=20",
                #"{"instances":[{"product_id":"q2"},{"product_id":"q3"}]}"#, 202),
            ContractStep(
                .oms, "POST", oms + "/bulk-update?wait=20",
                #"{"instances":[{"instance_id":"q2","data":{"stock":1}}]}"#, 202),
            ContractStep(
                .oms, "POST", oms + "/bulk-delete?wait=20",
                #"{"instances":[{"instance_id":"q3"}]}"#, 202),
            ContractStep(
                .oms, "POST", oms + "/bulk-create-tracked",
                #"{"instances":[{"product_id":"q4"}]}"#),
            ContractStep(.oms, "GET", "/api/v1/instance/shop/class/Product/count"),
            ContractStep(.oms, "GET", "/api/v1/instance/shop/class/Product/instances"),
            ContractStep(.oms, "GET", "/api/v1/instance/shop/instance/p1?class_id=Product"),
            ContractStep(.bff, "POST", bff + "/create?wait=20", #"{"data":{"product_id":"r1"}}"#),
            ContractStep(.bff, "PUT", bff + "/r1/update" + query, #"{"data":{"Title":"New"}}"#),
            ContractStep(.bff, "DELETE", bff + "/r1/delete?expected_seq=4&wait=20"),
            ContractStep(
                .bff, "POST", bff + "/bulk-create", #"{"instances":[{"product_id":"r2"}]}"#),
            ContractStep(
                .bff, "GET", "/api/v1/database/shop/class/Product/instances?search=Axe"),
            ContractStep(.bff, "GET", "/api/v1/database/shop/class/Product/instance/p1"),
            ContractStep(
                .bff, "GET",
                "/api/v1/database/shop/class/Product/sample-values?property_name=price"),
        ]
    }()

    private static let queries: [ContractStep] = {
        let base = "/api/v1/database/shop/query"
        let body =
            #"{"class_id":"Product","filters":[{"field":"price","operator":"ge","value":5}]}"#
        return [
            ContractStep(.bff, "POST", base, body),
            ContractStep(.bff, "POST", base + "/raw", #"{"type":"count","class_id":"Product"}"#),
            ContractStep(.bff, "POST", base + "/raw", #"{"type":"drop"}"#, 403),
            ContractStep(.bff, "GET", base + "/builder"),
        ]
    }()

    private static let labels: [ContractStep] = {
        let base = "/api/v1/database/shop/mappings"
        let file = #"{"classes":[{"class_id":"Product","label":"Ware","label_lang":"de"}]}"#
        let form = [(name: "file", file: "l.json" as String?, content: file)]
        return [
            ContractStep(.bff, "POST", base + "/validate", form: form),
            ContractStep(.bff, "POST", base + "/import", form: form),
            ContractStep(.bff, "POST", base + "/export", "{}"),
            ContractStep(.bff, "GET", base), ContractStep(.bff, "GET", base + "/"),
            ContractStep(.bff, "DELETE", base),
        ]
    }()

    private static let imports: [ContractStep] = {
        let base = "/api/v1/database/shop"
        let csv = "tool_id,weight\r\nt1,10\r\nt2,20\r\n"
        let file = [(name: "file", file: "tools.csv" as String?, content: csv)]
        let target = [
            (name: "target_class_id", file: String?.none, content: "Product"),
            (
                name: "mappings_json", file: String?.none,
                content: #"[{"source_field":"tool_id","target_field":"product_id"}]"#
            ),
        ]
        return [
            ContractStep(
                .bff, "POST", base + "/suggest-schema-from-data",
                #"{"columns":["a"],"data":[[1],[2]]}"#),
            ContractStep(.bff, "POST", base + "/suggest-schema-from-excel", form: file),
            ContractStep(
                .bff, "POST", base + "/suggest-mappings",
                #"{"source_schema":[{"name":"Name"}],"target_schema":[{"name":"name"}]}"#),
            ContractStep(
                .bff, "POST", base + "/suggest-mappings-from-excel?target_class_id=Product",
                form: file),
            ContractStep(
                .bff, "POST", base + "/import-csv-data",
                #"{"csv_data":[{"gadget_id":"g1","n":1},{"gadget_id":"g2","n":2}],"source_file":"gadgets.csv"}"#
            ),
            ContractStep(.bff, "GET", base + "/import-progress/$job_id"),
            ContractStep(.bff, "POST", base + "/import-from-excel/dry-run", form: file + target),
            ContractStep(.bff, "POST", base + "/import-from-excel/commit", form: file + target),
        ] + sheets
    }()

    /// Without a key. With one: `SheetRouteTests`.
    private static let sheets: [ContractStep] = {
        let (data, connectors) = (
            "/api/v1/data-connectors/google-sheets", "/api/v1/connectors/google-sheets"
        )
        let asked = [
            data + "/grid", data + "/preview", connectors + "/register",
            "/api/v1/database/shop/suggest-schema-from-google-sheets",
            "/api/v1/database/shop/suggest-mappings-from-google-sheets",
            "/api/v1/database/shop/import-from-google-sheets/dry-run",
            "/api/v1/database/shop/import-from-google-sheets/commit",
        ]
        let body = #"{"sheet_url":"\#(SheetsServer.link())","target_class_id":"Product"}"#
        return asked.map { ContractStep(.bff, "POST", $0, body, 501) } + [
            ContractStep(.bff, "GET", connectors + "/registered"),
            ContractStep(.bff, "GET", connectors + "/x/preview", nil, 404),
            ContractStep(.bff, "DELETE", connectors + "/x", nil, 404),
        ]
    }()

    private static let graph: [ContractStep] = {
        let base = "/api/v1/graph-query/shop"
        let saved = "/api/v1/projections/shop"
        let hop = #"{"predicate":"made_by","target_class":"Maker"}"#
        let query = #"{"start_class":"Product","hops":[\#(hop)]}"#
        let view = #"{"view_name":"v","start_class":"Product","hops":[\#(hop)]}"#
        return [
            ContractStep(.bff, "POST", base, query),
            ContractStep(.bff, "POST", base + "/simple", #"{"class_name":"Maker"}"#),
            ContractStep(
                .bff, "POST", base + "/multi-hop",
                #"{"start_class":"Product","hops":[["made_by","Maker"]]}"#),
            ContractStep(
                .bff, "GET", base + "/paths?source_class=Product&target_class=Maker"),
            ContractStep(.bff, "POST", saved + "/register", view),
            ContractStep(.bff, "POST", saved + "/query", #"{"view_name":"v"}"#),
            ContractStep(.bff, "GET", saved + "/list"),
            ContractStep(.bff, "GET", "/api/v1/lineage/graph?root=Product/p1&db_name=shop"),
            ContractStep(.bff, "GET", "/api/v1/lineage/impact?root=Product/p1&db_name=shop"),
            ContractStep(.bff, "GET", "/api/v1/lineage/metrics"),
            ContractStep(.bff, "GET", "/api/v1/audit/logs?partition_key=db:shop&limit=3"),
            ContractStep(.bff, "GET", "/api/v1/audit/verify"),
            ContractStep(.bff, "GET", "/api/v1/audit/chain-head?partition_key=db:shop"),
        ]
    }()

    private static let branches: [ContractStep] = {
        let branch = "/api/v1/branch/shop"
        let version = "/api/v1/version/shop"
        let bff = "/api/v1/databases/shop"
        let pulls = "/api/v1/database/shop/pull-requests"
        let sides = #""source_branch":"feature/a","target_branch":"main""#
        return [
            ContractStep(.oms, "POST", branch + "/create", #"{"branch_name":"feature/a"}"#),
            ContractStep(.oms, "POST", branch + "/create", #"{"branch_name":"feature/a"}"#, 409),
            ContractStep(.oms, "GET", branch + "/list"),
            ContractStep(.oms, "GET", branch + "/branch/feature/a/info"),
            ContractStep(.oms, "GET", branch + "/branch/nowhere/info", nil, 404),
            ContractStep(
                .oms, "PUT",
                "/api/v1/instances/shop/async/Product/p1/update?branch=feature/a&expected_seq=2"
                    + "&wait=20", #"{"data":{"stock":77}}"#, 202),
            ContractStep(.oms, "GET", version + "/history?branch=feature/a"),
            ContractStep(.oms, "GET", version + "/diff?from_ref=main&to_ref=feature/a"),
            ContractStep(
                .oms, "GET", version + "/common-ancestor?branch1=main&branch2=feature/a"),
            ContractStep(.bff, "POST", "/api/v1/database/shop/merge/simulate", "{\(sides)}"),
            ContractStep(
                .bff, "POST", "/api/v1/database/shop/merge/resolve",
                #"{\#(sides),"resolutions":[{"path":"Nothing/x"}]}"#),
            ContractStep(
                .oms, "POST", pulls, #"{\#(sides),"title":"Bring a"}"#, 201),
            ContractStep(.oms, "GET", pulls + "?status=open"),
            ContractStep(.oms, "GET", pulls + "/$id"),
            ContractStep(.oms, "GET", pulls + "/$id/diff"),
            ContractStep(.oms, "POST", pulls + "/$id/close", "{}"),
            ContractStep(.oms, "POST", pulls + "/$id/merge", "{}", 400),
            ContractStep(.oms, "POST", version + "/merge", "{\(sides)}"),
            ContractStep(.oms, "POST", version + "/rebase?onto=main&branch=feature/a", "{}"),
            ContractStep(.oms, "POST", version + "/commit", #"{"message":"here"}"#),
            ContractStep(.oms, "POST", version + "/rollback", #"{"target":"$commit_id"}"#),
            ContractStep(.oms, "POST", branch + "/commit", #"{"message":"there"}"#),
            ContractStep(.oms, "POST", branch + "/checkout", #"{"target":"main"}"#),
            ContractStep(.oms, "DELETE", branch + "/branch/feature/a"),
            ContractStep(.bff, "POST", bff + "/branches", #"{"name":"b2"}"#),
            ContractStep(.bff, "GET", bff + "/branches"),
            ContractStep(.bff, "GET", bff + "/branches/b2"),
            ContractStep(.bff, "DELETE", bff + "/branches/b2"),
            ContractStep(.bff, "GET", bff + "/versions"),
        ]
    }()

    private static let tasks: [ContractStep] = [
        ContractStep(
            .bff, "POST", "/api/v1/admin/replay-instance-state",
            #"{"db_name":"shop","class_id":"Product","instance_id":"p1"}"#),
        ContractStep(
            .bff, "GET", "/api/v1/admin/replay-instance-state/$task_id/result?wait=20"),
        ContractStep(.bff, "POST", "/api/v1/admin/cleanup-old-replays", "{}"),
        ContractStep(.bff, "GET", "/api/v1/tasks"), ContractStep(.bff, "GET", "/api/v1/tasks/"),
        ContractStep(.bff, "GET", "/api/v1/tasks/metrics/summary"),
        ContractStep(.bff, "GET", "/api/v1/tasks/$task_id?wait=20"),
        ContractStep(.bff, "GET", "/api/v1/tasks/$task_id/result"),
        ContractStep(.bff, "POST", "/api/v1/tasks/$task_id/retry", "{}", 400),
        ContractStep(.bff, "DELETE", "/api/v1/tasks/$task_id"),
        ContractStep(.bff, "GET", "/api/v1/tasks/nothing", nil, 404),
    ]

    private static let access: [ContractStep] = [
        ContractStep(
            .bff, "POST", "/api/v1/tokens", #"{"name":"reports","roles":["reader"]}"#, 201),
        ContractStep(.bff, "GET", "/api/v1/tokens"),
        ContractStep(.bff, "DELETE", "/api/v1/tokens/$id"),
    ]

    private static let funnel: [ContractStep] = [
        ContractStep(.funnel, "GET", "/api/v1/funnel/health"),
        ContractStep(
            .funnel, "POST", "/api/v1/funnel/analyze", #"{"columns":["a"],"data":[[1],[2]]}"#),
        ContractStep(
            .funnel, "POST", "/api/v1/funnel/suggest-schema?class_name=A",
            #"{"columns":[{"column_name":"a","inferred_type":{"type":"xsd:integer"}}]}"#),
    ]

    private static let structure: [ContractStep] = {
        let base = "/api/v1/funnel/structure/analyze"
        let file = [(name: "file", file: "a.csv" as String?, content: "a,b\r\n1,2\r\n3,4\r\n")]
        return [
            ContractStep(
                .funnel, "POST", base, #"{"grid":[["a","b"],[1,2],[3,4],[],["Author","Ada"]]}"#),
            ContractStep(.funnel, "POST", base + "/excel", form: file),
            ContractStep(
                .funnel, "POST", base + "/google-sheets",
                #"{"sheet_url":"\#(SheetsServer.link())"}"#, 501),
            ContractStep(
                .funnel, "POST",
                "/api/v1/funnel/preview/google-sheets?sheet_url=" + SheetsServer.link(), nil, 501),
        ]
    }()

    private static let ends: [ContractStep] = [
        ContractStep(
            .oms, "POST", "/api/v1/instances/shop/async/Product/stream", "{}", 415),
        ContractStep(.bff, "GET", "/api/v1/ws/commands", nil, 426),
        ContractStep(.bff, "GET", "/api/v1/ws/commands/x", nil, 426),
        ContractStep(.bff, "GET", "/api/v1/ws/stats"),
    ]
}
