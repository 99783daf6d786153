// Words of people, companies and jobs, in the languages that tables come in.

/// Tests for texts about people.
enum PeopleWords {
    private static let legalForms: Set<String> = [
        "gmbh", "ag", "kg", "ohg", "ug", "ltd", "ltd.", "llc", "inc", "inc.", "plc", "corp",
        "corp.", "co.", "sa", "s.a.", "sarl",
        "sas", "s.a.s.", "eurl", "sl", "s.l.", "s.c.", "s.l.l.", "s.l.n.e.", "s.com.", "s.coop.",
        "s.a.u.", "spa", "s.p.a.", "srl", "s.r.l.", "snc", "s.n.c.", "bv", "b.v.", "nv",
        "n.v.", "vof", "ab", "hb", "as", "a/s", "aps", "i/s", "asa", "oy", "oyj", "tmi", "ky",
        "kft", "kft.", "zrt.", "zrt", "nyrt.", "bt.", "bt",
        "s.r.o.", "a.s.", "o.s.", "z.s.", "v.o.s.", "k.s.", "z.o.o.", "sp.", "s.k.a.", "a.ş.",
        "şti.", "ооо", "оао", "зао", "пао", "ип", "нпо", "ао",
        "e.v.", "stiftung", "& co. kg", "kgaa", "og", "ltda.", "ltda", "s/a", "me", "epp", "eireli",
        "group", "holding", "holdings", "sons", "partners",
        "rfh", "i.k.s.", "gbr", "mbh", "e.k.", "k.k.", "pty", "bank", "industries", "laboratorios",
        "stowarzyszenie", "fundacja", "gabinety", "spółdzielnia",
        "und", "associates", "grupo", "club", "despacho", "corporacin", "proyectos", "e", "og",
        "gruppe", "cie", "fils",
    ]

    static func isCompany(_ text: String) -> Bool {
        let lower = text.lowercased()
        if lower.hasPrefix("株式会社") || lower.hasPrefix("有限会社") || lower.contains("(주)")
            || lower.hasPrefix("주식회사")
            || lower.hasSuffix("有限公司") || lower.hasPrefix("合同会社") || lower.contains("유한회사")
        {
            return true
        }
        guard lower.utf8.count <= 80, lower.contains(" ") else { return false }
        if lower.contains(" & ") || lower.contains(", inc") { return true }
        // Hyphenated family names with an "and": `Schmidt, Weber and Sons`.
        if lower.contains(" and "), lower.contains(", ") { return true }
        let words = lower.split(separator: " ").map { $0.filter { $0 != "," } }
        return words.contains { $0 != "e" && $0 != "me" && $0 != "und" && legalForms.contains($0) }
    }

    private static let jobStems: [String] = [
        "engineer", "manager", "officer", "designer", "teacher", "developer", "analyst",
        "scientist", "technician", "surveyor",
        "therapist", "psychologist", "administrator", "assistant", "consultant", "director",
        "editor", "nurse", "accountant",
        "lecturer", "producer", "worker", "operator", "clerk", "driver", "writer", "executive",
        "adviser", "advisor", "planner",
        "buyer", "trader", "lawyer", "solicitor", "physicist", "chemist", "biologist", "geologist",
        "ecologist", "architect",
        "artist", "programmer", "broker", "supervisor", "representative", "agent", "president",
        "owner", "coordinator",
        "ingenieur", "ingénieur", "ingeniero", "inženýr", "mérnök", "insinööri", "ingeniør",
        "ingenjör", "mühendis", "инженер",
        "technik", "technicien", "técnico", "tecnico", "technikus", "manažer", "manažér",
        "menedżer", "directeur", "gerente", "leiter",
        "lehrer", "lærer", "lärare", "opettaja", "öğretmen", "profesor", "professeur", "maestro",
        "arzt", "lékař", "lekarz", "kellner",
        "koch", "kok", "cocinero", "cuisinier", "kokk", "berater", "verkäufer", "vendedor",
        "vendeur", "prodavač", "sprzedawca", "kaufmann",
        "mechaniker", "mécanicien", "mecánico", "mechanik", "elektriker", "électricien",
        "assistent", "assistente", "adjoint",
        "pracovník", "specialista", "spécialiste", "especialista", "responsable", "chargé",
        "operador", "opérateur", "vedoucí", "ředitel",
        "ist", "ologe", "ologue", "ólogo", "olog", "師", "士", "員", "者", "사", "원", "가", "师", "员", "长",
        "理", "工", "家", "ster", "rzeź", "arz", "ář", "elev", "ör", "uz", "cı", "ci", "hoitaja",
        "mies", "kare", "sköt", "medarb", "vernement", "juriste", "fonctionn", "chef", "hjelp",
        "pfleger", "macher", "bauer", "meister", "schlosser", "schneider", "tokarz", "monter",
        "montør", "tekniker",
    ]

    static func isJob(_ text: String) -> Bool {
        let lower = text.lowercased()
        guard lower.utf8.count <= 90, !lower.contains(where: \.isNumber) else { return false }
        let words = lower.split(whereSeparator: { $0 == " " || $0 == "," || $0 == "/" })
        return words.contains { word in
            jobStems.contains { stem in
                stem.count > 4
                    ? word.hasPrefix(stem) || word.hasSuffix(stem)
                    : word.hasSuffix(stem) && word.count > stem.count + 1
            }
        }
    }

    private static let genders: Set<String> = [
        "m", "f", "male", "female", "man", "woman", "w", "d", "männlich", "weiblich", "divers",
        "homme", "femme", "h", "hombre",
        "mujer", "masculino", "femenino", "feminino", "maschio", "femmina", "uomo", "donna", "mann",
        "frau", "kvinne", "kvinna", "kvinde", "nainen", "mies",
        "muž", "žena", "kobieta", "mężczyzna", "férfi", "nő", "erkek", "kadın", "мужской",
        "женский", "男", "女", "남", "여", "boy", "girl", "non-binary",
        "other", "unknown", "u", "x", "masculin", "féminin", "v", "vrouw",
    ]

    static func isGender(_ text: String) -> Bool { genders.contains(text.lowercased()) }

    static func hasKnownName(_ text: String) -> Bool {
        let words = text.lowercased().split(whereSeparator: { $0 == " " || $0 == "," || $0 == "." })
        guard (1...5).contains(words.count) else { return false }
        return words.contains {
            WordLists.givenNameSet.contains(String($0)) || WordLists.surnameSet.contains(String($0))
        }
    }
}
