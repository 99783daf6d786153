// More states of the demo: files under other names and in other formats, decisions about keys, links and readings, and an
// engine on a bad day.

import Testing

@testable import Console

extension DemoScreenTests {
    private static let orders = "oDATA/orders-2024.csv<enter>"
    private static let parcels = "oDATA/parcels.csv<enter>"

    static let files = [
        Case(
            name: "mapping-other-name", pane: .mapping, keys: orders,
            shows: ["orders-2024.csv → SalesOrder", "went to SalesOrder before"]),
        Case(
            name: "mapping-other-name-question", pane: .mapping, keys: orders + "I",
            shows: ["the class SalesOrder", "branch main"]),
        Case(
            name: "mapping-class", pane: .mapping, keys: orders + "t<tab>",
            shows: ["fits · 830 instances"]),
        Case(
            name: "mapping-new-class", pane: .mapping, keys: parcels,
            shows: ["parcels.csv → parcels", "new"]),
        Case(
            name: "mapping-against", pane: .mapping, keys: parcels + "jjv", shows: ["soon"]),
        Case(
            name: "mapping-rejects", pane: .mapping, keys: "oDATA/Shipper.csv<enter>rm",
            shows: ["already"]),
        Case(
            name: "mapping-dry-run", pane: .mapping, keys: "oDATA/Shipper.csv<enter>r",
            shows: ["dry run", "would not"]),
        Case(
            name: "mapping-dry-run-upsert", pane: .mapping,
            keys: "oDATA/Shipper.csv<enter>Mr", shows: ["upsert", "dry run"]),
        Case(
            name: "mapping-update", pane: .mapping, keys: "oDATA/Shipper.csv<enter>MMI",
            shows: ["Import: update"]),
        Case(
            name: "mapping-jsonl", pane: .mapping, keys: "oDATA/visits.jsonl<enter>",
            shows: ["visits.jsonl", "visit"]),
        Case(
            name: "mapping-workbook", pane: .mapping, keys: "oDATA/stock.xlsx<enter>",
            shows: ["#Parts", "#Places"]),
        Case(
            name: "mapping-workbook-sheet", pane: .mapping,
            keys: "oDATA/stock.xlsx<enter>j<enter>", shows: ["place", "city"]),
        Case(
            name: "mapping-preamble", pane: .mapping, keys: "oDATA/report.csv<enter>",
            shows: ["tabs", "article"]),
        Case(
            name: "mapping-two-files", pane: .mapping,
            keys: parcels + "aDATA/visits.jsonl<enter>", shows: ["2 tables"]),
        Case(
            name: "mapping-left-out", pane: .mapping,
            keys: parcels + "aDATA/visits.jsonl<enter>x", shows: ["left out"]),
    ]

