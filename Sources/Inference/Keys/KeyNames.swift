// Reads names of tables and columns the way people give them: suffixes, prefixes, roles. Word lists
// about the world.

/// Words in the names of keys and tables.
enum KeyNames {
    private static let suffixes: Set<String> = [
        "id", "ids", "key", "code", "no", "nr", "num", "number", "fk", "pk", "ref", "uuid", "guid",
        "uid", "cd", "kode", "codigo", "abbr", "ident", "identifier",
        "nummer", "kennung", "kennziffer", "schlüssel", "schluessel", "numéro", "numero", "número",
        "matricule", "matrícula", "matricula", "matricola", "código", "codice", "cod", "clave",
        "chave", "chiave", "clé", "identifiant", "identificador", "numer", "kod", "kodu",
        "numarası",
        "номер", "код", "ключ", "идентификатор", "αριθμός", "κωδικός",
    ]

    /// Words for the number under which people are entered: alone they name it, other than `id` or `code`.
    private static let registers: Set<String> = [
        "matricule", "matrícula", "matricula", "matricola", "matrikelnummer",
    ]

    /// Endings of names in scripts that leave no blank between words.
    private static let unspacedSuffixes = [
        "编号", "编码", "代码", "號碼", "编號", "編號", "号码", "番号", "コード", "번호", "코드",
    ]

    /// Words for people and their roles.
    static let people: Set<String> = [
        "person", "people", "user", "customer", "client", "employee", "staff", "member", "author",
        "reviewer", "manager", "mgr", "rep", "agent", "student", "teacher", "instructor",
        "professor",
        "patient", "doctor", "physician", "nurse", "player", "coach", "owner", "contact", "seller",
        "buyer", "vendor", "salesperson", "worker", "supervisor", "boss", "chair", "chairman",
        "head", "advisor",
        "mentor", "lead", "leader", "creator", "assignee", "reporter", "editor", "guest", "host",
        "driver", "pilot", "participant", "applicant", "candidate", "officer", "president",
        "director",
        "actor", "artist", "singer", "musician", "writer", "passenger", "tenant", "subscriber",
        "account",
        "recipient", "sender", "follower", "friend", "parent", "child", "spouse", "female", "male",
        "kunde", "mitarbeiter", "persona", "cliente", "empleado", "vorgesetzter", "vorgesetzte",
        "leiter", "chef", "jefe", "capo", "leidinggevende", "kierownik", "vedoucí", "начальник",
    ]

    /// Words for who makes or sells a thing.
    static let makers: Set<String> = [
        "company", "manufacturer", "maker", "brand", "make", "vendor", "supplier", "producer",
        "publisher", "firma", "hersteller", "marke", "verlag", "fabricant", "marque", "fabricante",
        "marca", "produttore", "merk", "производитель", "марка",
    ]

    /// Last words of the names of what a thing is called.
    static let titles: Set<String> = [
        "name", "model", "title", "modell", "modèle", "modelo", "modello", "titel", "titre",
        "título", "titolo", "модель", "название",
    ]

    static let personAttributes: Set<String> = [
        "firstname", "lastname", "surname", "fname", "lname", "birthday", "birthdate", "dob",
        "hire",
        "gender", "sex", "email",
    ]

    /// Words for a day of birth, which many may share.
    static let births: Set<String> = [
        "birth", "born", "birthday", "birthdate", "dob", "geb", "geburt", "geburtsdatum",
        "geburtstag", "naissance", "nascita", "nacimiento", "nascimento", "urodzenia", "doğum",
        "рождения",
    ]

    /// Words in names of references that name no thing: `reports_to`, `written_by`, `parent`.
    static let relations: Set<String> = [
        "by", "to", "has", "of", "reports", "parent", "super", "assigned", "from", "prev",
        "previous",
        "next", "replaces", "original", "source", "target",
    ]

    /// Words that say "how many" or "how much".
    static let measures: Set<String> = [
        "count", "total", "sum", "qty", "quantity", "amount", "avg", "average", "max", "min", "num",
        "score",
        "rate", "price", "cost", "duration", "length", "size", "weight", "height", "width", "age",
        "year",
        "rank", "points", "percent", "pct", "level", "capacity", "stock", "position", "wins",
        "losses",
    ]

    /// Last words of names for what a thing is like, not for the thing.
    static let attributes: Set<String> = [
        "status", "type", "state", "category", "kind", "class", "level", "stage", "name", "title",
        "date", "time", "mode", "method", "flag", "reason", "result", "role", "position",
    ]

    /// `no_of_customers`, `number of seats`: how many, not which one.
    static func isCount(_ words: [String]) -> Bool {
        guard words.count > 2, words[1] == "of" else { return false }
        return ["no", "nr", "num", "number", "count", "amount", "sum"].contains(words[0])
    }

