// Amounts and what they are in: a property of numbers holds amounts of one currency, or another property beside it says
// which each is of. A row that would break that is refused, since a number alone does not show it.

internal import Inference
internal import JSONText
internal import Ontology

/// What the amounts of one property are in.
struct KeptCurrency: Hashable, Sendable {
    /// All that have nothing in `property` are in this one.
    var currency: String?
    /// The property that names the currency of each.
    var property: String?

    var json: JSON {
        var object = JSONObject()
        object["currency"] = currency.map(JSON.string)
        object["property"] = property.map(JSON.string)
        return .object(object)
    }
}

extension KeptCurrency {
    init(_ json: JSON) {
        self.init(currency: json["currency"]?.string, property: json["property"]?.string)
    }

    /// What is known already stays.
    func joined(with later: KeptCurrency) -> KeptCurrency {
        KeptCurrency(
            currency: property == nil ? currency ?? later.currency : currency,
            property: property ?? later.property)
    }
}

/// The columns of amounts of one table on their way into a class.
struct AmountColumns {
    private let table: TableInference
    private let properties: [String?]
    private let definition: ClassDefinition
    private let proposed: ProposedClass
    private let known: [String: KeptCurrency]

    init(
        _ table: TableInference, _ properties: [String?], _ definition: ClassDefinition,
        _ proposed: ProposedClass
    ) {
        self.table = table
        self.properties = properties
        self.definition = definition
        self.proposed = proposed
        known = ImportLedger(definition).currencies
    }

    /// Makes the columns refuse what the class could not tell apart. The properties that get currencies which no column
    /// of the table has, by the place of the amounts.
    func settle(_ table: inout TableInference) -> [Int: String] {
        var places: [Int: String] = [:]
        for (index, property) in properties.enumerated() {
            let column = self.table.columns[index]
            guard let property, [.decimal, .integer].contains(column.reading.base) else { continue }
            if table.currencyProperty(of: index, among: properties) != nil { continue }
            if let place = place(for: column, property) {
                places[index] = place
                table.columns[index].reading.currency = nil
            } else {
                table.columns[index].reading.currency =
                    known[property]?.currency ?? column.currencies.first?.name
            }
        }
        return places
    }

    private func place(for column: ColumnInference, _ property: String) -> String? {
        let mapped = proposed.property(forColumn: CurrencyColumn.name(for: column.name))?.name
        if let mapped, isText(mapped), !properties.contains(mapped) { return mapped }
        guard let place = known[property]?.property, isText(place),
            !properties.contains(place)
        else { return nil }
        return place
    }

    private func isText(_ property: String) -> Bool {
        definition.property(property)?.type.base == .text
    }
}

extension TableInference {
    /// Where the column goes that keeps the currencies of the amounts at `index`; nil: there is none, or it is left out.
    fileprivate func currencyProperty(of index: Int, among properties: [String?]) -> String? {
        guard let name = currencyColumns.first(where: { $0.amounts == index })?.name,
            let place = columns.firstIndex(where: { $0.name == name })
        else { return nil }
        return properties[place]
    }
}

extension TablePlan {
    /// What is to be remembered of its amounts, by property.
    var keptCurrencies: [String: KeptCurrency] {
        var kept: [String: KeptCurrency] = [:]
        for (index, property) in properties.enumerated() {
            guard let property else { continue }
            let column = table.columns[index]
            let place =
                table.currencyProperty(of: index, among: properties) ?? currencyProperties[index]
            if let place {
                kept[property] = KeptCurrency(property: place)
            } else if !column.currencies.isEmpty, let name = column.reading.currency {
                kept[property] = KeptCurrency(currency: name)
            }
        }
        return kept
    }

    /// Sentences about amounts in several currencies, where their currencies are kept.
    var currencyWarnings: [String] {
        keptCurrencies.values.contains { $0.property != nil }
            ? table.currencyWarnings.map { "\(file.name): \($0)" } : []
    }
}
