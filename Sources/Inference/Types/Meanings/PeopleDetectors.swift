// Meanings of people: names, companies, jobs, gender.

extension SemanticDetectors {
    static let people: [any SemanticDetector] = [
        PersonNameVote(),
        TextVote(
            semantic: .company,
            headers: [
                "company", "firma", "vendor", "employer", "organization", "organisation",
                "supplier", "unternehmen",
                "société", "entreprise", "empresa", "azienda", "bedrijf", "lieferant",
                "manufacturer", "brand", "publisher",
            ], against: ["id", "code", "type", "url"], alone: 0, withHeader: 0, from: [.string],
            evidence: "names of companies", test: PeopleWords.isCompany),
        CompanyVote(),
        TextVote(
            semantic: .jobTitle,
            headers: [
                "job", "title", "position", "occupation", "profession", "beruf", "role", "puesto",
                "poste", "jobtitle", "stilling",
            ], against: ["id", "book", "movie", "album", "track", "courtesy", "level", "code"],
            alone: 0.7, withHeader: 0.12, from: [.string], evidence: "names of jobs",
            test: PeopleWords.isJob),
        TextVote(
            semantic: .gender, headers: ["gender", "sex", "geschlecht", "genre", "sexo"],
            alone: 0.9,
            withHeader: 0.5, from: [.string], evidence: "words for gender",
            test: PeopleWords.isGender),
    ]
}
