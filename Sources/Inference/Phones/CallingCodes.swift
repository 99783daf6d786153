// Calling codes of countries (ITU-T E.164), and how numbers are written inside some of them. A list about the world.

/// The countries behind `+NN`.
enum CallingCodes {
    /// Code, trunk prefix (`-` for none: a leading 0 belongs to the number), countries, the largest first.
    private static let list = """
        1 1 US CA|7 8 RU KZ|20 0 EG|27 0 ZA|30 - GR|31 0 NL|32 0 BE|33 0 FR|34 - ES|36 06 HU|39 - IT VA
        40 0 RO|41 0 CH|43 0 AT|44 0 GB GG IM JE|45 - DK|46 0 SE|47 - NO SJ|48 - PL|49 0 DE|51 0 PE
        52 - MX|53 0 CU|54 0 AR|55 0 BR|56 - CL|57 - CO|58 0 VE|60 0 MY|61 0 AU|62 0 ID|63 0 PH|64 0 NZ
        65 - SG|66 0 TH|81 0 JP|82 0 KR|84 0 VN|86 0 CN|90 0 TR|91 0 IN|92 0 PK|93 0 AF|94 0 LK|95 0 MM
        98 0 IR|212 0 MA|213 0 DZ|216 - TN|218 0 LY|220 - GM|221 - SN|225 - CI|233 0 GH|234 0 NG|237 - CM
        251 0 ET|254 0 KE|255 0 TZ|256 0 UG|258 - MZ|260 0 ZM|263 0 ZW|351 - PT|352 - LU|353 0 IE
        354 - IS|355 0 AL|356 - MT|357 - CY|358 0 FI AX|359 0 BG|370 8 LT|371 - LV|372 - EE|373 0 MD
        374 0 AM|375 8 BY|376 - AD|377 - MC|378 - SM|380 0 UA|381 0 RS|382 0 ME|385 0 HR|386 0 SI
        387 0 BA|389 0 MK|420 - CZ|421 0 SK|423 - LI|501 - BZ|502 - GT|503 - SV|504 - HN|505 - NI
        506 - CR|507 - PA|591 0 BO|593 0 EC|595 0 PY|598 0 UY|852 - HK|853 - MO|855 0 KH|856 0 LA
        880 0 BD|886 0 TW|960 - MV|961 0 LB|962 0 JO|963 0 SY|964 0 IQ|965 - KW|966 0 SA|967 0 YE
        968 - OM|971 0 AE|972 0 IL|973 - BH|974 - QA|976 0 MN|977 0 NP|992 - TJ|993 8 TM|994 0 AZ
        995 0 GE|996 0 KG|998 - UZ
        """

    struct Entry: Sendable {
        var code: String
        /// Dialled before a number inside the country; nil: nothing is.
        var trunk: String?
        var countries: [String]
    }

    private static let entries: [String: Entry] = {
        var entries: [String: Entry] = [:]
        for text in list.split(whereSeparator: { $0 == "|" || $0.isNewline }) {
            let words = text.split(separator: " ").map(String.init)
            guard words.count > 2 else { continue }
            entries[words[0]] = Entry(
                code: words[0], trunk: words[1] == "-" ? nil : words[1],
                countries: Array(words.dropFirst(2)))
        }
        return entries
    }()

    static func entry(_ code: String) -> Entry? { entries[code] }

    /// Of digits that begin with a calling code.
    static func entry(atStartOf digits: String) -> Entry? {
        (1...3).lazy.compactMap { entries[String(digits.prefix($0))] }.first
    }

    /// The code of a country of ISO 3166-1.
    static func code(of country: String) -> String? {
        entries.values.first { $0.countries.contains(country) }?.code
    }

    /// How numbers are written where no other country writes them so: `d` any digit, `n` 2 to 9.
    private static let patterns: [(code: String, shapes: [String])] = [
        (
            "1",
            ["(ndd) ndd-dddd", "ndd-ndd-dddd", "ndd.ndd.dddd", "(ndd)ndd-dddd", "1-ndd-ndd-dddd"]
        ),
        ("33", ["01 dd dd dd dd", "0n dd dd dd dd", "01.dd.dd.dd.dd", "0n.dd.dd.dd.dd"]),
        ("44", ["020 dddd dddd", "01dd1 dddddd", "01ddd dddddd", "07ddd dddddd", "01d1 ddd dddd"]),
        (
            "81",
            ["03-dddd-dddd", "06-dddd-dddd", "090-dddd-dddd", "080-dddd-dddd", "070-dddd-dddd"]
        ),
        ("82", ["010-dddd-dddd", "02-ddd-dddd", "02-dddd-dddd", "011-ddd-dddd"]),
        ("55", ["(dd) 9dddd-dddd", "(dd) ndddd-dddd", "(dd) nddd-dddd"]),
        ("41", ["0dd ddd dd dd"]), ("61", ["04dd ddd ddd", "(0d) dddd dddd"]),
        ("31", ["06-dddddddd", "0dd-ddddddd"]), ("7", ["8 (ddd) ddd-dd-dd"]),
        ("46", ["0dd-ddd dd dd", "08-ddd ddd dd", "0dd-dd dd dd"]),
    ]

    /// The calling code of the country that writes numbers like this one; nil for shapes of several or none.
    static func code(writtenLike text: String) -> String? {
        let digits = Array(text.utf8)
        return patterns.first { pattern in
            pattern.shapes.contains { fits(digits, Array($0.utf8)) }
        }?.code
    }

    private static func fits(_ text: [UInt8], _ shape: [UInt8]) -> Bool {
        text.count == shape.count
            && zip(text, shape).allSatisfy { byte, sign in
                switch sign {
                case UInt8(ascii: "d"): (0x30...0x39).contains(byte)
                case UInt8(ascii: "n"): (0x32...0x39).contains(byte)
                default: byte == sign
                }
            }
    }
}
