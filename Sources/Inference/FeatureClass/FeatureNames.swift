// Features of the name of a column: how it is built, and what its words are about.

extension FeatureClassFeatures {
    mutating func takeRoles(_ name: String) {
        let words = NameTokens.split(name)
        for (role, list) in Self.roles {
            set("any_" + role, words.contains { list.contains($0) })
            set("last_" + role, words.last.map { list.contains($0) } ?? false)
            set("first_" + role, words.first.map { list.contains($0) } ?? false)
        }
        set("n_len", Double(min(60, name.count)))
        set("n_words", Double(words.count))
        set("n_word_len", FeatureFigures.mean(words.map { Double($0.count) }))
        set("n_first", Double(words.first?.count ?? 0))
        set("n_last", Double(words.last?.count ?? 0))
        let letters = Array(name)
        set("n_digits", Double(letters.count(where: \.isNumber)))
        set("n_upper", FeatureFigures.share(letters, \.isUppercase))
        set("n_blanks", Double(letters.count { $0 == " " }))
        set("n_begins_upper", letters.first?.isUppercase == true)
        set(
            "n_vowels",
            FeatureFigures.share(letters.filter(\.isLetter)) { "aeiouAEIOU".contains($0) })
    }

    private static let roles: [(String, Set<String>)] = [
        ("id", cut(ids)), ("count", cut(counts)), ("measure", cut(measures)), ("date", cut(dates)),
        ("kind", cut(kinds)), ("name", cut(names)), ("text", cut(texts)), ("list", cut(lists)),
        ("url", cut(addresses)),
    ]

    private static func cut(_ words: String) -> Set<String> {
        Set(words.split(whereSeparator: \.isWhitespace).map(String.init))
    }

    private static let ids = """
        id ids key uuid guid identifier identificador identifiant kennung nummer nr no num number
        numero número cod code codigo código pk fk sku isbn ssn ein serial ref reference fips gid
        uid oid zip zipcode postcode postal phone telephone fax
        """
    private static let counts = """
        count counts total totals sum number num amount qty quantity anzahl cantidad nombre n tot
        volume sales population votes views likes hits visits cnt freq frequency
        """
    private static let measures = """
        price cost value rate ratio score avg average mean min max median std percent pct
        percentage weight height length width size area depth age income revenue salary temp
        temperature speed distance duration lat latitude lon lng long longitude index level rating
        balance tax profit margin density pressure humidity amt hours minutes days miles preis
        precio prix valor wert betrag
        """
    private static let dates = """
        date datum fecha data time day month year timestamp created updated modified start end dob
        birth hour week quarter dt jahr año annee ano
        """
    private static let kinds = """
        type types category class status state country city region gender sex group grade level
        kind flag is has race ethnicity color colour brand department dept sector industry district
        county province method mode source role rank month day season team position language
        currency market segment area zone section division program
        """
    private static let names = """
        name names title titel nombre nom nome first last author player artist company owner user
        username street address location venue school
        """
    private static let texts = """
        description desc text comment comments note notes review summary abstract body content
        message details remarks question answer headline tweet overview plot bio about
        """
    private static let lists = """
        tags genres keywords categories items list actors authors ingredients cast skills hashtags
        languages countries
        """
    private static let addresses = """
        url uri link href website image img photo picture homepage thumbnail poster permalink web
        """
}
