// A change of a class as it was seen when the change was made: a refresh cannot redirect it, and the sequence it was made
// on goes along.

package import Engine
import JSONText
import Ontology

package struct ClassEdit: Hashable, Sendable {
    /// The class as it was seen.
    package var item: ClassView
    package var change: ModelChange
    /// What is changed, as `property unitPrice of Product`.
    package var what: String

    package init(_ item: ClassView, _ change: ModelChange, _ what: String) {
        self.item = item
        self.change = change
        self.what = what
    }

    /// The command, at the sequence that was seen.
    package func command(in database: String) -> SubmitCommand {
        SubmitCommand(
            type: .updateClass, database: database, className: item.id,
            payload: .object(change.updates(of: item.definition)),
            expectedSequence: item.sequence)
    }

    /// The class as it would be.
    var definition: JSON {
        let old = item.definition
        return .object((old.object ?? JSONObject()).overlaid(by: change.updates(of: old)))
    }

    /// What the change makes different.
    var differences: [DefinitionDifference] {
        DefinitionDifference.between(item.definition, definition)
    }

    /// The property whose type or rules differ, where instances hold values of it; nil: none.
    var ruledProperty: String? {
        guard item.instances > 0, case .property(let property, let old?) = change,
            let name = property["name"]?.string, name == old
        else { return nil }
        let before = item.definition(of: old, in: "properties", by: "name")
        let rules = { (of: JSON?) in of?.object ?? JSONObject() }
        let isRuled =
            before?["type"] != property["type"]
            || rules(before?["constraints"]) != rules(property["constraints"])
        return isRuled ? name : nil
    }

    /// What others made different since.
    func theirs(until now: ClassView) -> [DefinitionDifference] {
        DefinitionDifference.between(item.definition, now.definition)
    }

    /// Why the class as it would be is none; nil when it is one.
    var problem: String? {
        do throws(SchemaError) {
            _ = try ClassDefinition(json: definition)
            return nil
        } catch {
            return error.message
        }
    }
}
