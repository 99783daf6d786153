// Meanings of places: countries, regions, cities, streets, coordinates.

extension SemanticDetectors {
    static let places: [any SemanticDetector] = [
        TextVote(
            semantic: .country,
            headers: ["country", "land", "nation", "pays", "país", "paese", "국가", "国"],
            against: ["code", "iso", "iso2", "iso3", "language"], alone: 0.93, withHeader: 0.4,
            from: [.string],
            evidence: "names of countries"
        ) { WordLists.countries.contains($0.lowercased()) },
        TextVote(
            semantic: .language,
            headers: ["language", "lang", "sprache", "langue", "idioma", "lingua"],
            alone: 0.9, withHeader: 0.4, from: [.string], evidence: "names of languages"
        ) { WordLists.languages.contains($0.lowercased()) },
        TextVote(
            semantic: .region,
            headers: [
                "state", "region", "province", "county", "bundesland", "kanton", "canton", "région",
                "département",
                "provincia", "estado", "regione", "prefecture", "district", "oblast",
            ], against: ["code", "status"], alone: 0.85, withHeader: 0, from: [.string],
            evidence: "names of regions", test: PlaceWords.isRegion),
        TextVote(
            semantic: .city,
            headers: [
                "city", "town", "ort", "stadt", "ville", "ciudad", "città", "cidade", "stad",
                "kommune",
                "miasto", "město", "város", "şehir", "город", "市", "municipality", "gemeinde",
                "place", "birthplace",
            ],
            // Danish, and a preposition in English.
            wholeHeaders: ["by"], against: ["code", "id"], alone: 0, withHeader: 0, from: [.string],
            evidence: "names of towns"
        ) { WordLists.cities.contains($0.lowercased()) },
        CityVote(),
        StreetVote(),
        CoordinateVote(),
    ]
}
