// Colours: hexadecimal and by the names of the web and of everyday languages.

/// Names of colours.
enum ColorNames {
    private static let stems: [String] = [
        "red", "green", "blue", "yellow", "black", "white", "grey", "gray", "brown", "pink",
        "orange",
        "purple", "violet", "cyan", "magenta", "silver", "gold", "olive", "navy", "teal", "lime",
        "aqua",
        "fuchsia", "maroon", "orchid", "coral", "salmon", "khaki", "beige", "ivory", "lavender",
        "plum",
        "tan", "turquoise", "indigo", "crimson", "chocolate", "tomato", "snow", "wheat", "linen",
        "azure",
        "sienna", "peru", "honeydew", "bisque", "seashell", "thistle", "gainsboro", "cornsilk",
        "oldlace",
        "moccasin", "burlywood", "chartreuse", "almond", "rose", "cream", "smoke", "chiffon",
        "puff", "whip",
        "peach", "goldenrod", "firebrick", "aquamarine", "rot", "grün", "blau", "gelb", "schwarz",
        "weiß",
        "grau", "braun", "rouge", "vert", "bleu", "jaune", "noir", "blanc", "gris", "rojo", "verde",
        "azul",
        "amarillo", "negro", "blanco", "rosso", "nero", "bianco", "giallo", "mint",
    ]
    private static let set = Set(stems)

    static func isColor(_ text: String) -> Bool {
        if text.hasPrefix("#") { return TextShapes.isHex(text.dropFirst(), lengths: [3, 6, 8]) }
        if text.hasPrefix("rgb(") || text.hasPrefix("rgba(") || text.hasPrefix("hsl(") {
            return true
        }
        guard text.utf8.count <= 24 else { return false }
        let lower = text.lowercased()
        if set.contains(lower) { return true }
        guard let last = NameTokens.split(text).last else { return false }
        return set.contains(last)
            || stems.contains { $0.count > 3 && lower.hasSuffix($0) && !lower.contains(" ") }
    }
}
