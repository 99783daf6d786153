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

    /// What the change makes different.
    var differences: [DefinitionDifference] {
        let old = item.definition
        let new = (old.object ?? JSONObject()).overlaid(by: change.updates(of: old))
        return DefinitionDifference.between(old, .object(new))
    }

    /// What others made different since.
    func theirs(until now: ClassView) -> [DefinitionDifference] {
        DefinitionDifference.between(item.definition, now.definition)
    }

    /// Why the class as it would be is none; nil when it is one.
    var problem: String? {
        let old = item.definition
        let new = (old.object ?? JSONObject()).overlaid(by: change.updates(of: old))
        do throws(SchemaError) {
            _ = try ClassDefinition(json: .object(new))
            return nil
        } catch {
            return error.message
        }
    }
}
