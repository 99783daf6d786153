// Words in the names of streets, towns and regions, in the languages that tables come in.

/// Tests for names of places.
enum PlaceWords {
    private static let streetEnds: [String] = [
        "straße", "strasse", "str.", "gasse", "weg", "platz", "allee", "ring", "damm", "ufer",
        "steig", "gate",
        "gata", "gatan", "gade", "vej", "vejen", "vägen", "väg", "veien", "vei", "alle", "allé",
        "katu", "tie",
        "kuja", "polku", "straat", "laan", "plein", "weg", "gracht", "kade", "utca", "út", "tér",
        "köz", "krok", "bakken",
        "stien", "gränd", "stigen", "löktet", "hof", "pfad", "tunet", "svingen", "åsen", "torget",
        "plassen", "jordet",
    ]
    private static let streetWords: Set<String> = [
        "street", "st", "st.", "road", "rd", "rd.", "avenue", "ave", "ave.", "lane", "ln", "drive",
        "dr",
        "boulevard", "blvd", "court", "ct", "way", "terrace", "place", "square", "highway", "hwy",
        "parkway", "trail",
        "crescent", "close", "grove", "rue", "chemin", "impasse", "allée", "quai", "cours", "calle",
        "avenida", "av.",
        "plaza", "paseo", "camino", "ronda", "via", "viale", "piazza", "corso", "vicolo", "strada",
        "borgo", "rua",
        "travessa", "largo", "praça", "estrada", "alameda", "rodovia", "ulica", "ul.", "al.",
        "aleja", "plac", "ulice",
        "nám.", "třída", "sokak", "sk.", "cadde", "cad.", "mah.", "bulvar", "ул.", "улица", "пр.",
        "пер.", "бул.", "наб.",
        "apt.", "suite", "unit", "p.o.", "box", "utca", "út", "útja", "passage", "canal", "cerrada",
        "callejón", "andador", "privada",
        "circuito", "corredor", "prolongación", "retorno", "peatonal", "eje", "calzada", "viaducto",
        "boulevard", "h.no.", "flat", "nagar",
        "ganj", "marg", "chowk", "glorieta", "pasaje", "rambla", "acceso", "urbanización", "vial",
        "cuesta", "callejón", "pasadizo", "w", "sector", "stravenue",
        "ш.", "алл.", "бульвар", "проспект", "переулок", "шоссе", "набережная", "аллея", "steenweg",
        "dreef", "singel",
    ]

    /// A word for a street stands in it, in some language, and a number.
    static func isNamedStreet(_ text: String) -> Bool {
        let lower = text.lowercased()
        if text.contains(where: { "丁目番号街路巷".contains($0) }), text.count < 40,
            text.contains(where: \.isNumber) || text.contains("街") || text.contains("路")
        {
            return true
        }
        if lower.hasSuffix("길") || lower.contains("로 ") || lower.contains("길 ") { return true }
        let words = lower.split(whereSeparator: { $0 == " " || $0 == "," })
        let hasNumber = words.contains { $0.contains(where: \.isNumber) }
        guard hasNumber, (2...9).contains(words.count) else { return false }
        if words.contains(where: { streetWords.contains(String($0)) }) { return true }
        if words.contains(where: { word in streetEnds.contains { word.hasSuffix($0) } }) {
            return true
        }
        return false
    }

    /// A named street, or a proper name and a house number: `Jarešova 1`, `Lago Marina Castro, 43`.
    static func isStreet(_ text: String) -> Bool {
        if isNamedStreet(text) { return true }
        let words = text.split(whereSeparator: { $0 == " " || $0 == "," })
        guard (2...9).contains(words.count), let last = words.last else { return false }
        let isHouse =
            last.utf8.count <= 5 && last.first?.isNumber == true
            && Int(last.prefix { $0.isNumber }) != nil
        return isHouse && words.dropLast().allSatisfy { !$0.contains(where: \.isNumber) }
            && text.first?.isUppercase == true
    }

