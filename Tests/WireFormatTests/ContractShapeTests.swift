import EventSourcing
import JSONText
import Testing
import WireFormat

@testable import Engine

@Suite struct ContractShapeTests {
    private func command() throws -> CommandView {
        try JSONDecoding.decode(
            CommandView.self,
            from: [
                "id": "c", "type": "CREATE_INSTANCE", "phrase": "create instance",
                "database": "shop", "aggregate": "Product/p1", "status": "PENDING",
                "reason": "waits for the class Product", "attempts": 0, "acceptedAt": "t0",
                "updatedAt": "t1", "sequence": 1, "payload": .null,
                "stages": [["name": "accepted", "at": "t0", "state": "done", "detail": "by OMS"]],
            ])
    }

    @Test func aWaitingCommandSaysWhy() throws {
        #expect(
            try CommandAnswers.status(command()).text
                == #"{"command_id":"c","status":"PENDING","result":{"message":"Command is PENDING","#
                + #""status":"PENDING","command_type":"CREATE_INSTANCE","#
                + #""aggregate_id":"Product/p1","created_at":"t0","updated_at":"t1","#
                + #""progress":null,"error":"waits for the class Product","history":[{"#
                + #""status":"accepted","timestamp":"t0","message":"by OMS","state":"done"}]},"#
                + #""error":null,"completed_at":null,"retry_count":0,"sequence_number":1,"#
                + #""code":null,"reason":"waits for the class Product"}"#)
    }

    @Test func aFailedCommandHasItsErrorAndItsEnd() throws {
        var failed = try command()
        failed.status = "FAILED"
        failed.attempts = 3
        let answer = CommandAnswers.status(failed)
        #expect(answer["error"] == "waits for the class Product")
        #expect(answer["completed_at"] == "t1")
        #expect(answer["retry_count"] == 2)
    }

    @Test(arguments: [
        (
            "agg:Instance:shop:A:B:k",
            LineageRoot.instance(database: "shop", className: "A:B", key: "k")
        ),
        (
            "artifact:terminus:shop:A/k%2F1",
            .instance(database: "shop", className: "A", key: "k%2F1")
        ),
        ("artifact:es:shop_instances:A/k", .instance(database: "shop", className: "A", key: "k")),
        ("event:x", .event(id: "x")), ("A/k", .other("A/k")),
        ("agg:Instance:shop:A", .other("agg:Instance:shop:A")),
        (
            "01a2142f-2146-7000-8fe2-7565133c352c",
            .event(id: "01a2142f-2146-7000-8fe2-7565133c352c")
        ),
    ])
    func aLineageRootIsRead(text: String, root: LineageRoot) {
        #expect(LineageRoot(text, database: nil) == root)
    }

    @Test func aClassWithAKeyNeedsTheDatabaseBesideIt() {
        #expect(
            LineageRoot("A/k", database: "shop")
                == .instance(database: "shop", className: "A", key: "k"))
    }

    @Test(arguments: [
        ("order item (new)", "OrderItemNew"), ("2nd order", "Class2ndOrder"), ("A", "A"),
        (String(repeating: "ab ", count: 40), String(repeating: "Ab", count: 25)),
    ])
    func aClassIsNamedByItsLabel(label: String, id: String) {
        #expect(ClassNaming.id(fromLabel: label) == id)
    }

    @Test func aLabelWithoutLatinLettersGivesAnIDOfItsOwn() {
        let product = ClassNaming.id(fromLabel: "상품")
        #expect(product.hasPrefix("Class"))
        #expect(product == ClassNaming.id(fromLabel: "상품"))
        #expect(product != ClassNaming.id(fromLabel: "고객"))
    }
}
