// What tells rows apart only by chance: amounts, measures, flags and prose. In a table of a few rows they often differ
// from row to row, and the next row may bring the same again.

extension KeyColumn {
    /// An amount or a measure by its type or its meaning; a number for things is none. No set of columns leans on one.
    var isAmount: Bool {
        guard !hasKeySuffix else { return false }
        return switch semantic {
        case .money, .percent, .measurement, .duration, .latitude, .longitude, .coordinate: true
        default: base == .decimal
        }
    }

    /// How much, how long or how warm something is, by its name too. With others, such a number may tell rows apart (the
    /// size of a shoe), never alone.
    var isMeasure: Bool {
        guard !hasKeySuffix else { return false }
        return isAmount || semantic == .age
            || base == .integer && words.contains(where: Self.isMeasureWord)
    }

    /// Sentences, remarks, or a text that nobody would type to find a row.
    var isProse: Bool {
        guard base == .string, !hasKeySuffix else { return false }
        return semantic == .freeText || maxLength > 120
            || words.last.map(FreeTextVote.isWord) == true
    }

    /// It may name a row, if nothing better does.
    var mayStandAlone: Bool {
        guard !isMeasure, !isProse, base != .decimal, base != .boolean else { return false }
        return semantic != .gender && semantic != .color
    }

    private static func isMeasureWord(_ word: String) -> Bool {
        measureWords.contains(word) || units.contains(word) || MoneyVote.isWord(word)
            || KeyNames.measures.contains(word) && !places.contains(word)
    }

    /// Words of measures that number rows as well: the first, the second, of a year.
    private static let places: Set<String> = ["rank", "position", "level", "num", "year"]

    /// What a second header line often says; single letters name other things too.
    private static let units: Set<String> = [
        "hpa", "kpa", "mbar", "bar", "psi", "mm", "cm", "km", "kg", "mg", "km/h", "kmh", "mph",
        "rpm",
        "kw", "kwh", "mwh", "mhz", "ghz", "ml", "°c", "°f", "ppm", "db", "lux", "sec", "min", "ms",
    ]

    private static let measureWords: Set<String> = [
        "population", "area", "distance", "volume", "speed", "temperature", "temp", "pressure",
        "humidity",
        "voltage", "discount",
        "profit", "value",
        "preis", "kosten", "betrag", "summe", "menge", "anzahl", "stück", "gewicht", "größe",
        "höhe", "länge", "breite", "dauer", "alter", "wert", "rabatt",
        "montant", "prix", "coût", "somme", "quantité", "qté", "poids", "taille", "durée",
        "precio", "importe", "coste", "cantidad", "peso", "valor", "edad",
        "prezzo", "importo", "costo", "quantità", "valore", "preço", "quantidade", "idade",
        "prijs", "bedrag", "aantal", "omzet", "waarde", "pris", "belopp", "beløb", "beløp", "antal",
        "antall", "vikt", "vekt", "vægt", "hinta", "määrä",
        "cena", "kwota", "ilość", "waga", "částka", "množství", "fiyat", "tutar",
        "miktar", "adet", "цена", "сумма", "стоимость", "количество", "вес", "возраст",
        "金額", "価格", "数量", "単価", "金额", "价格", "单价", "금액", "가격", "수량", "단가",
    ]
}