    private static let townMarks: [String] = [
        "bad ", "san ", "santa ", "saint-", "sainte-", "saint ", "sainte ", "sankt ", "são ",
        "villa ", "new ", "north ", "south ", "east ",
        "west ", "port ", "lake ", "los ", "las ", "nova ", "nueva ", "vieja ", "st. ",
    ]
    private static let townEnds: [String] = [
        "burg", "berg", "stadt", "dorf", "heim", "hausen", "kirchen", "ville", "town", "ton", "ham",
        "ford", "bury", "borough",
        "field", "ovo", "ice", "ów", "ava", "háza", "vár", "falva", "stad", "köping", "havn",
        "sund", "vik", "fjord", "nes", "dam",
        "dijk", "market", "bridge", "市", "区", "町", "村", "シ", "县", "シティ", "시", "군", "구", "grad",
        "polis", "sur", "mouth", "haven", "chester", "borough", "furt", "eda", "und", "stead",
        "shire", "view", "side", "land", "fort", "bjerg", "strup", "rup", "ør", "ing", "hida",
        "vík", "nık",
    ]

    static func isTown(_ text: String) -> Bool {
        let lower = text.lowercased()
        guard lower.count < 40, !lower.contains(where: \.isNumber) else { return false }
        return townMarks.contains { lower.hasPrefix($0) }
            || townEnds.contains { lower.hasSuffix($0) && lower.count > $0.count + 1 }
            || lower.contains(" am ") || lower.contains(" an der ") || lower.contains("-sur-")
            || lower.contains(" nad ")
    }

    private static let regionMarks: [String] = [
        "county", "province", "provincia", "oblast", "область", "край", "республика", "län",
        "fylke", "region", "região",
        "voivodeship", "kraj", "megye", "vármegye", "省", "県", "府", "都", "自治区", "道", "도", "광역시",
        "특별시", "prefecture",
        "state", "estado", "land", "canton", "district", "pradesh", "holland", "shire", "appenzell",
        "brabant",
    ]
    private static let known: Set<String> = [
        "bayern", "hessen", "sachsen", "thüringen", "hamburg", "bremen", "berlin", "saarland",
        "brandenburg", "niedersachsen",
        "tirol", "vorarlberg", "salzburg", "kärnten", "steiermark", "burgenland", "wien",
        "niederösterreich", "oberösterreich",
        "zürich", "bern", "luzern", "uri", "schwyz", "obwalden", "nidwalden", "glarus", "zug",
        "freiburg", "solothurn",
        "basel-stadt", "basel-landschaft", "schaffhausen", "st. gallen", "graubünden", "aargau",
        "thurgau", "tessin",
        "waadt", "wallis", "neuenburg", "genf", "jura", "friesland", "groningen", "drenthe",
        "overijssel", "gelderland", "utrecht",
        "zeeland", "limburg", "flevoland", "bretagne", "normandie", "corse", "occitanie", "alsace",
        "aquitaine",
        "lorraine", "picardie", "limousin", "auvergne", "bourgogne", "andalucía", "aragón",
        "asturias", "cataluña",
        "galicia", "navarra", "murcia", "toscana", "lazio", "lombardia", "piemonte", "veneto",
        "sicilia", "sardegna", "puglia",
        "calabria", "campania", "liguria", "umbria", "marche", "abruzzo", "molise", "basilicata",
        "ontario", "quebec", "alberta",
        "manitoba", "jalisco", "oaxaca", "puebla", "sonora", "chiapas", "yucatán", "kerala",
        "punjab", "goa", "bihar", "gujarat",
        "karnataka", "maharashtra", "odisha", "rajasthan", "tamil nadu", "telangana", "assam",
        "haryana", "jharkhand",
        "são paulo", "bahia", "ceará", "paraná", "acre", "amapá", "amazonas", "goiás", "maranhão",
        "sergipe", "tocantins",
        "rondônia", "roraima", "piauí", "alagoas", "pernambuco", "minas gerais", "espírito santo",
        "santa catarina",
        "england", "scotland", "wales", "northern ireland", "skåne", "uppsala", "åland", "uusimaa",
        "pirkanmaa", "lappi",
    ]

    static func isRegion(_ text: String) -> Bool {
        let lower = text.lowercased()
        if WordLists.states.contains(lower) || known.contains(lower) { return true }
        return lower.count < 40 && !lower.contains(where: \.isNumber)
            && regionMarks.contains { lower.hasSuffix($0) || lower.hasPrefix($0 + " ") }
            && !WordLists.countries.contains(lower)
    }
}
