// Words for one thing that tables of trade and administration use as headers, in several languages. A list about the
// world; each word belongs to one thing only.

enum NameSynonyms {
    /// Both words stand for one thing.
    static func agree(_ left: String, _ right: String) -> Bool {
        guard let group = groups[left] else { return false }
        return groups[right] == group
    }

    /// The two words that a compound is made of, as German, Dutch and the Nordic languages write them:
    /// `Kundennummer`, `Rechnungsdatum`. Nil for a word of its own.
    static func compound(_ word: String) -> (String, String)? {
        guard word.count >= 7, groups[word] == nil else { return nil }
        for place in word.indices.dropFirst(3) {
            let (head, tail) = (String(word[..<place]), String(word[place...]))
            guard tail.count >= 3 else { return nil }
            let bare = head.hasSuffix("s") ? String(head.dropLast()) : head
            if groups[tail] != nil, groups[head] != nil || groups[bare] != nil {
                return (groups[head] == nil ? bare : head, tail)
            }
        }
        return nil
    }

    private static let groups: [String: Int] = {
        var groups: [String: Int] = [:]
        for (number, words) in things.enumerated() {
            for word in words { groups[word] = number }
        }
        return groups
    }()

    private static let things: [[String]] = [
        [
            "phone", "telephone", "tel", "mobile", "telefon", "cell", "téléphone", "teléfono",
            "telefone", "telefono", "telefoon", "handy", "phonenumber", "telefonnummer", "телефон",
        ],
        [
            "quantity", "qty", "amount", "menge", "anzahl", "count", "quantité", "cantidad",
            "quantità", "aantal", "quantidade", "ilość", "množství", "количество",
        ],
        [
            "no", "nr", "number", "num", "id", "nummer", "numéro", "número", "numero", "numer",
            "číslo", "номер",
        ],
        [
            "customer", "client", "kunde", "kunden", "cust", "cliente", "klant", "klient",
            "zákazník", "клиент", "покупатель",
        ],
        [
            "zip", "postcode", "plz", "postal", "postleitzahl", "postalcode", "zipcode",
            "codepostal", "códigopostal", "codigopostal", "kodpocztowy", "psč", "индекс",
        ],
        [
            "country", "land", "nation", "pays", "país", "paese", "kraj", "země", "страна",
        ],
        [
            "city", "town", "ort", "stadt", "ville", "ciudad", "città", "cidade", "stad", "wohnort",
            "miasto", "město", "город",
        ],
        [
            "price", "cost", "preis", "prix", "precio", "prezzo", "preço", "prijs", "cena", "цена",
        ],
        ["date", "datum", "day", "fecha", "дата"],
        [
            "street", "address", "adresse", "strasse", "straße", "rue", "calle", "straat",
            "dirección", "adres", "adresa", "ulica", "адрес", "улица",
        ],
        [
            "name", "title", "bezeichnung", "nom", "nombre", "nome", "naam", "nazwa", "název",
            "название", "наименование",
        ],
        ["mail", "email", "courriel", "correo", "correoelectrónico", "почта"],
        [
            "surname", "lastname", "lname", "nachname", "familienname", "apellido", "cognome",
            "achternaam", "nazwisko", "příjmení", "фамилия",
        ],
        [
            "firstname", "fname", "vorname", "forename", "givenname", "prénom", "prenom",
            "voornaam", "imię", "jméno", "имя",
        ],
        ["freight", "fracht", "shipping"],
        [
            "description", "beschreibung", "remark", "note", "comment", "bemerkung", "remarque",
            "descripción", "descrizione", "omschrijving", "opis", "popis", "описание",
        ],
        [
            "order", "bestellung", "best", "bestell", "auftrag", "commande", "pedido", "ordine",
            "bestelling", "zamówienie", "objednávka", "заказ",
        ],
        [
            "supplier", "lieferant", "vendor", "lieferanten", "fournisseur", "proveedor",
            "fornitore", "leverancier", "dostawca", "dodavatel", "поставщик",
        ],
        ["ship", "liefer", "delivery", "lieferung", "livraison", "entrega", "consegna"],
        [
            "company", "firma", "unternehmen", "entreprise", "empresa", "azienda", "bedrijf",
            "компания",
        ],
        ["revenue", "turnover", "umsatz", "erlös", "omzet", "fatturato"],
        ["active", "aktiv", "actif", "activo", "attivo", "actief"],
        ["product", "produkt", "artikel", "produit", "producto", "prodotto", "товар"],
        [
            "invoice", "rechnung", "rechnungs", "facture", "factura", "fattura", "factuur",
            "faktura",
        ],
        [
            "employee", "mitarbeiter", "employé", "empleado", "dipendente", "medewerker",
            "pracownik", "zaměstnanec", "сотрудник",
        ],
        ["department", "abteilung", "département", "departamento", "dept", "afdeling"],
        [
            "birthday", "birthdate", "dateofbirth", "dob", "geburtsdatum", "geburtstag", "geburt",
            "naissance", "datedenaissance", "fechadenacimiento", "fechanacimiento",
            "datadinascita", "datadenascimento", "geboortedatum", "dataurodzenia", "датарождения",
        ],
        ["gender", "sex", "geschlecht", "sexe", "sexo", "sesso", "płeć", "pohlaví", "пол"],
        ["balance", "saldo", "solde", "kontostand", "баланс"],
        ["language", "sprache", "langue", "idioma", "lingua", "taal"],
        ["currency", "währung", "devise", "moneda", "valuta", "waluta", "měna", "валюта"],
        ["weight", "gewicht", "poids", "peso"], ["height", "höhe", "hauteur", "altura", "hoogte"],
        ["width", "breite", "largeur"], ["length", "länge", "longueur", "lengte"],
        ["color", "colour", "farbe", "couleur", "colore", "kleur"],
        ["size", "größe", "groesse", "taille", "tamaño"],
        ["year", "jahr", "année", "año", "anno", "jaar", "rok", "год"],
        ["month", "monat", "mois", "mes", "maand", "miesiąc", "měsíc", "месяц"],
        ["discount", "rabatt", "remise", "descuento", "sconto", "korting"],
        ["tax", "steuer", "vat", "mwst", "tva", "iva", "btw"],
        ["category", "kategorie", "catégorie", "categoría", "categoria", "categorie"],
        ["stock", "bestand", "lagerbestand"],
        ["salary", "gehalt", "salaire", "salario", "salaris"],
        ["paid", "bezahlt", "payé", "pagado", "pagato", "betaald"],
    ]
}
