// Names of one thing in other words, in several languages, and names that only look alike.

import Testing

@testable import Inference

@Suite struct NameSimilarityTests {
    @Test(arguments: [
        ("last_name", "surname"), ("lname", "LastName"), ("fname", "first_name"),
        ("dob", "birth_date"), ("Vorname", "first_name"), ("Nachname", "lastName"),
        ("Kundennummer", "customer_id"), ("Rechnungsdatum", "invoice date"),
        ("Telefonnummer", "phone"), ("Wohnort", "city"), ("Date de naissance", "birth_date"),
        ("Фамилия", "last_name"), ("Дата рождения", "birthDate"), ("Nazwisko", "surname"),
        ("code postal", "zip"), ("Produktname", "product_name"),
    ])
    func `one thing in other words`(left: String, right: String) {
        #expect(NameSimilarity.score(left, right) > 0.85)
        #expect(NameSimilarity.score(right, left) > 0.85)
    }

    @Test(arguments: [
        ("customer_id", "customer_name"), ("first_name", "last_name"), ("birth_date", "order_date"),
        ("phone", "city"), ("Kundennummer", "Kundenname"),
    ])
    func `other things`(left: String, right: String) {
        #expect(NameSimilarity.score(left, right) < 0.7)
    }

    @Test func `a word of its own is no compound`() {
        #expect(NameSynonyms.compound("landscape") == nil)
        #expect(NameSynonyms.compound("birthday") == nil)
        #expect(NameSynonyms.compound("kundennummer")?.0 == "kunden")
        #expect(NameSynonyms.compound("rechnungsdatum")?.1 == "datum")
    }
}
