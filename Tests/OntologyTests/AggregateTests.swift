// Deciding and evolving the three aggregates, and how they will stand.

import EventSourcing
import JSONText
import Ontology
import TestSupport
import Testing

@Suite("Aggregates")
struct AggregateTests {
    let build = EventBuilder()

    private func command(
        _ type: CommandType, _ stream: StreamID, _ payload: JSONObject = JSONObject()
    ) -> CommandContent {
        CommandContent(type: type, stream: stream, payload: payload)
    }

    private func evolved<State: Aggregate>(_ state: State, _ decided: Decided) -> State {
        var next = state
        next.evolve(decided.type, data: decided.data, metadata: decided.metadata)
        return next
    }

    private func code(_ body: () throws -> Decided) -> Rejection.Code? {
        do {
            _ = try body()
            return nil
        } catch let rejection as Rejection {
            return rejection.code
        } catch {
            return nil
        }
    }

    @Test func aDatabaseIsCreatedDeletedAndCreatedAgainWithTheNextEpoch() throws {
        let stream = DatabaseAggregate.stream(try DatabaseName("shop"))
        var state = DatabaseAggregate()
        #expect(code { try state.decide(command(.deleteDatabase, stream), ()) } == .notFound)
        for epoch in 1...3 {
            state = evolved(
                state,
                try state.decide(
                    command(.createDatabase, stream, JSONObject([("description", "d")])), ()))
            #expect(state.isLive && state.epoch == epoch && state.description == "d")
            #expect(
                code { try state.decide(command(.createDatabase, stream), ()) } == .alreadyExists)
            state = evolved(state, try state.decide(command(.deleteDatabase, stream), ()))
            #expect(!state.isLive && state.epoch == epoch)
        }
        #expect(code { try state.decide(command(.createInstance, stream), ()) } == .unknownCommand)
    }

    @Test func aClassLivesItsLife() throws {
        let stream = ClassAggregate.stream(
            database: try DatabaseName("shop"), epoch: 1, try ClassID("Order"))
        let payload = try #require(try JSON(parsing: ClassDefinitionTests.order).object)
        var state = ClassAggregate()
        #expect(code { try state.decide(command(.updateClass, stream), 0) } == .notFound)
        #expect(code { try state.decide(command(.deleteClass, stream), 0) } == .notFound)
        state = evolved(state, try state.decide(command(.createClass, stream, payload), 0))
        #expect(state.definition == (try ClassDefinition(json: .object(payload))))
        #expect(
            code { try state.decide(command(.createClass, stream, payload), 0) } == .alreadyExists)
        let updates = JSONObject([
            ("updates", .object(JSONObject([("label", "Auftrag"), ("id", "Other")])))
        ])
        state = evolved(state, try state.decide(command(.updateClass, stream, updates), 0))
        #expect(state.definition?.label == "Auftrag")
        #expect(state.definition?.id.text == "Order")
        #expect(state.definition?.properties.count == 3)
        let broken = JSONObject([
            ("updates", .object(JSONObject([("primary_key", .array(["nobody"]))])))
        ])
        #expect(code { try state.decide(command(.updateClass, stream, broken), 0) } == .invalid)
        #expect(code { try state.decide(command(.deleteClass, stream), 3) } == .hasInstances)
        // Instances without their class would be left behind: they go first, by commands of their own.
        let cascade = command(.deleteClass, stream, JSONObject([("cascade", true)]))
        #expect(code { try state.decide(cascade, 3) } == .hasInstances)
        state = evolved(state, try state.decide(command(.deleteClass, stream), 0))
        #expect(!state.isLive)
        state = evolved(state, try state.decide(command(.createClass, stream, payload), 0))
        #expect(state.isLive)
    }

    private func product() throws -> ClassDefinition {
        try ClassDefinition(
            json: JSON(
                parsing: #"{"id":"Product","primary_key":["product_id"],"properties":["#
                    + #"{"name":"product_id","type":"integer","required":true},{"name":"name","type":"string"},"#
                    + #"{"name":"stock","type":"integer","default":0},{"name":"instance_id","type":"string"},"#
                    + #"{"name":"by","type":"link","target":"Supplier"}]}"#))
    }

    @Test func anInstanceLivesItsLife() throws {
        let stream = build.stream("1")
        let product = try product()
        var state = InstanceAggregate()
        #expect(code { try state.decide(command(.updateInstance, stream), product) } == .notFound)
        #expect(code { try state.decide(command(.deleteInstance, stream), product) } == .notFound)
        let payload = JSONObject([
            ("product_id", 1), ("name", "Chai"), ("by", "s1"), ("instance_id", "mine"),
        ])
        let created = try state.decide(command(.createInstance, stream, payload), product)
        #expect(created.type == .instanceCreated)
        #expect(created.data["instance_id"] == "1")
        #expect(created.data["stock"] == 0)
        state = evolved(state, created)
        #expect(state.data?["instance_id"] == "mine")
        #expect(state.data?["class_id"] == nil)
        #expect(
            code { try state.decide(command(.createInstance, stream, payload), product) }
                == .alreadyExists)
        state = evolved(
            state,
            try state.decide(
                command(.updateInstance, stream, JSONObject([("name", "Tea")])), product))
        state = evolved(
            state,
            try state.decide(command(.updateInstance, stream, JSONObject([("stock", 7)])), product))
        #expect(
            state.data?["name"] == "Tea" && state.data?["stock"] == 7 && state.data?["by"] == "s1")
        let refused: [(JSONObject, Rejection.Code)] = [
            (JSONObject([("product_id", 2)]), .invalid),
            (JSONObject([("product_id", .null)]), .invalid),
            (JSONObject([("stranger", 1)]), .invalid), (JSONObject([("stock", "x")]), .invalid),
            (JSONObject([("by", "Other/1")]), .invalid),
        ]
        for (patch, expected) in refused {
            #expect(
                code { try state.decide(command(.updateInstance, stream, patch), product) }
                    == expected)
        }
        state = evolved(state, try state.decide(command(.deleteInstance, stream), product))
        #expect(!state.isLive)
        state = evolved(state, try state.decide(command(.createInstance, stream, payload), product))
        #expect(state.isLive)
        #expect(
            code { try state.decide(command(.createClass, stream), product) } == .unknownCommand)
    }

    @Test func anInstanceEventTellsItsDataAndLinks() throws {
        let stream = build.stream("1")
        let payload = JSONObject([("product_id", 1), ("by", "s~1"), ("instance_id", "mine")])
        let decided = try InstanceAggregate().decide(
            command(.createInstance, stream, payload), try product())
        var event = build.answer(to: build.command(stream), data: decided.data)
        event.metadata = .object(decided.metadata)
        let content = try #require(InstanceContent(event))
        #expect(content.data.sameContent(as: payload.overlaid(by: JSONObject([("stock", 0)]))))
        #expect(content.links.map(\.target.text) == ["Supplier/s~1"])
        #expect(InstanceContent(build.command(stream)) == nil)
    }

    @Test func aCommandEventGivesItsContentOrSaysWhyNot() throws {
        let event = build.command(build.stream("1"))
        #expect(try CommandContent(event).type == .createInstance)
        var unknown = event
        unknown.type = "DANCE_REQUESTED"
        #expect(throws: Rejection.self) { try CommandContent(unknown) }
        var empty = event
        empty.data = .null
        let error = try #require(throws: Rejection.self) { try CommandContent(empty) }
        #expect(error.code == .invalid)
        for type in CommandType.allCases { #expect(CommandType(eventType: type.eventType) == type) }
        #expect(CommandType.createClass.phrase == "create class")
    }

    @Test func theOutlookCountsWhatIsStillUndecided() throws {
        let product = try product()
        let stream = build.stream("1")
        var sequence = SequenceNumber.none
        func recorded(_ event: Event) -> RecordedEvent {
            sequence = sequence.next
            return RecordedEvent(
                event: event, sequence: sequence,
                position: StorePosition(segment: Int64(sequence.value)))
        }
        func request(_ type: CommandType, _ payload: JSONObject) -> Event {
            build.command(stream, payload, type: type)
        }
        let create = request(.createInstance, JSONObject([("product_id", 1), ("name", "Chai")]))
        let update = request(.updateInstance, JSONObject([("name", "Tea")]))
        let broken = request(.updateInstance, JSONObject([("stranger", 1)]))
        let batch = [recorded(create), recorded(update), recorded(broken)]
        var outlook = Outlook<InstanceAggregate>()
        outlook.take(batch)
        #expect(!outlook.current.isLive)
        #expect(outlook.pending.count == 3)
        #expect(outlook.sequence == SequenceNumber(3) && outlook.stateSequence == .none)
        #expect(outlook.expected(product).data?["name"] == "Tea")
        let decided = try outlook.current.decide(CommandContent(create), product)
        var answer = build.answer(to: create, data: decided.data)
        answer.metadata = .object(decided.metadata)
        outlook.take([recorded(answer)])
        #expect(outlook.current.data?["name"] == "Chai")
        #expect(outlook.stateSequence == SequenceNumber(4))
        outlook.take(batch)
        #expect(outlook.pending.count == 2)
        outlook.take([recorded(build.answer(to: broken, type: .commandFailed))])
        #expect(outlook.pending.map(\.event.id) == [update.id])
        #expect(outlook.stateSequence == SequenceNumber(4) && outlook.sequence == SequenceNumber(5))
        #expect(outlook.expected(product).data?["name"] == "Tea")
    }
}
