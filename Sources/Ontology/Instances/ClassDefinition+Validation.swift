// Whether the data of an instance fits its class, as a whole.

package import JSONText

extension ClassDefinition {
    /// Throws at the first thing that does not fit. `isComplete`: required properties must be there (a patch may leave
    /// them out, but may not set them to null).
    package func check(_ data: JSONObject, isComplete: Bool) throws(SchemaError) {
        for member in data.members {
            if let property = property(member.name) {
                if !member.value.isNull {
                    try ValueCheck(property: property).check(member.value)
                } else if property.isRequired {
                    throw required(property)
                }
            } else if link(member.name) == nil {
                throw SchemaError(
                    .unknownProperty, at: "data.\(member.name)",
                    "\(id) has no property or link \(member.name); it has "
                        + (properties.map(\.name) + links.map(\.predicate))
                        .joined(separator: ", "))
            }
        }
        guard isComplete else { return }
        for property in properties where property.isRequired {
            if data[property.name] == nil, property.defaultValue == nil { throw required(property) }
        }
    }

    /// Everything that `check` would refuse one by one, in its order; empty when all fits.
    package func faults(of data: JSONObject, isComplete: Bool) -> [SchemaError] {
        do throws(SchemaError) { try check(data, isComplete: isComplete) } catch {
            var faults: [SchemaError] = []
            for member in data.members {
                do throws(SchemaError) {
                    try check(JSONObject([(member.name, member.value)]), isComplete: false)
                } catch {
                    faults.append(error)
                }
            }
            guard isComplete else { return faults }
            return faults
                + properties.filter {
                    $0.isRequired && $0.defaultValue == nil && data[$0.name] == nil
                }.map(required)
        }
        return []
    }

    /// `data` with the defaults of absent properties.
    package func withDefaults(_ data: JSONObject) -> JSONObject {
        var result = data
        for property in properties {
            if let value = property.defaultValue, result[property.name] == nil {
                result[property.name] = value
            }
        }
        return result
    }

    private func required(_ property: PropertyDefinition) -> SchemaError {
        SchemaError(
            .requiredProperty, at: "data.\(property.name)",
            "\(property.name) is required in \(id)")
    }
}
