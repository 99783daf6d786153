// Changes of a class: as operations, as forms, as differences.

import JSONText
import TerminalUI
import Testing

@testable import Console
@testable import Engine

@Suite struct ClassEditTests {
    private let context = PaneStage.context()
    private let definition: JSON = [
        "id": "Order", "label": "Order", "primary_key": ["id"],
        "properties": [
            ["name": "id", "type": "string"], ["name": "city", "type": "string", "note": "kept"],
        ],
        "relationships": [
            ["predicate": "of", "target": "Maker", "source_properties": ["city"]]
        ],
    ]

    private func order(_ sequence: Int = 3) -> ClassView {
        ClassView(
            id: "Order", label: "Order", description: nil, sequence: sequence, state: "live",
            instances: 5, key: ["id"],
            properties: ["id", "city"].map {
                .init(
                    name: $0, type: "string", label: $0, isRequired: false, isKey: $0 == "id",
                    linkedBy: $0 == "city" ? "of" : nil)
            },
            links: [
                .init(
                    predicate: "of", target: "Maker", cardinality: "n:1", label: "of",
                    sourceProperties: ["city"], targetProperties: [], edges: 5, unresolved: 0)
            ], incoming: [], definition: definition, metadata: [:])
    }

    private func state() -> OntologyState {
        var state = OntologyState()
        let page = PageView(items: [order()], next: nil)
        _ = OntologyPane.update(&state, .classesAnswered(PaneStage.answer(page)), context)
        state.depth = .detail
        return state
    }

    @Test func aRenamedPropertyTakesKeyAndLinksAlong() {
        let property = JSONObject([("name", "town"), ("type", "string")])
        let updates = ModelChange.property(property, replacing: "city").updates(of: definition)
        #expect(updates["properties"]?.array?.map { $0["name"]?.string } == ["id", "town"])
        #expect(updates["relationships"]?.array?.first?["source_properties"] == ["town"])
        let key = ModelChange.property(JSONObject([("name", "no")]), replacing: "id")
        #expect(key.updates(of: definition)["primary_key"] == ["no"])
    }

    @Test func aDeletedPropertyIsLeftOutOfTheList() {
        let updates = ModelChange.withoutProperty("city").updates(of: definition)
        #expect(updates["properties"]?.array?.count == 1)
        let edit = ClassEdit(order(), .withoutProperty("city"), "property city")
        #expect(edit.problem?.contains("city") == true, "the link is made of it")
        let without = ClassEdit(order(), .withoutLink("of"), "link of")
        #expect(without.problem == nil)
        #expect(without.differences.map(\.text) == ["- of → Maker"])
        #expect(without.command(in: "shop").expectedSequence == 3)
    }

    @Test func aFormKeepsWhatItHasNoFieldFor() {
        let old = definition["properties"]?.array?[1]
        let draft = PropertyDraft(["city", "", "string", "yes", "", "", "2", "40", "", "a, b"])
        let json = draft.json(keeping: old)
        #expect(json["note"] == "kept" && json["required"] == true)
        #expect(json["constraints"] == ["minLength": 2, "maxLength": 40, "enum": ["a", "b"]])
        let fields = PropertyDraft.fields(of: .object(json)).map(\.text)
        #expect(fields == ["city", "", "string", "yes", "", "", "2", "40", "", "a, b"])
    }

    @Test(arguments: [
        (["n", "", "integer", "no", "", "x"], 5), (["n", "", "integer", "no", "", "", "1.5"], 6),
        (["n", "", "decimal", "no", "", "", "5", "2"], 7),
        (["n", "", "integer", "no", "", "", "", "", "[a-z]"], 8),
        (["n", "", "string", "no", "", "", "", "", "["], 8),
        (["n", "", "date", "no", "", "", "", "", "", "2024-13-01"], 9), (["id"], 0), ([""], 0),
    ]) func aWrongFieldSaysSoWhileItIsTyped(_ values: [String], _ field: Int) {
        let problems = PropertyDraft(values).problems(taken: ["id"])
        #expect(problems.indices.filter { problems[$0] != nil } == [field])
    }

    @Test func aPropertyWithInstancesKeepsItsName() throws {
        var state = state()
        _ = OntologyPane.update(&state, .moved(.down), context)
        let form = try #require(OntologyPane.update(&state, .editAsked, context).form)
        #expect(form.check(["town", "", "string", "no"])[0]?.contains("hold it") == true)
        #expect(form.check(form.form.values).allSatisfy { $0 == nil })
    }

    @Test func aChangeIsShownAsADifferenceBeforeItIsSent() throws {
        var state = state()
        let typed = ["city", "Town", "string", "no", "", "", "", "40", "", ""]
        let look = OntologyPane.update(
            &state, .modelling(.propertyTyped(order(), "city", typed)), context)
        #expect(look.effects.map(\.id) == ["ontology.fit"], "what is stored is looked at first")
        let dialog = try #require(fit(&state, typed, misfits: 0).question?.dialog)
        #expect(dialog.details.contains { $0.contains("constraints: – → at most 40 letters") })
        #expect(dialog.text.contains("sequence 3") && dialog.text.contains("all 5 instances"))
        let label = ["city", "Town", "string", "no", "", "", "", "", "", ""]
        let plain = OntologyPane.update(
            &state, .modelling(.propertyTyped(order(), "city", label)), context)
        #expect(plain.question != nil, "a label needs no look")
    }

