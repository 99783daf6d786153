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
        "superficie": "area", "höhe": "height", "altitude": "elevation", "hoehe": "height",
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
        "sys": "platform", "system": "platform", "totale": "total", "endroits": "region",
        "console": "platform", "inc": "income", "gebäude": "building", "bâtiment": "building",
        "edificio": "building", "kraj": "country", "miasto": "city", "rok": "year",
        "wysokość": "height", "ülke": "country", "şehir": "city", "yıl": "year",
        "nüfus": "population",
        "stad": "city", "jaar": "year", "inwoners": "population", "hoogte": "height",
        "altezza": "height", "altura": "height", "hauteur": "height", "altitudine": "elevation",
        "altitud": "elevation", "seehöhe": "elevation", "popolazione": "population",
        "população": "population", "bevölkerung": "population", "einwohnerzahl": "population",
        "hoofdstad": "capital", "valuta": "currency",
        "moeda": "currency", "taal": "language", "język": "language", "continente": "continent",
        "lunghezza": "length", "longitud": "length", "comprimento": "length", "lengte": "length",
        "peso": "weight", "autore": "author", "schriftsteller": "author",
        "editore": "publisher", "editorial": "publisher", "editora": "publisher",
        "regista": "director", "diretor": "director", "darsteller": "starring",
        "acteur": "starring", "actor": "starring", "cast": "starring", "genere": "genre",
        "género": "genre", "gênero": "genre", "gattung": "genre", "profondeur": "depth",
        "tiefe": "depth", "profundidad": "depth", "geburtsdatum": "birthday",
        "flughafen": "airport", "aéroport": "airport", "aeropuerto": "airport",
        "aeroporto": "airport", "sede": "headquarter",
        "siège": "headquarter", "sitz": "headquarter", "hq": "headquarter",
    ]

    /// What tables call the things that their rows are about, by the last word of classes.
    static let kinds: [String: String] = [
        "movie": "film", "gipfel": "mountain", "peak": "mountain", "summit": "mountain",
        "berg": "mountain", "sommet": "mountain", "cima": "mountain", "land": "country",
        "see": "lake", "lac": "lake", "lago": "lake", "plan": "lake", "king": "monarch",
        "queen": "monarch", "emperor": "monarch", "kaiser": "monarch", "ruler": "monarch",
        "publication": "newspaper", "zeitung": "newspaper",
        "paper": "newspaper", "firma": "company", "unternehmen": "company", "entreprise": "company",
        "empresa": "company", "partei": "party", "party": "party", "krankenhaus": "hospital",
        "hôpital": "hospital", "universität": "university", "college": "university",
        "schule": "school", "école": "school", "escuela": "school", "fluss": "river",
        "insel": "island", "île": "island", "isla": "island", "attraction": "museum",
        "musée": "museum", "museo": "museum", "buch": "book", "libro": "book", "livre": "book",
        "spiel": "game", "jeu": "game", "juego": "game", "mannschaft": "team", "club": "club",
        "serie": "show", "series": "show", "stadion": "stadium", "stade": "stadium",
        "fluggesellschaft": "airline", "carrier": "airline", "airlines": "airline",
        "flughafen": "airport", "aéroport": "airport", "aeropuerto": "airport", "car": "automobile",
        "species": "species", "animal": "animal", "spieler": "player", "joueur": "player",
    ]

    /// The property says when a thing came to be.
    static func isBeginning(_ name: ColumnName) -> Bool {
        name.words.contains { ["year", "date"].contains($0) }
            && name.words.contains {
                ["founding", "opening", "construction", "completion", "publication"]
                    .contains($0)
            } && !name.words.contains { ["first", "end", "last", "closing"].contains($0) }
    }

    /// Headers, squeezed, and squeezed labels of properties that they often stand for.
    static let wider: [String: [String]] = [
        "population": ["populationtotal", "populationmetro"], "inhabitants": ["populationtotal"],
        "platform": ["computingplatform"], "release": ["releasedate"], "year": ["releasedate"],
        "releasedate": ["releasedate"], "date": ["releasedate", "date"],
        "height": ["height", "elevation"], "income": ["percapitaincome"],
        "city": ["city", "location"], "watergauge": ["elevation"], "waterlevel": ["elevation"],
        "surfaceelevation": ["elevation"], "incomeppp": ["percapitaincome"],
        "percapita": ["percapitaincome"], "headquarter": ["headquarter", "location"],
        "elevation": ["elevation"], "floor": ["floorcount"],
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
        "wife": ["spouse"], "capitalcity": ["capital"], "fip": ["fipcode"], "isono": ["isocode"],
        "iso": ["isocode", "iso31661code"], "areatotal": ["areatotal"],
        "citypopulation": ["populationtotal"], "previousname": ["formername"],
        "husband": ["spouse"],
        "built": ["buildingstartdate", "yearofconstruction"],
        "state": ["state", "region"], "province": ["region"], "place": ["location"],
        "town": ["city"], "where": ["location"], "studio": ["developer", "distributor"],
        "singer": ["artist"], "band": ["artist"], "writer": ["author"],
    ]
}
