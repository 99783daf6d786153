// Names of months and weekdays in 25 languages (Unicode CLDR), full and short, without full stops.

extension WordLists {
    /// One text a month, names cut by blanks.
    static let months: [String] = [
        """
        ene enero gen gennaio ian ianuarie jan janeiro januar januari january január
        januára janv janvier jän jänner led leden ledna oca ocak sij siječanj siječnja
        sty styczeń stycznia tammi tammikuu tammikuuta ιαν ιανουάριος ιανουαρίου січ
        січень січня янв январь января
        """,
        """
        feb febbraio febr febrero februar februari februarie february február februára
        fev fevereiro fevrier févr février helmi helmikuu helmikuuta lut lutego luty velj
        veljača veljače úno únor února şub şubat φεβ φεβρουάριος φεβρουαρίου лют лютий
        лютого февр февраль февраля
        """,
        """
        bře březen března maalis maaliskuu maaliskuuta maart maerz mar marca march marec
        maret mars mart martie marts marzec marzo março mrt mrz márc március mär märz ožu
        ožujak ožujka μάρ μάρτιος μαρ μαρτίου бер березень березня мар март марта
        """,
        """
        abr abril apr april aprile aprilie apríl apríla avr avril dub duben dubna huhti
        huhtikuu huhtikuuta kwi kwiecień kwietnia nis nisan tra travanj travnja ápr
        április απρ απρίλιος απριλίου апр апрель апреля квіт квітень квітня
        """,
        """
        kvě květen května mag maggio mai maio maj maja may mayo mayıs mei máj mája május
        svi svibanj svibnja touko toukokuu toukokuuta μάι μάιος μαΐ μαΐου май мая трав
        травень травня
        """,
        """
        cze czerwca czerwiec giu giugno haz haziran iun iunie juin jun june junho juni
        junio jún júna június kesä kesäkuu kesäkuuta lipanj lipnja červen června čvn ιουν
        ιουνίου ιούν ιούνιος июн июнь июня черв червень червня
        """,
        """
        heinä heinäkuu heinäkuuta iul iulie juil juillet jul julho juli julio july júl
        júla július lipca lipiec lug luglio srpanj srpnja tem temmuz července červenec
        čvc ιουλ ιουλίου ιούλ ιούλιος июл июль июля лип липень липня
        """,
        """
        ago agosto agu agustus aou aout août aug august augusta augusti augustus
        augusztus ağu ağustos elo elokuu elokuuta kol kolovoz kolovoza sie sierpień
        sierpnia srpen srpna αυγ αυγούστου αύγ αύγουστος авг август августа серп серпень
        серпня
        """,
        """
        eyl eylül ruj rujan rujna sep sept september septembra septembre septembrie
        septiembre set setembro settembre syys syyskuu syyskuuta szept szeptember wrz
        wrzesień września zář září σεπ σεπτέμβριος σεπτεμβρίου вер вересень вересня сент
        сентябрь сентября
        """,
        """
        eki ekim loka lokakuu lokakuuta oct october octobre octombrie octubre okt oktober
        október októbra ott ottobre out outubro paź październik października říj říjen
        října οκτ οκτωβρίου οκτώβριος жовт жовтень жовтня окт октябрь октября
        """,
        """
        kas kasım listopad listopadu marras marraskuu marraskuuta noiembrie nov november
        novembra novembre novembro noviembre stu studeni studenoga νοέ νοέμβριος νοε
        νοεμβρίου лист листопад листопада нояб ноябрь ноября 十一月
        """,
        """
        ara aralık dec december decembra decembre decembrie des desember dez dezember
        dezembro dic dicembre diciembre déc décembre gru grudnia grudzień joulu joulukuu
        joulukuuta pro prosinac prosinca prosince prosinec δεκ δεκέμβριος δεκεμβρίου груд
        грудень грудня дек декабрь декабря 十二月
        """,
    ]

    /// Names cut by bars.
    static let weekdays = """
        cmt|cs|csütörtök|cum|cuma|cumartesi|czw|czwartek|di|dienstag|dim|dimanche|dinsdag|\
        do|dom|domenica|domingo|donderdag|donnerstag|dum|duminică|fr|fre|fredag|freitag|fri|\
        friday|gio|giovedì|hétfő|jeu|jeudi|joi|jue|jueves|jum|jumat|kam|kamis|ke|kedd|\
        keskiviikko|keskiviikkona|la|lauantai|lauantaina|lun|lundi|lunedì|lunes|luni|lör|\
        lördag|lør|lørdag|ma|maanantai|maanantaina|maandag|man|mandag|mar|mardi|martedì|\
        martes|marți|mer|mercoledì|mercredi|mi|mie|miercuri|min|minggu|mittwoch|mié|\
        miércoles|mo|mon|monday|montag|mån|måndag|ne|ned|nedeľa|nedjelja|neděle|niedz|\
        niedziela|ons|onsdag|paz|pazar|pazartesi|pe|per|perjantai|perjantaina|perşembe|pet|\
        petak|pi|piatok|piątek|po|pon|pondelok|pondělí|ponedjeljak|poniedziałek|pt|pzt|pá|\
        pátek|péntek|qua|quarta|quarta-feira|qui|quinta|quinta-feira|rab|rabu|sa|sab|sabato|\
        sabtu|sal|salı|sam|samedi|samstag|sat|saturday|seg|segunda|segunda-feira|sel|selasa|\
        sen|senin|sex|sexta|sexta-feira|so|sob|sobota|sonntag|sri|srijeda|st|streda|středa|\
        su|sub|subota|sun|sunday|sunnuntai|sze|szerda|szo|szombat|sáb|sábado|sâm|sâmbătă|\
        sön|söndag|søn|søndag|ter|terça|terça-feira|thu|thur|thurs|thursday|ti|tiistai|\
        tiistaina|tir|tirs|tirsdag|tis|tisdag|to|tor|tors|torsdag|torstai|torstaina|tue|\
        tues|tuesday|ut|uto|utorak|utorok|vasárnap|ven|vendredi|venerdì|vie|viernes|vin|\
        vineri|vr|vrijdag|wed|wednesday|wo|woensdag|wt|wtorek|za|zaterdag|zo|zondag|çar|\
        çarşamba|út|úterý|čet|četvrtak|čt|čtvrtek|śr|środa|št|štvrtok|δευ|δευτέρα|κυρ|\
        κυριακή|πέμ|πέμπτη|παρ|παρασκευή|σάβ|σάββατο|τετ|τετάρτη|τρί|τρίτη|воскресенье|вс|\
        вт|вторник|вівторок|нд|неділя|пʼятниця|пн|понедельник|понеділок|пт|пятница|сб|\
        середа|ср|среда|суббота|субота|четвер|четверг|чт|周一|周三|周二|周五|周六|周四|周日|土曜日|日曜日|星期一|\
        星期三|星期二|星期五|星期六|星期四|星期天|星期日|月曜日|木曜日|水曜日|火曜日|金曜日|금요일|목요일|수요일|월요일|일요일|토요일|화요일|
        """
}
