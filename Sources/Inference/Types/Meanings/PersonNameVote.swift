// Names of people: by the header, or by frequent given names and surnames in the texts.

/// Recognises names of people.
struct PersonNameVote: SemanticDetector {
    private static let headers: Set<String> = [
        "name", "kunde", "customer", "contact", "person", "author", "surname", "lastname",
        "firstname", "fullname", "nachname",
        "vorname", "nom", "prénom", "nombre", "apellido", "cognome", "nome", "sobrenome", "imię",
        "nazwisko", "jméno", "név",
        "ad", "soyad", "имя", "фамилия", "氏名", "이름", "姓名", "fname", "lname", "employee", "owner",
        "player", "actor", "klient", "client", "patient", "operator",
    ]
    private static let things: Set<String> = [
        "company", "product", "file", "user", "country", "city", "table", "column", "event", "team",
        "school", "category", "item",
        "stage", "group", "brand", "station", "department", "store", "tournament", "stadium",
        "award", "federation", "region", "pub", "common", "position", "id", "code", "host",
        "domain", "site", "project", "species", "airport", "confederation", "match", "document",
        "no", "nr", "type", "state", "playlist", "album", "track", "territory", "institution",
        "airline",
    ]

    /// The header says that people are named here.
    static func isNamed(_ sketch: ColumnSketch) -> Bool {
        sketch.headerHas(headers) && !sketch.headerHas(things)
    }

    func vote(_ sketch: ColumnSketch, _ reading: ColumnReading) -> SemanticVote? {
        guard reading.base == .string, !sketch.headerHas(Self.things) else { return nil }
        let isNamed = sketch.headerHas(Self.headers)
        let shaped = sketch.textShare { TextShapes.isProperName($0, limit: 5) }
        let known = sketch.textShare(PeopleWords.hasKnownName)
        let commas = sketch.textShare { text in
            let parts = text.split(separator: ", ")
            return parts.count == 2 && TextShapes.isProperName(text, limit: 5)
        }
        guard shaped > 0.75 else { return nil }
        if isNamed, sketch.textShare({ WordLists.cities.contains($0.lowercased()) }) < 0.5 {
            return SemanticVote(
                semantic: .personName, confidence: 0.75 + 0.2 * max(known, commas),
                evidence: "named so, and proper names", base: .string)
        }
        guard known > 0.3 || commas > 0.8, sketch.values.count > 2 else { return nil }
        return SemanticVote(
            semantic: .personName, confidence: min(0.9, 0.5 + 0.5 * max(known, commas * 0.7)),
            evidence: "names of people among the values", base: .string)
    }
}
