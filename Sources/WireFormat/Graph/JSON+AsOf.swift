// The moment of an answer on the wire: `as_of`, absent for the present.

package import Engine
package import JSONText

extension JSON {
    /// The object with the moment that it is of.
    package func dated(_ asOf: AsOfView?) -> JSON {
        guard let asOf, var object = self.object else { return self }
        object["as_of"] = [
            "asked": .string(asOf.asked), "position": JSON(asOf.position), "at": JSON(asOf.at),
            "changes": .integer(asOf.changes), "changes_now": .integer(asOf.changesNow),
        ]
        return .object(object)
    }
}
