// Words that tell headers, unit rows and total rows from data. Lists about the world.

/// Word lists for the lines around a table.
enum HeaderWords {
    private static let units: Set<String> = [
        "unit", "units", "text", "count", "kg", "g", "mg", "t", "m", "cm", "mm", "km", "s", "ms",
        "min",
        "h", "eur", "usd", "gbp", "chf", "jpy", "%", "l", "ml", "°c", "c", "k", "pa", "bar", "v",
        "a",
        "w", "kw", "kwh", "hz", "string", "number", "date", "int", "integer", "float", "double",
        "n",
        "pcs", "stk", "€", "$", "£", "id", "boolean", "varchar", "decimal", "m/s", "km/h", "mm2",
        "m2",
        "m3", "ha", "mio", "tsd", "years", "days", "hours", "code", "name", "datetime", "time",
        "utc", "gmt", "cet", "iso", "yyyy-mm-dd", "dd.mm.yyyy", "hh:mm", "hpa", "kpa", "mpa",
        "mbar",
        "psi", "mmhg", "°f", "f", "deg", "°", "rad", "lux", "lx", "db", "dba", "dbm", "ppm", "ppb",
        "µg/m3", "μg/m3", "ug/m3", "µg/m³", "μg/m³", "mg/m3", "g/m3", "mg/l", "g/l", "mg/dl",
        "g/dl",
        "mmol/l", "µmol/l", "mol/l", "iu/l", "u/l", "l/min", "m3/s", "m³/s", "l/s", "m³", "m²",
        "km²", "km2", "mm²", "cm²", "cm3", "cm³", "w/m2", "w/m²", "j", "kj", "mj", "kcal", "cal",
        "mw", "mwh", "gwh", "va", "kva", "mv", "ma", "µa", "ah", "mah", "ohm", "ω", "rpm", "1/min",
        "bpm", "nm", "µm", "μm", "um", "in", "ft", "yd", "mi", "mph", "kn", "kt", "knots", "lb",
        "lbs", "oz", "gal", "bbl", "t/a", "kg/m2", "kg/m²", "kg/m3", "kg/m³", "s/cm", "ms/cm",
        "µs/cm", "ph", "ntu", "mg/kg", "‰", "sek", "sec", "std", "stück", "szt", "шт", "шт.", "кг",
        "руб", "руб.", "м", "км", "°c/m", "nok", "dkk", "pln", "czk", "huf", "try", "brl", "cny",
        "krw", "inr", "rub", "aud", "cad", "k€", "t€", "m€", "mrd", "mn", "bn", "円", "元", "個", "件",
        "人", "kg/ha", "dt/ha", "v/m", "n/mm2", "µg/l", "μg/l", "ng/ml", "pg/ml", "g/mol",
    ]

    /// Every filled cell of the row is a unit or a type word: `kg`, `[m/s]`, `(units)`.
    static func areUnits(_ cells: [String]) -> Bool {
        let filled = cells.filter { !$0.isEmpty }
        guard !filled.isEmpty else { return false }
        let hits = filled.count { isUnit($0) }
        return hits * 10 >= filled.count * 8
    }

    private static func isUnit(_ cell: String) -> Bool {
        let text = cell.lowercased()
        if text.count <= 14, let first = text.first, let last = text.last,
            first == "[" && last == "]" || first == "(" && last == ")"
        {
            return true
        }
        return units.contains(text)
    }

    private static let totals: [String] = [
        "total", "totals", "grand total", "sum", "subtotal", "summe", "gesamt", "gesamtsumme",
        "somme",
        "totale", "suma", "soma", "totaal", "totalt", "yhteensä", "razem", "celkem", "összesen",
        "toplam", "итого", "всего", "合计", "合計", "총계", "합계",
    ]

    /// The first cell of a row that adds up the others.
    static func isTotal(_ cell: String) -> Bool {
        let text = cell.lowercased().drop { $0 == "*" || $0 == "=" || $0 == " " }
        return totals.contains { total in
            text.hasPrefix(total)
                && (text.count == total.count
                    || !(text.dropFirst(total.count).first?.isLetter ?? false))
        }
    }

    private static let names: Set<String> = [
        "id", "name", "date", "time", "year", "month", "day", "code", "type", "value", "price",
        "amount",
        "count", "country", "city", "state", "region", "title", "category", "status", "description",
        "key", "number", "no", "nr", "email", "phone", "address", "age", "gender", "sex",
        "quantity",
        "total", "rate", "source", "target", "url", "lat", "lon", "latitude", "longitude", "group",
        "class", "level", "score", "rank", "datum", "ort", "preis", "wert", "nom", "ville", "prix",
        "symbol", "index", "label", "text", "comment", "note", "unit", "currency", "language",
        "start", "end", "from", "to", "first_name", "last_name", "firstname", "lastname", "zip",
        "sample",
    ]

    /// `cell` is, or ends with, a word that columns are called by.
    static func isName(_ cell: String) -> Bool {
        let words = NameTokens.split(cell)
        return words.contains { names.contains($0) }
    }
}