    static let decisions = [
        Case(
            name: "mapping-reading", pane: .mapping, keys: parcels + "d",
            shows: ["Read parcels.csv", "Delimiter"]),
        Case(
            name: "mapping-reading-wrong", pane: .mapping,
            keys: parcels + "dx<down><down><down>klingon",
            shows: ["no such encoding"]),
        Case(
            name: "mapping-reading-done", pane: .mapping, keys: parcels + "d0<enter>",
            shows: ["read anew"]),
        Case(
            name: "mapping-key", pane: .mapping, keys: parcels + "jp",
            shows: ["key parcel + customer"]),
        Case(
            name: "mapping-key-poor", pane: .mapping, keys: parcels + "pjjjjp",
            shows: ["are refused"]),
        Case(
            name: "mapping-link", pane: .mapping, keys: parcels + "jL",
            shows: ["customer leads to", "no link"]),
        Case(
            name: "mapping-link-done", pane: .mapping, keys: parcels + "jLCustomer<enter>",
            shows: ["→ Customer"]),
        Case(
            name: "mapping-kept-structure", pane: .mapping, keys: orders + "p",
            shows: ["SalesOrder is there"]),
        Case(
            name: "mapping-filter", pane: .mapping, keys: orders + "/ship<enter>",
            shows: ["3 of 8 columns"]),
        Case(
            name: "mapping-change", pane: .mapping, keys: orders + "jjjjjjc",
            shows: ["shipCity →"]),
        Case(
            name: "mapping-new-property", pane: .mapping, keys: orders + "jjjjjjctown<enter>",
            shows: ["the import adds it"]),
        Case(
            name: "mapping-new-property-question", pane: .mapping,
            keys: orders + "jjjjjjctown<enter>I", shows: ["SalesOrder gets town"]),
        Case(
            name: "mapping-taken", pane: .mapping, keys: orders + "jjjjjjcshipName<enter>",
            shows: ["shipName is taken", "join them"]),
        Case(
            name: "mapping-joined", pane: .mapping,
            keys: orders + "jjjjjjcshipName<enter><enter>", shows: ["✓ joined"]),
        Case(
            name: "mapping-skipped", pane: .mapping, keys: orders + "jjxjx",
            shows: ["2 yours", "skipped"]),
        Case(
            name: "mapping-undone", pane: .mapping, keys: orders + "jjxjxu",
            shows: ["1 yours"]),
    ]

    static let trouble = [
        Case(
            name: "commands-failed", pane: .commands, shows: ["✗ FAILED", "Product/11"],
            isTroubled: true),
        Case(
            name: "commands-failed-open", pane: .commands, keys: "<enter>",
            shows: ["someone else changed"], isTroubled: true),
        Case(
            name: "commands-waiting", pane: .commands, keys: "j", shows: ["Shipment"],
            isTroubled: true),
        Case(
            name: "commands-only-failed", pane: .commands, keys: "/state:failed<enter>",
            shows: ["1 of"], isTroubled: true),
        Case(
            name: "commands-dead", pane: .commands, keys: "d", shows: ["byte 118"],
            isTroubled: true),
        Case(
            name: "commands-dead-open", pane: .commands, keys: "d<enter>",
            shows: ["INSTANCE_UPDATED"], isTroubled: true),
        Case(
            name: "commands-discard", pane: .commands, keys: "dX", shows: ["type "],
            isTroubled: true),
        Case(
            name: "commands-parked", pane: .commands, keys: "p", shows: ["Shipment/S-77"],
            isTroubled: true),
        Case(
            name: "commands-parked-open", pane: .commands, keys: "p<enter>", shows: ["weight"],
            isTroubled: true),
        Case(
            name: "commands-parked-give-up", pane: .commands, keys: "pX", shows: ["type "],
            isTroubled: true),
        Case(
            name: "commands-apply-anew", pane: .commands, keys: "a", shows: ["unitPrice"],
            isTroubled: true),
        Case(
            name: "pipeline-lag", pane: .pipeline, shows: ["lag 212", "failing", "paused"],
            isTroubled: true),
        Case(
            name: "pipeline-failing-worker", pane: .pipeline, keys: "jjj<enter>",
            isTroubled: true),
        Case(
            name: "pipeline-thresholds", pane: .pipeline, keys: "t", isTroubled: true),
        Case(
            name: "graph-partial", pane: .graph, keys: "sSalesOrder/10248<enter>",
            shows: ["PARTIAL ◐", "MISSING ○"], isTroubled: true),
        Case(
            name: "ontology-pulse", pane: .ontology, keys: "jjj", shows: ["▲"],
            isTroubled: true),
        Case(
            name: "ontology-overtaken", pane: .ontology,
            keys: "jjjjji<enter>jjjjje<backspace><backspace><backspace>9.5<enter><enter>",
            shows: ["Somebody was faster"], isTroubled: true),
        Case(
            name: "ontology-class-overtaken", pane: .ontology,
            keys: "jjjjje<tab>Goods<enter><enter>", shows: ["Somebody was faster"],
            isTroubled: true),
    ]
}
