// Words that tables use as headers, in other languages and in short, with the words that ontologies prefer.

enum OntologyWords {
    /// English for words of other languages and for usual short forms.
    static let english: [String: String] = [
        "nom": "name", "nombre": "name", "nome": "name", "titre": "title", "titel": "title",
        "título": "title", "titolo": "title", "stadt": "city", "ville": "city", "ciudad": "city",
        "città": "city", "cidade": "city", "ort": "city", "land": "country", "pays": "country",
        "país": "country", "paese": "country", "staat": "country", "capitale": "capital",
        "hauptstadt": "capital", "jahr": "year", "année": "year", "año": "year", "anno": "year",
        "ano": "year", "datum": "date", "fecha": "date", "data": "date", "sprache": "language",
        "langue": "language", "idioma": "language", "lingua": "language", "währung": "currency",
        "monnaie": "currency", "moneda": "currency", "einwohner": "population",
        "population": "population", "población": "population", "fläche": "area",
        "superficie": "area", "höhe": "elevation", "altitude": "elevation", "hoehe": "elevation",
        "etage": "floor", "etagen": "floor", "floors": "floor", "stockwerk": "floor",
        "storey": "floor", "story": "floor", "gipfel": "mountain", "berg": "mountain",
        "montagne": "mountain", "fluss": "river", "rivière": "river", "see": "lake",
        "länge": "length", "longueur": "length", "breite": "width", "largeur": "width",
        "gewicht": "weight", "poids": "weight", "preis": "price", "prix": "price",
        "autor": "author", "auteur": "author", "écrivain": "author", "verlag": "publisher",
        "éditeur": "publisher", "regisseur": "director", "réalisateur": "director",
        "regie": "director", "heure": "timezone", "uhrzeit": "time", "kontinent": "continent",
        "endroit": "region", "région": "region", "gebiet": "region", "bürgermeister": "mayor",
        "maire": "mayor", "verein": "team", "mannschaft": "team", "équipe": "team",
        "eröffnung": "opening", "baujahr": "built", "gegründet": "founded", "fondation": "founded",
        "rel": "release", "released": "release", "pop": "population", "lang": "language",
        "loc": "location", "dev": "developer", "pub": "publisher", "elev": "elevation",
        "alt": "elevation", "yr": "year", "ctry": "country", "dir": "director",
        "sys": "platform", "system": "platform", "console": "platform",
    ]

    /// Headers, squeezed, and squeezed labels of properties that they often stand for.
    static let wider: [String: [String]] = [
        "population": ["populationtotal", "populationmetro"], "inhabitants": ["populationtotal"],
        "platform": ["computingplatform"], "release": ["releasedate"], "year": ["releasedate"],
        "releasedate": ["releasedate"], "date": ["releasedate", "date"],
        "height": ["elevation", "height"], "elevation": ["elevation"], "floor": ["floorcount"],
        "stories": ["floorcount"], "iata": ["iatalocationidentifier", "iataairlinecode"],
        "icao": ["icaolocationidentifier", "icaoairlinecode"],
        "iatacode": ["iatalocationidentifier", "iataairlinecode"],
        "airportcode": ["iatalocationidentifier"], "visitor": ["numberofvisitor"],
        "attendance": ["numberofvisitor"], "opened": ["openingdate", "openingyear"],
        "opening": ["openingdate"], "founded": ["foundingyear", "foundingdate"],
        "established": ["foundingyear", "foundingdate"], "area": ["areatotal"],
        "government": ["governmenttype"], "type": ["category", "type"],
        "born": ["birthdate", "birthyear"], "died": ["deathdate", "deathyear"],
        "birthday": ["birthdate"], "player": ["numberofplayer"],
        "tld": ["topleveldomain"], "domain": ["topleveldomain"], "timezone": ["timezone"],
        "company": ["developer", "publisher"], "sector": ["industry"], "club": ["team"],
        "wife": ["spouse"], "husband": ["spouse"],
        "built": ["buildingstartdate", "yearofconstruction"],
        "state": ["state", "region"], "province": ["region"], "place": ["location"],
        "town": ["city"], "where": ["location"], "studio": ["developer", "distributor"],
        "singer": ["artist"], "band": ["artist"], "writer": ["author"],
    ]
}
