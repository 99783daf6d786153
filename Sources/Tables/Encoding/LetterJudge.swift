// Judges decoded text of a one-byte encoding, scalar by scalar.

/// Collects evidence that letters form words of a language.
struct LetterJudge {
    private var previous: Unicode.Scalar = " "
    private var letters = 0
    private var faults = 0.0
    private var controls = 0
    private var high = 0
    private var alphabetHits = [Int](repeating: 0, count: LetterJudge.alphabets.count)
    private var typographic = 0

    /// Letters beyond ASCII that occur together in texts of one language (group).
    private static let alphabets: [Set<Unicode.Scalar>] = [
        "äöüßéàÄÖÜ", "éèêàçùâîôûëïœÉÈÀÇÊÔ", "áéíóúñüÁÉÍÓÚÑ¿¡ºª", "ãõçáéíóúâêôàÃÇÁÉÍÓÚÂÊÔ",
        "åäöæøéÅÄÖÆØ", "àèéìòùÀÈÉ", "ąćęłńóśźżĄĆĘŁŃÓŚŹŻ", "áčďéěíňóřšťúůýžľĺŕäôÁČĎÉĚÍŇÓŘŠŤÚŮÝŽĽ",
        "áéíóöőúüűÁÉÍÓÖŐÚÜŰ", "ăâîşţșțĂÂÎŞŢȘȚ", "čćđšžČĆĐŠŽ",
        "абвгдежзийклмнопрстуфхцчшщъыьэюяёАБВГДЕЖЗИЙКЛМНОПРСТУФХЦЧШЩЭЮЯЁіїєґІЇЄ№",
        "çğıöşüâîûÇĞİÖŞÜ", "αβγδεζηθικλμνξοπρσςτυφχψωάέήίόύώΑΒΓΔΕΖΗΘΙΚΛΜΝΞΟΠΡΣΤΥΦΧΨΩΆΈΉΊΌΎΏϊϋ",
        "אבגדהוזחטיךכלםמןנסעףפץצקרשת", "ابتثجحخدذرزسشصضطظعغفقكلمنهويىةأإآؤئپچژگ،؟",
        "áéíóúýæöðþøÁÉÍÓÚÝÆÖÐÞØ",
        "äöüßéèêàçùâîôûëïœáíóúñåæøãõìòÄÖÜÉÈÀÇÊÔÁÍÓÚÑÅÆØÃÕ",
    ].map { Set($0.unicodeScalars) }

    /// Roughly -1…1: share of letters that one alphabet explains, less the faults.
    var score: Double {
        guard high > 0 else { return 0 }
        let western = alphabetHits.count - 1
        var best = 0.0
        for (index, hits) in alphabetHits.enumerated() {
            // Letters that several languages share prove less. The one before the last is Icelandic: most of it is
            // Czech too.
            let weight = index == western ? 0.9 : index == western - 1 ? 0.94 : 1.0
            best = max(best, Double(hits + typographic) / Double(high) * weight)
        }
        return best - faults / Double(high)
    }

    var controlShare: Double { high == 0 ? 0 : Double(controls) / Double(high) }

    mutating func take(_ scalar: Unicode.Scalar) {
        defer { previous = scalar }
        if scalar.value >= 0x80 { countHigh(scalar) }
        let properties = scalar.properties
        if previous.value >= 0x80 { judgeEnd(isInside: properties.isAlphabetic, scalar) }
        if properties.isAlphabetic, previous.properties.isAlphabetic {
            letters += 1
            if properties.isUppercase, previous.properties.isLowercase,
                scalar.value >= 0x80 || previous.value >= 0x80
            {
                faults += 1
            }
            if Self.script(scalar) != Self.script(previous) { faults += 1 }
        } else if scalar.value >= 0x80, !properties.isAlphabetic, previous.properties.isAlphabetic,
            !Self.isTypographic(scalar)
        {
            faults += 0.5
        } else if previous.value >= 0x80, properties.isAlphabetic, !Self.isTypographic(previous) {
            faults += 0.5
        }
    }

    private mutating func countHigh(_ scalar: Unicode.Scalar) {
        high += 1
        if (0x80...0x9F).contains(scalar.value) { controls += 1 }
        if Self.isTypographic(scalar) {
            typographic += 1
            return
        }
        for (index, alphabet) in Self.alphabets.enumerated() where alphabet.contains(scalar) {
            alphabetHits[index] += 1
        }
    }

    /// Letters that stand only at the end of a word, or never there.
    private mutating func judgeEnd(isInside: Bool, _ next: Unicode.Scalar) {
        switch previous {
        case "ς", "ך", "ם", "ן", "ף", "ץ", "ة", "ى": if isInside { faults += 3 }
        case "σ": if !isInside { faults += 1 }
        // Icelandic has the thorn before vowels and r, j, v alone; Turkish has its `ş` there anywhere.
        case "þ", "Þ":
            if !isInside || next.value < 0x80 && !Self.followsThorn.contains(next) { faults += 0.5 }
        default: break
        }
    }

    private static let followsThorn = Set("aeiouyrjvAEIOUYRJV".unicodeScalars)

    /// A number for each script whose letters do not mix with others in a word.
    private static func script(_ scalar: Unicode.Scalar) -> Int {
        switch scalar.value {
        case 0x370...0x3FF: 1
        case 0x400...0x52F: 2
        case 0x590...0x5FF: 3
        case 0x600...0x6FF: 4
        default: 0
        }
    }

    /// Dashes, curly quotes, euro, section and degree signs, no-break blanks: at home in any
    /// language.
    private static func isTypographic(_ scalar: Unicode.Scalar) -> Bool {
        switch scalar.value {
        case 0x2010...0x2026, 0x20AC, 0xA0, 0xA7, 0xB0, 0xB2, 0xB3, 0xB5, 0xAB, 0xBB, 0xA3,
            0x2122, 0xA9, 0xAE, 0xB7:
            true
        default: false
        }
    }
}
