// The types that a property may have. The name is kept as it was written; validation looks at its base.

/// A declared type and what values it takes.
package struct DataType: Hashable, Sendable, CustomStringConvertible {
    /// What a value of the type is in JSON.
    package enum Base: Hashable, Sendable {
        case text, integer, number, boolean, date, dateTime, time, array, object
        /// Any JSON value.
        case any
    }

    /// As written by the client, without surrounding space.
    package let name: String
    package let base: Base

    package var description: String { name }

    package init(_ name: String) {
        self.name = name
        base = DataType.bases[DataType.folded(name)] ?? .any
    }

    /// Without an `xsd:` prefix, in lower case.
    private static func folded(_ name: String) -> String {
        let lower = name.lowercased()
        return lower.hasPrefix("xsd:") ? String(lower.dropFirst(4)) : lower
    }

    private static let bases: [String: Base] = {
        var table: [String: Base] = [:]
        let groups: [(Base, String)] = [
            (
                .text,
                "string text str longtext email phone telephone tel url uri anyuri link uuid guid ip "
                    + "ipaddress identifier enum name image file address country country_code language "
                    + "currency_code postal_code hash hostname iban isbn color duration base64binary "
                    + "hexbinary gyear gmonth gday gyearmonth gmonthday coordinate mac credit_card filename "
                    + "measurement month day_of_week person_name company job_title gender city region "
                    + "street_address"
            ),
            (
                .integer,
                "integer int long short byte unsignedint unsignedlong unsignedshort unsignedbyte "
                    + "year"
            ),
            (.number, "decimal number float double money percent latitude longitude"),
            (.boolean, "boolean bool"), (.date, "date"), (.dateTime, "datetime timestamp"),
            (.time, "time"), (.array, "array list set"), (.object, "object dict"),
        ]
        for (base, names) in groups {
            for name in names.split(separator: " ") { table[String(name)] = base }
        }
        return table
    }()
}
