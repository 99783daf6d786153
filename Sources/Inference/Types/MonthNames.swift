// Names of the months and of the days of the week in the languages that tables come in.

/// Month and weekday names, full, inflected and abbreviated.
package enum MonthNames {
    /// One line a month; several languages, inflected forms included.
    private static let full: [String] = [
        """
        january januar jänner janvier enero gennaio janeiro januari tammikuu tammikuuta styczeń stycznia
        leden ledna január ocak январь января січень siječanj ianuarie tháng1
        """,
        """
        february februar feber février fevrier febrero febbraio fevereiro februari helmikuu helmikuuta
        luty lutego únor února február şubat февраль февраля veljača februarie
        """,
        """
        march märz maerz mars marzo março marco maart marts maaliskuu maaliskuuta marzec marca březen
        března marec március mart март марта ožujak martie
        """,
        """
        april avril abril aprile huhtikuu huhtikuuta kwiecień kwietnia duben dubna apríl április nisan
        апрель апреля travanj aprilie
        """,
        """
        may mai mayo maggio maio mei maj toukokuu toukokuuta maja květen května máj május mayıs май мая
        svibanj
        """,
        """
        june juni juin junio giugno junho kesäkuu kesäkuuta czerwiec czerwca červen června jún június
        haziran июнь июня lipanj iunie
        """,
        """
        july juli juillet julio luglio julho heinäkuu heinäkuuta lipiec lipca červenec července júl
        július temmuz июль июля srpanj iulie
        """,
        """
        august août aout agosto augustus augusti elokuu elokuuta sierpień sierpnia srpen srpna
        augusztus ağustos август августа kolovoz
        """,
        """
        september septembre septiembre settembre setembro syyskuu syyskuuta wrzesień września září
        szeptember eylül сентябрь сентября rujan septembrie
        """,
        """
        october oktober octobre octubre ottobre outubro lokakuu lokakuuta październik października říjen
        října október ekim октябрь октября octombrie
        """,
        """
        november novembre noviembre novembro marraskuu marraskuuta listopad listopada listopadu
        kasım ноябрь ноября studeni noiembrie
        """,
        """
        december dezember décembre decembre diciembre dicembre dezembro joulukuu joulukuuta grudzień
        grudnia prosinec prosince aralık декабрь декабря prosinac decembrie desember
        """,
    ]

    /// Short forms that are no plain three- or four-letter beginnings of one month.
    private static let short: [String] = [
        "jan jän ene gen tam sty led oca янв sij ian jän.",
        "feb fév fev febr lut úno şub фев vel févr",
        "mar mär mrz maa bře мар ožu márc mrt mars marz",
        "apr avr abr kwi dub nis апр tra ápr avri",
        "may mai mag mei maj tou kvě máj май maya svi",
        "jun giu kes cze čvn jún haz июн jui01 juin",
        "jul lug hei lip čvc júl tem июл juil", "aug aoû aou ago elo sie srp ağu авг août",
        "sep set syy wrz zář szept eyl сен sept ruj", "oct okt ott out lok paź říj eki окт",
        "nov kas ноя marr noi", "dec dez déc dic jou gru pro ara дек des",
    ]

    private static let numbers: [String: Int] = {
        var result: [String: Int] = [:]
        for (index, names) in full.enumerated() {
            for name in names.split(whereSeparator: \.isWhitespace) {
                result[String(name)] = index + 1
            }
        }
        for (index, names) in short.enumerated() {
            for name in names.split(separator: " ") { result[String(name)] = index + 1 }
        }
        return result
    }()

    /// The number of the month called `word` (any case), in full or abbreviated.
    package static func number(of word: String) -> Int? {
        guard word.utf8.count <= 24 else { return nil }
        return numbers[word.lowercased()]
    }

    private static let weekdays = Set(
        """
        monday tuesday wednesday thursday friday saturday sunday montag dienstag mittwoch donnerstag
        freitag samstag sonnabend sonntag lundi mardi mercredi jeudi vendredi samedi dimanche lunes
        martes miércoles jueves viernes sábado domingo lunedì martedì mercoledì giovedì venerdì sabato
        domenica segunda-feira terça-feira quarta-feira quinta-feira sexta-feira maandag dinsdag
        woensdag donderdag vrijdag zaterdag zondag mandag tirsdag onsdag torsdag fredag lørdag søndag
        måndag tisdag lördag söndag maanantai tiistai keskiviikko torstai perjantai lauantai sunnuntai
        poniedziałek wtorek środa czwartek piątek sobota niedziela pondělí úterý středa čtvrtek pátek
        neděle hétfő kedd szerda csütörtök péntek szombat vasárnap pazartesi salı çarşamba perşembe
        cuma cumartesi pazar понедельник вторник среда четверг пятница суббота воскресенье
        mon tue tues wed thu thur thurs fri sat sun mo di mi do fr sa so lun mar mié jue vie sáb dom
        月曜日 火曜日 水曜日 木曜日 金曜日 土曜日 日曜日 월요일 화요일 수요일 목요일 금요일 토요일 일요일
        星期一 星期二 星期三 星期四 星期五 星期六 星期日 星期天 周一 周二 周三 周四 周五 周六 周日
        segunda terça quarta quinta sexta pon wto śro czw pią sob nie
        """.split(whereSeparator: \.isWhitespace).map(String.init))

    /// `word` (any case) names a day of the week.
    package static func isWeekday(_ word: String) -> Bool {
        word.utf8.count <= 24 && weekdays.contains(word.lowercased())
    }
}
