import Engine
import HTTPAPI
import JSONText
import Testing
import WireFormat

@Suite struct FunnelTests {
    private static let column: JSON = [
        "name": "amount", "base": "decimal", "confidence": .number("0.9"), "evidence": ["9/10"],
        "alternatives": [], "contradictions": [], "contradictionCount": 1, "nulls": 1,
        "distinct": 2, "histogram": [], "isKey": false,
    ]
    private let engine = ScriptedEngine(answers: [
        "infer-files": [
            "tables": [
                [
                    "file": "data.csv", "fileHash": "h", "className": "Data", "rows": 4,
                    "encoding": "utf-8", "delimiter": ",", "headerRows": 1, "preambleRows": 0,
                    "repairs": [], "repairCount": 0, "columns": [column],
                    "sample": [["1.5"], [""]], "primaryKey": [],
                ]
            ], "classes": [], "warnings": [],
        ]
    ])
    private var funnel: Asking { Asking(Funnel.routes(), engine, style: .list) }

    @Test func aGridIsAnalysedAsTheFileItWouldBe() async throws {
        let answer = try await funnel.post(
            "/api/v1/funnel/analyze", #"{"columns":["amount"],"data":[[1.50],[null],["a\"b",2]]}"#)
        #expect(answer.status == 200)
        #expect(answer["columns", "0", "inferred_type", "type"] == "xsd:decimal")
        #expect(answer["columns", "0", "non_empty_count"] == 3)
        #expect(answer["columns", "0", "null_ratio"] == .number("0.25"))
        #expect(answer["columns", "0", "sample_values"] == ["1.5"])
        let asked = try #require(engine.asked.first?.request)
        let csv = "\"amount\"\r\n\"1.50\"\r\n\r\n\"a\"\"b\"\r\n"
        #expect(asked["files"]?.array?.first?["content"]?.string == Base64.encoded(Array(csv.utf8)))
        #expect(asked["sampleRows"] == 1000)
    }

    @Test func theAnalysisBecomesAClass() async throws {
        let analysis = try await funnel.post(
            "/api/v1/funnel/analyze", #"{"columns":["amount"],"data":[]}"#)
        let answer = try await funnel.post(
            "/api/v1/funnel/suggest-schema?class_name=Order", analysis.text)
        #expect(answer["id"] == "Order")
        #expect(answer["properties", "0", "type"] == "xsd:decimal")
        #expect(answer["properties", "0", "required"] == false)
    }

    /// Few cells are sent; filled up to the longest row they would be ten thousand million.
    @Test func aGridIsCountedAsIfAllItsRowsWereAsLongAsTheLongest() async throws {
        let long = Array(repeating: "1", count: 100_000).joined(separator: ",")
        let short = Array(repeating: "[]", count: 100_000).joined(separator: ",")
        let answer = try await funnel.post(
            "/api/v1/funnel/structure/analyze", "{\"grid\":[[\(long)],\(short)]}")
        #expect(answer.status == 413, "\(answer.text)")
    }

    @Test(arguments: ["{}", #"{"columns":[],"data":[]}"#, #"{"columns":["a"],"data":[1]}"#])
    func aWrongGridIs422(body: String) async throws {
        #expect(try await funnel.post("/api/v1/funnel/analyze", body).status == 422)
    }

    @Test(arguments: [
        ("", ""), ("f", "Zg=="), ("fo", "Zm8="), ("foo", "Zm9v"), ("foob", "Zm9vYg=="),
        ("fooba", "Zm9vYmE="), ("foobar", "Zm9vYmFy"),
    ])
    func base64IsThatOfTheStandard(text: String, encoded: String) {
        #expect(Base64.encoded(Array(text.utf8)) == encoded)
    }
}
