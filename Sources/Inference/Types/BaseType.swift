// The two vocabularies of what a column holds: how its cells are stored, and what they mean.

/// How the cells of a column are stored.
package enum BaseType: String, Hashable, Sendable, Codable, CaseIterable {
    case integer, decimal, boolean, date, datetime, time, string, empty
}

/// What the cells of a column mean. The raw value is the public label.
package enum Semantic: String, Hashable, Sendable, Codable, CaseIterable {
    case identifier, `enum`, email, phone, url, money, percent
    case currencyCode = "currency_code"
    case country
    case countryCode = "country_code"
    case language
    case postalCode = "postal_code"
    case city, region
    case streetAddress = "street_address"
    case personName = "person_name"
    case company
    case jobTitle = "job_title"
    case gender, age, year, month
    case dayOfWeek = "day_of_week"
    case duration, latitude, longitude, coordinate, uuid, ip, mac, hash, hostname, filename, iban
    case creditCard = "credit_card"
    case isbn, color, measurement
    case freeText = "free_text"
    /// JSON texts; they are imported as the values that they stand for.
    case object, array
}