    /// Words for another row of the same kind, which stands above or before.
    static let kin: Set<String> = [
        "parent", "super", "superior", "ancestor", "predecessor", "prerequisite", "padre", "père",
        "pere", "pai", "parente", "ouder", "rodič", "nadřazený", "nadrzędny", "vorgänger",
        "übergeordnet", "родитель", "родительский",
    ]

    /// Beginnings of German compounds for what stands above.
    static let above = ["ober", "über"]

    private static let tableNoise: Set<String> = [
        "raw", "tbl", "table", "dim", "fact", "stg", "src", "data", "list", "export", "all", "v",
        "t",
    ]

    /// Words of a table name: noise left out, the last word in the singular.
    static func tableWords(_ name: String) -> [String] {
        var words = NameTokens.split(name).map(NameTokens.singular)
        let bare = words.filter { !tableNoise.contains($0) && Int($0) == nil }
        if !bare.isEmpty { words = bare }
        return words
    }

    /// The words without a first word that most columns share (`l_orderkey`, `l_partkey`).
    static func withoutSharedPrefix(_ columns: [[String]]) -> [[String]] {
        guard columns.count >= 3, let first = columns[0].first, first.count <= 4,
            columns.allSatisfy({ $0.first == first && $0.count > 1 })
        else { return columns }
        return columns.map { Array($0.dropFirst()) }
    }

    /// The words before suffixes like `id`, and whether there was one. `partkey` counts as `part
    /// key`.
    static func core(_ words: [String]) -> ([String], Bool) {
        if words.count == 1, registers.contains(words[0]) { return (words, true) }
        var core = words
        var found = false
        while let last = core.last, suffixes.contains(last), core.count > 1 || words.count == 1 {
            core.removeLast()
            found = true
            if core.isEmpty { return ([], true) }
        }
        if !found, let last = core.last {
            for suffix in ["key", "id", "code", "num", "no", "nr", "nummer", "schlüssel"]
            where last.hasSuffix(suffix) {
                let stem = last.dropLast(suffix.count)
                guard stem.count >= 3, !stationed.contains(String(stem)) else { continue }
                if suffix == "no" || suffix == "id", isPlainWord(last) { continue }
                core[core.count - 1] = String(stem)
                found = true
                break
            }
            for suffix in unspacedSuffixes where !found && last.hasSuffix(suffix) {
                core[core.count - 1] = String(last.dropLast(suffix.count))
                if last == suffix { core.removeLast() }
                found = true
            }
        }
        if !found, let named = afterKeyWord(words) { return (named, true) }
        return (core.map(NameTokens.singular), found)
    }

    /// Words for a key that stand before what they name: `id_cliente`, `numéro de commande`. What is named in the
    /// plural is counted: `número de hijos`.
    private static func afterKeyWord(_ words: [String]) -> [String]? {
        guard words.count > 1, keyWordsInFront.contains(words[0]) else { return nil }
        let named = words.dropFirst().filter { !articles.contains($0) }
        guard let last = named.last, !["postal", "postale"].contains(last) else { return nil }
        guard words[0] == "id" || !last.hasSuffix("s") else { return nil }
        return named.map(NameTokens.singular)
    }

    private static let keyWordsInFront: Set<String> = [
        "id", "code", "codigo", "código", "codice", "cod", "numero", "número", "numéro",
        "matricule",
        "identifiant", "kod", "код", "номер",
    ]

    private static let articles: Set<String> = [
        "de", "del", "della", "di", "do", "da", "du", "la", "le", "l", "d", "el", "of",
    ]

    /// Their numbers are no keys: `Telefonnummer`, `Hausnr`, `Huisnummer`.
    private static let stationed: Set<String> = [
        "telefon", "tel", "telefoon", "fax", "telefax", "handy", "mobil", "haus", "huis", "hus",
        "gade",
    ]

    /// Words that only look as if they ended with `id` or `no`.
    private static func isPlainWord(_ word: String) -> Bool {
        [
            "paid", "valid", "void", "grid", "bid", "solid", "fluid", "rapid", "piano", "casino",
            "video",
            "covid", "android", "hybrid", "acid", "said", "unpaid", "prepaid", "madrid", "domino",
        ]
        .contains(word)
    }

    /// Names that every table may have for its own key.
    static func isGeneric(_ column: KeyColumn) -> Bool {
        column.core.isEmpty
            || column.core.allSatisfy {
                ["entity", "row", "record", "key", "object", "item", "sys", "index", "seq", "pk"]
                    .contains($0)
            }
    }

    /// `12.0` as `12`; other texts as they are.
    static func plainNumber(_ text: String) -> String {
        guard let dot = text.firstIndex(of: "."),
            text[text.index(after: dot)...].allSatisfy({ $0 == "0" }),
            text[..<dot].allSatisfy(\.isNumber), dot != text.startIndex
        else { return text }
        return String(text[..<dot])
    }
}
