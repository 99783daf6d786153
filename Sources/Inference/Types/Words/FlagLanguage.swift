// Languages whose initials for yes and no are codes of something else everywhere else: north and south, east and west,
// old and new. Words and letters that only headers in these languages have.

/// A language that a file may be written in.
package enum FlagLanguage: String, Hashable, Sendable, Codable, CaseIterable {
    case czech, finnish, french, hungarian, italian, polish, portuguese, spanish, turkish

    /// The languages in which two letters are yes and no; nil for a pair that needs no language.
    static func languages(of yes: String, _ no: String) -> [FlagLanguage]? {
        switch (yes, no) {
        case ("o", "n"): [.french]
        case ("s", "n"): [.spanish, .italian, .portuguese]
        case ("t", "n"): [.polish]
        case ("a", "n"): [.czech]
        case ("i", "n"): [.hungarian]
        case ("e", "h"): [.turkish]
        case ("k", "e"): [.finnish]
        default: nil
        }
    }

    /// The languages that these names of columns may be in.
    static func spoken(in headers: [String]) -> Set<FlagLanguage> {
        let words = Set(headers.flatMap(NameTokens.split))
        let letters = Set(words.joined().lazy.filter { !$0.isASCII })
        return Set(
            allCases.filter { language in
                !language.words.isDisjoint(with: words)
                    || language.letters.contains(where: letters.contains)
            })
    }

    /// Yes in full, which another column may hold.
    var answers: Set<String> {
        switch self {
        case .czech: ["ano", "áno"]
        case .finnish: ["kyllä"]
        case .french: ["oui", "vrai"]
        case .hungarian: ["igen", "igaz"]
        case .italian: ["sì", "si", "vero"]
        case .polish: ["tak", "prawda"]
        case .portuguese: ["sim"]
        case .spanish: ["sí", "si", "verdadero"]
        case .turkish: ["evet", "doğru"]
        }
    }

    private var letters: String {
        switch self {
        case .czech: "ěšžřůťď"
        case .finnish: ""
        case .french: "éèêëàùîôœ"
        case .hungarian: "őű"
        case .italian: "àèìòù"
        case .polish: "łąęśżźćń"
        case .portuguese: "ãõçâêáíóú"
        case .spanish: "ñáíóú"
        case .turkish: "ışğ"
        }
    }

    private var words: Set<String> { Self.lists[self] ?? [] }

    private static let lists: [FlagLanguage: Set<String>] = {
        let lists: [FlagLanguage: String] = [
            .czech: czechWords, .finnish: finnishWords, .french: frenchWords,
            .hungarian: hungarianWords, .italian: italianWords, .polish: polishWords,
            .portuguese: portugueseWords, .spanish: spanishWords, .turkish: turkishWords,
        ]
        return lists.mapValues { Set($0.split(whereSeparator: \.isWhitespace).map(String.init)) }
    }()

    // What tables of offices and shops call their columns; no word that English has too.
    private static let czechWords = """
        jméno jmeno meno příjmení prijmeni priezvisko adresa město mesto ulice ulica cena množství
        mnozstvi mnozstvo částka castka zákazník zakaznik aktivní aktivni aktívny aktivny zaplaceno
        uhrazeno číslo cislo rok měsíc mesic mesiac objednávka objednavka popis narození narozeni
        věk vek výrobek vyrobek tovar zboží zbozi poznámka poznamka zaměstnanec zamestnanec stav
        země název nazev názov nazov doručeno doruceno platný platny
        """
    private static let finnishWords = """
        nimi etunimi sukunimi osoite katu kaupunki hinta määrä maara lasku asiakas puhelin
        aktiivinen voimassa maksettu vuosi päivä paiva päivämäärä kuukausi yritys tuote tilaus
        kuvaus syntymäaika ikä huomautus toimitettu käytössä kaytossa jäsen jasen postinumero
        hyväksytty naimisissa
        """
    private static let frenchWords = """
        nom prénom prenom ville prix quantité quantite qté qte montant facture téléphone courriel
        actif payé paye livré livre statut numéro année annee jour mois entreprise société societe
        produit commande désignation naissance âge pays disponible adhérent adherent libellé libelle
        rue solde marié élève eleve inscrit abonné abonne valide présent tva fournisseur salarié
        salarie magasin remarque marque
        """
    private static let hungarianWords = """
        név nev vezetéknév vezeteknev keresztnév keresztnev cím cim város varos utca ár mennyiség
        mennyiseg összeg osszeg számla szamla ügyfél ugyfel vevő vevo aktív fizetve kifizetve szám
        szam év hónap honap cég termék termek rendelés rendeles leírás leiras születési szuletesi
        ország orszag megjegyzés megjegyzes dolgozó dolgozo állapot
        """
    private static let italianWords = """
        nome cognome indirizzo città citta prezzo quantità quantita importo fattura cliente telefono
        attivo attiva pagato pagata codice numero anno giorno mese azienda prodotto ordine
        descrizione nascita età spedito consegnato disponibile comune saldo scadenza sposato socio
        """
    private static let polishWords = """
        nazwa nazwisko imię imie miasto ulica cena ilość ilosc kwota faktura klient aktywny aktywna
        zapłacono zaplacono opłacone oplacone numer rok dzień dzien miesiąc miesiac zamówienie
        zamowienie opis urodzenia wiek wartość wartosc pracownik uwagi wysłano wyslano dostępny
        dostepny czynny kraj województwo wojewodztwo sprzedaż sprzedaz zgoda
        """
    private static let portugueseWords = """
        nome sobrenome apelido endereço endereco cidade preço preco quantidade cliente telefone
        ativo ativa activo pago situação situacao código codigo número numero ano mês empresa
        produto pedido fatura descrição descricao nascimento idade conta saldo entregue disponível
        disponivel observações aprovado bairro rua matrícula matricula casado aluno
        """
    private static let spanishWords = """
        nombre apellido apellidos fecha cliente precio cantidad importe dirección direccion ciudad
        país pais teléfono telefono correo activo activa pagado pagada código codigo número numero
        año provincia calle empresa producto pedido factura descripción descripcion vigente casado
        nacimiento edad cuenta saldo entregado disponible aceptado aprobado habilitado socio alumno
        observaciones
        """
    private static let turkishWords = """
        adı adi soyad soyadı soyadi isim şehir sehir sokak fiyat miktar tutar fatura müşteri musteri
        aktif ödendi odendi numara yıl yil gün tarih şirket sirket ürün urun sipariş siparis
        açıklama aciklama doğum dogum yaş ülke ulke durum ilçe ilce öğrenci ogrenci evli kayıt kayit
        """
}
