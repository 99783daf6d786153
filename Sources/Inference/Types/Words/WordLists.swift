// Word lists about the world, cut once when they are first asked for. None comes from a labelled
// data set.

/// Sets of words for the detectors of meanings.
enum WordLists {
    static let countries = cut(countryNames1, countryNames2, countryNames3)
    static let languages = cut(languageNames1, languageNames2)
    static let countryCodeSet = cut(countryCodes)
    static let cities = cut(cityNames1, cityNames2)
    static let givenNameSet = cut(givenNames)
    static let surnameSet = cut(surnames)
    static let states = cut(stateNames)

    private static func cut(_ texts: String...) -> Set<String> {
        Set(texts.joined().split(separator: "|").map(String.init))
    }
}
