// Words for one thing that tables of trade and administration use as headers, in several languages. A list about the
// world; each word belongs to one thing only.

enum NameSynonyms {
    /// Both words stand for one thing.
    static func agree(_ left: String, _ right: String) -> Bool {
        guard let group = groups[left] else { return false }
        return groups[right] == group
    }

    private static let groups: [String: Int] = {
        var groups: [String: Int] = [:]
        for (number, words) in things.enumerated() {
            for word in words { groups[word] = number }
        }
        return groups
    }()

    private static let things: [[String]] = [
        ["phone", "telephone", "tel", "mobile", "telefon", "cell", "téléphone", "teléfono"],
        [
            "quantity", "qty", "amount", "menge", "anzahl", "count", "quantité", "cantidad",
            "quantità", "aantal",
        ],
        ["no", "nr", "number", "num", "id", "nummer", "numéro", "número", "numero"],
        ["customer", "client", "kunde", "kunden", "cust", "cliente", "klant"],
        ["zip", "postcode", "plz", "postal", "postleitzahl"],
        ["country", "land", "nation", "pays", "país", "paese"],
        ["city", "town", "ort", "stadt", "ville", "ciudad", "città", "cidade", "stad"],
        ["price", "cost", "preis", "prix", "precio", "prezzo", "preço", "prijs"],
        ["date", "datum", "day", "fecha"],
        [
            "street", "address", "adresse", "strasse", "straße", "rue", "calle", "straat",
            "dirección",
        ],
        ["name", "title", "bezeichnung", "nom", "nombre", "nome", "naam"],
        ["mail", "email"],
        ["surname", "lastname", "nachname", "familienname", "apellido", "cognome", "achternaam"],
        ["firstname", "vorname", "forename", "prénom", "prenom", "voornaam"],
        ["freight", "fracht", "shipping"],
        [
            "description", "beschreibung", "remark", "note", "comment", "bemerkung", "remarque",
            "descripción", "descrizione", "omschrijving",
        ],
        [
            "order", "bestellung", "best", "bestell", "auftrag", "commande", "pedido", "ordine",
            "bestelling",
        ],
        [
            "supplier", "lieferant", "vendor", "lieferanten", "fournisseur", "proveedor",
            "fornitore", "leverancier",
        ],
        ["ship", "liefer", "delivery", "lieferung", "livraison", "entrega", "consegna"],
        ["company", "firma", "unternehmen", "entreprise", "empresa", "azienda", "bedrijf"],
        ["revenue", "turnover", "umsatz", "erlös", "omzet", "fatturato"],
        ["active", "aktiv", "actif", "activo", "attivo", "actief"],
        ["product", "produkt", "artikel", "produit", "producto", "prodotto"],
        ["invoice", "rechnung", "rechnungs", "facture", "factura", "fattura", "factuur"],
        ["employee", "mitarbeiter", "employé", "empleado", "dipendente", "medewerker"],
        ["department", "abteilung", "département", "departamento", "dept", "afdeling"],
        ["birthday", "birthdate", "dob", "geburtsdatum", "geburtstag", "geburt"],
        ["gender", "sex", "geschlecht", "sexe", "sexo", "sesso"],
        ["language", "sprache", "langue", "idioma", "lingua", "taal"],
        ["currency", "währung", "devise", "moneda", "valuta"],
        ["weight", "gewicht", "poids", "peso"], ["height", "höhe", "hauteur", "altura", "hoogte"],
        ["width", "breite", "largeur"], ["length", "länge", "longueur", "lengte"],
        ["color", "colour", "farbe", "couleur", "colore", "kleur"],
        ["size", "größe", "groesse", "taille", "tamaño"],
        ["year", "jahr", "année", "año", "anno", "jaar"],
        ["month", "monat", "mois", "mes", "maand"],
        ["discount", "rabatt", "remise", "descuento", "sconto", "korting"],
        ["tax", "steuer", "vat", "mwst", "tva", "iva", "btw"],
        ["category", "kategorie", "catégorie", "categoría", "categoria", "categorie"],
        ["stock", "bestand", "lagerbestand"],
        ["salary", "gehalt", "salaire", "salario", "salaris"],
        ["paid", "bezahlt", "payé", "pagado", "pagato", "betaald"],
    ]
}