    @Test func aRuleThatStoredValuesBreakSaysWhichBeforeItIsSent() throws {
        var state = state()
        let typed = ["city", "", "string", "no", "", "", "", "3", "", ""]
        let dialog = try #require(fit(&state, typed, misfits: 4).question?.dialog)
        #expect(dialog.details.contains("▲ 4 of 5 instances would not fit:"))
        #expect(dialog.details.contains("  17: city must have at most 3 letters"))
        #expect(dialog.text.contains("refused when their instance is changed next"))
        #expect(dialog.keys.first?.isDangerous == true)
    }

    /// What is asked once the stored values were looked at.
    private func fit(
        _ state: inout OntologyState, _ typed: [String], misfits: Int
    ) -> PaneReply<OntologyPane.Message> {
        let old = order().definition(of: "city", in: "properties", by: "name")
        let edit = ClassEdit(
            order(), .property(PropertyDraft(typed).json(keeping: old), replacing: "city"),
            "property city of Order")
        let examples = [
            DefinitionFit.Example(key: "17", reason: "city must have at most 3 letters")
        ]
        let fit = DefinitionFit(
            looked: 5, isCut: false, misfits: misfits, examples: misfits > 0 ? examples : [])
        return OntologyPane.update(
            &state, .modelling(.fitCounted(edit, PaneStage.answer(fit))), context)
    }

    @Test func aLostRaceOffersTheChangeOnTheNewVersion() throws {
        var state = state()
        let edit = ClassEdit(
            order(), .facts(JSONObject([("label", "Auftrag")])), "class Order")
        let conflict: Answered<AcceptedCommand> = PaneStage.failure(.conflict)
        let ask = OntologyPane.update(&state, .modelling(.answered(edit, conflict)), context)
        #expect(ask.effects.map(\.id) == ["ontology.compare"])
        var now = order(7)
        now.definition = .object(
            ModelChange.withoutLink("of").updates(of: definition).overlaid(by: JSONObject()))
        now.definition = .object(
            (definition.object ?? JSONObject()).overlaid(
                by: ModelChange.withoutLink("of").updates(of: definition)))
        let reply = OntologyPane.update(
            &state, .modelling(.compared(edit, PaneStage.answer(now))), context)
        let question = try #require(reply.question)
        #expect(question.dialog.text.contains("do not overlap"))
        #expect(
            question.dialog.details == ["theirs  - of → Maker", "yours   label: Order → Auftrag"])
        guard case .modelling(.confirmed(let again)) = question.confirm else {
            Issue.record("nothing to confirm")
            return
        }
        #expect(again.command(in: "shop").expectedSequence == 7)
    }

    @Test func whatIsDeletedIsNamedAndTyped() throws {
        var state = state()
        _ = OntologyPane.update(&state, .moved(.down), context)
        _ = OntologyPane.update(&state, .moved(.down), context)
        let reply = OntologyPane.update(&state, .modelling(.deleteAsked), context)
        #expect(reply.question?.dialog.nameToType == "of")
        let deletion = ClassDeletion(
            database: "shop", className: "Order", instances: 5, incomingLinks: 2, deleted: 0,
            isDryRun: true, accepted: nil)
        let whole = OntologyPane.update(
            &state, .modelling(.deletionCounted(order(), PaneStage.answer(deletion))), context)
        #expect(whole.question?.dialog.nameToType == "Order")
        #expect(whole.question?.dialog.details.contains("5 instances") == true)
        state.detailLine = 0
        let key = OntologyPane.update(&state, .modelling(.deleteAsked), context)
        #expect(key.question == nil && key.notice?.text.contains("is the key") == true)
    }

    @Test func labelsAreSentForTheLanguagesThatChanged() throws {
        var state = state()
        let own = LabelRow(
            kind: .ontologyClass, className: "Order", name: nil, label: "Bestellung",
            language: "de")
        let list = LabelList(rows: [own], changedAt: nil)
        _ = OntologyPane.update(
            &state, .modelling(.labelsAnswered(PaneStage.answer(list))), context)
        state.depth = .classes
        let form = try #require(
            OntologyPane.update(&state, .modelling(.labelsAsked), context).form)
        #expect(form.form.values == ["Bestellung", "", ""])
        #expect(form.check(["", "", ""])[0] == "write another")
        #expect(form.check(["Auftrag", "x", "y"])[1] == "no language code")
        let same = OntologyPane.update(&state, form.submit(["Bestellung", "", ""]), context)
        #expect(same.effects.isEmpty)
        let sent = OntologyPane.update(&state, form.submit(["Auftrag", "fr", "Commande"]), context)
        #expect(sent.effects.map(\.id) == ["ontology.labelling"])
    }
}
