// Names of countries in 25 languages (Unicode CLDR), lower case, cut by bars.

extension WordLists {
    static let countryNames1 = """
        abd küçük harici adaları|abd virjin adaları|afeganistão|afganistan|afganistán|\
        afganisztán|afghanistan|afghánistán|africa de sud|afrika selatan|afrique du sud|\
        ahvenanmaa|alandy|alankomaat|albania|albanie|albanien|albanija|albanië|albánia|albánie|\
        albánsko|albânia|alemanha|alemania|algeria|algerie|algerien|algeriet|algerije|algieria|\
        algéria|algérie|aljazair|allemagne|almanya|alžir|alžírsko|american samoa|americká samoa|\
        americké panenské ostrovy|amerika birleşik devletleri|amerika serikat|amerikaans-samoa|\
        amerikaanse maagdeneilanden|amerikai szamoa|amerikai virgin-szigetek|amerikan samoa|\
        amerikan samoası|amerikanisch-samoa|amerikanische jungferninseln|\
        amerikanische überseeinseln|amerikansk samoa|amerikanska jungfruöarna|amerikanska samoa|\
        amerikanske oversøiske øer|američka samoa|američki djevičanski otoci|andora|andorra|\
        andorre|angola|anguila|anguilla|angvila|antarctica|antarctique|antarktida|antarktika|\
        antarktis|antarktisz|antarktyda|antarktída|antartide|antigua & barbuda|\
        antigua a barbuda|antigua dan barbuda|antigua e barbuda|antigua en barbuda|\
        antigua i barbuda|antigua ja barbuda|antigua och barbuda|antigua og barbuda|\
        antigua und barbuda|antigua ve barbuda|antigua y barbuda|antigua és barbuda|\
        antigua și barbuda|antigua-et-barbuda|antigva i barbuda|antártida|antígua e barbuda|\
        arab saudi|arabia saudita|arabia saudită|arabia saudyjska|arabia saudí|arabie saoudite|\
        arabiemiirikunnat|argelia|argentiina|argentina|argentine|argentinien|argentinië|\
        argentyna|argentína|argélia|arjantin|armenia|armenien|armenija|armenië|arménie|arménsko|\
        armênia|arnavutluk|aruba|arábia saudita|ascension|ascension adası|ascension island|\
        ascension-saari|ascension-sziget|ascensionøen|aserbaidschan|aserbajdsjan|australia|\
        australie|australien|australija|australië|austria|austrija|austrália|austrálie|ausztria|\
        ausztrália|autriche|avustralya|avusturya|az usa lakatlan külbirtokai|azerbaidjan|\
        azerbaidžan|azerbaigian|azerbaijan|azerbaijão|azerbaiyán|azerbajdzjan|azerbajdzsán|\
        azerbajdžan|azerbaycan|azerbaïdjan|azerbeidzjan|azerbejdżan|bahama|bahama's|\
        bahama-szigetek|bahamalar|bahamas|bahami|bahamy|bahrain|bahrajn|bahrein|bahreyn|bahreïn|\
        banglades|bangladesch|bangladesh|bangladesz|bangladeş|bangladeš|bangladés|bangladéš|\
        barbade|barbados|barein|baréin|batı sahra|belanda|belanda karibia|belarus|belarusz|\
        belgia|belgicko|belgie|belgien|belgija|belgio|belgique|belgium|belgië|belice|belize|\
        belçika|benin|benín|bermuda|bermudas|bermudes|bermudi|bermudy|bhoutan|bhutan|bhután|\
        bhútán|białoruś|bielorrusia|bielorrússia|bielorusko|bielorussia|\
        birleşik arap emirlikleri|birleşik krallık|bissau-guinea|biélorussie|bjelorusija|\
        bocvana|bolivia|bolivie|bolivien|bolivija|bolivya|boliwia|bolívia|bolívie|\
        bosna a hercegovina|bosna i hercegovina|bosna-hersek|bosnia & herzegovina|\
        bosnia dan herzegovina|bosnia ed erzegovina|bosnia ja hertsegovina|bosnia y herzegovina|\
        bosnia și herțegovina|bosnia-hercegovina|bosnie-herzégovine|bosnien och hercegovina|\
        bosnien und herzegowina|bosnien-hercegovina|bosnië en herzegovina|bosznia-hercegovina|\
        botsuana|botsvana|botswana|bouvet adası|bouvet island|bouvet'nsaari|bouvet-sziget|\
        bouveteiland|bouvetinsel|bouvetov ostrov|bouvetön|bouvetøen|bouvetøya|bouvetův ostrov|\
        bośnia i hercegowina|božićni otok|brasil|brasile|brasilia|brasilien|brazil|brazilia|\
        brazilië|brazylia|brazília|brazílie|brezilya|brit indiai-óceáni terület|\
        brit virgin-szigetek|britanski djevičanski otoci|britanski indijskooceanski teritorij|\
        britanya hint okyanusu toprakları|britanya virjin adaları|britische jungferninseln|\
        britisches territorium im indischen ozean|british indian ocean territory|\
        british virgin islands|brits indische oceaanterritorium|britse maagdeneilanden|\
        britské indickooceánske územie|britské indickooceánské území|britské panenské ostrovy|\
        brittiläinen intian valtameren alue|brittiläiset neitsytsaaret|brittiska jungfruöarna|\
        brittiska territoriet i indiska oceanen|brunei|brunei darussalam|brunej|brunéi|\
        brytyjskie terytorium oceanu indyjskiego|brytyjskie wyspy dziewicze|brésil|bugarska|\
        bulgaria|bulgarie|bulgarien|bulgarije|bulgaristan|bulgária|bulharsko|burkina faso|\
        burquina faso|burundi|butan|bután|butão|bułgaria|bélgica|bénin|bósnia e herzegovina|\
        bělorusko|cabo verde|camarões|cambodge|cambodgia|cambodia|cambodja|cambogia|camboja|\
        camboya|cameroon|cameroun|camerun|camerún|canada|canadá|canarias|canarische eilanden|\
        canary islands|cap-vert|cape verde|capo verde|capul verde|caraibi olandesi|\
        caribbean netherlands|caribe neerlandés|caribisch nederland|catar|cayman adaları|\
        cayman islands|caymansaaret|caymanöarna|caymanøerne|caymanøyene|cazaquistão|cebelitarık|\
        cechia|cehia|ceko|centraal-afrikaanse republiek|central african republic|\
        centralafrikanska republiken|ceuta & melilla|ceuta a melilla|ceuta dan melilla|\
        ceuta e melilla|ceuta en melilla|ceuta et melilla|ceuta i melilla|ceuta ja melilla|\
        ceuta och melilla|ceuta og melilla|ceuta und melilla|ceuta ve melilla|ceuta y melilla|\
        ceuta és melilla|ceuta și melilla|cezayir|chad|chade|chequia|chile|chili|china|chine|\
        chiny|chipre|chorvatsko|chorvátsko|chorwacja|christmas adası|christmas island|\
        christmaseiland|christmasøya|chypre|ciad|cibuti|cidade do vaticano|cile|cina|cipar|\
        cipro|cipru|ciprus|città del vaticano|ciudad del vaticano|clipperton|clipperton adası|\
        clipperton island|clipperton-insel|clipperton-sziget|clippertoninsaari|clippertonön|\
        clippertonøen|clippertonøya|clippertonův ostrov|cocos (keeling) adaları|\
        cocos (keeling) islands|cocoseilanden|cocosøerne|colombia|colombie|columbia|colômbia|\
        comoras|comore|comore-szigetek|comoren|comorerne|comores|comoros|congo|\
        congo - brazzaville|congo - kinshasa|congo-brazzaville|congo-kinshasa|cook adaları|\
        cook islands|cook-szigetek|cookeilanden|cookinsaaret|cookinseln|cookove ostrovy|\
        cookovi otoci|cookovy ostrovy|cooköarna|cookøerne|cookøyene|corea del nord|\
        corea del norte|corea del sud|corea del sur|coreea de nord|coreea de sud|\
        coreia do norte|coreia do sul|corée du nord|corée du sud|costa d'avorio|costa do marfim|\
        costa rica|crna gora|croacia|croatia|croatie|croazia|croația|croácia|csehország|csád|\
        cuba|curazao|curaçao|cypern|cypr|cyprus|czad|czarnogóra|czechia|czechy|côte d'ivoire|\
        dalekie wyspy mniejsze stanów zjednoczonych|danemarca|danemark|dania|danimarca|\
        danimarka|danmark|danska|de amerikanske jomfruøer|de amerikanske jomfruøyene|\
        de britiske jomfruøer|de britiske jomfruøyene|de forenede arabiske emirater|\
        de forente arabiske emirater|\
        de franske besiddelser i det sydlige indiske ocean og antarktis|\
        de franske sørterritorier|de palæstinensiske områder|de tidligere nederlandske antiller|\
        demokratyczna republika konga|den centralafrikanske republik|den dominikanske republik|\
        den dominikanske republikk|den sentralafrikanske republikk|denemarken|denmark|\
        det britiske territoriet i indiahavet|det britiske territorium i det indiske ocean|\
        det palestinske området|deutschland|diego garcia|diego garcía|dinamarca|djibouti|\
        djibuti|dominica|dominicaanse republiek|dominican republic|dominik cumhuriyeti|dominika|\
        dominikaaninen tasavalta|dominikai köztársaság|dominikana|dominikanische republik|\
        dominikanska republika|dominikanska republiken|dominikánska republika|\
        dominikánská republika|dominique|dschibuti|duitsland|dzsibuti|dánia|dánsko|dänemark|\
        dél-afrikai köztársaság|dél-korea|dél-szudán|déli-georgia és déli-sandwich-szigetek|\
        dżibuti|džibuti|džibutsko|ecuador|egipat|egipt|egipto|egito|egitto|egyenlítői-guinea|\
        egyesült arab emírségek|egyesült királyság|egyesült államok|egyiptom|egypt|egypte|\
        egypten|egypti|ekuador|ekvador|ekvator ginesi|ekvatorial-guinea|ekvatorialguinea|\
        ekvatorska gvineja|ekvádor|ekwador|el salvador|elefántcsontpart|elfenbenskusten|\
        elfenbenskysten|elveția|emirados árabes unidos|emiratele arabe unite|\
        emirati arabi uniti|emiratos árabes unidos|endonezya|equador|equatoriaal-guinea|\
        equatorial guinea|eritre|eritrea|eritreea|eritreia|eritreja|ermenistan|erytrea|\
        eslovaquia|eslovenia|eslováquia|eslovênia|espagne|espanha|espanja|españa|essuatíni|\
        estados unidos|estland|estonia|estonie|estonija|estonsko|estonya|estónsko|estônia|\
        esuatini|esvatini|eswatini|etelä-afrikka|etelä-georgia ja eteläiset sandwichinsaaret|\
        etelä-korea|etelä-sudan|ethiopia|ethiopië|etiopia|etiopie|etiopien|etiopija|etiopía|\
        etiyopya|etiópia|faerské ostrovy|faeröer|falkland adaları|falkland islands|\
        falkland-szigetek|falklandeilanden|falklandinsaaret|falklandinseln|falklandski otoci|\
        falklandské ostrovy|falklandsöarna|falklandsøerne|falklandsøyene|falklandy|\
        faroe adaları|faroe islands|fas|feröer szigetek|fidji|fidschi|fidzsi|fidżi|fidži|figi|\
        fiji|filipijnen|filipina|filipinas|filipine|filipini|filipinler|filipiny|filippiinit|\
        filippine|filippinene|filippinerna|filippinerne|filipíny|filistin bölgeleri|finland|\
        finlanda|finlande|finlandia|finlandiya|finlândia|finnland|finnország|finska|finsko|fiyi|\
        france|francia|francia déli területek|francia guyana|francia polinézia|franciaország|\
        francie|francja|francouzská guyana|francouzská jižní území|francouzská polynésie|\
        francuska|francuska gijana|francuska polinezija|francuski južni teritoriji|\
        francuskie terytoria południowe i antarktyczne|francúzska guyana|francúzska polynézia|\
        francúzske južné a antarktické územia|francúzsko|frankreich|frankrig|frankrijk|\
        frankrike|frans-guyana|frans-polynesië|fransa|\
        franse gebieden in de zuidelijke indische oceaan|fransk guyana|fransk polynesia|\
        fransk polynesien|franska guyana|franska polynesien|franska sydterritorierna|\
        fransız guyanası|fransız güney toprakları|fransız polinezyası|französisch-guayana|\
        französisch-polynesien|französische süd- und antarktisgebiete|frança|franța|\
        french guiana|french polynesia|french southern territories|färsaaret|färöarna|färöer|\
        færøerne|færøyene|fínsko|förenade arabemiraten|fülöp-szigetek|gabon|gabun|gabão|gabón|\
        gambia|gambie|gambija|gambiya|gana|georgia|georgia de sud și insulele sandwich de sud|\
        georgia del sud e sandwich australi|georgia południowa i sandwich południowy|\
        georgia selatan & kep. sandwich selatan|georgien|georgië|germania|germany|geórgia|ghana|\
        ghána|giamaica|giappone|gibilterra|gibraltar|gibraltár|gibuti|gine|gine-bissau|\
        giordania|granada|grecia|grecja|greece|greenland|grekland|grenada|grenade|grenland|\
        grenlandia|griechenland|griekenland|groenland|groenlanda|groenlandia|groenlândia|gruzie|\
        gruzija|gruzja|gruzínsko|grækenland|grèce|grécia|grécko|grónsko|grönland|grönlanti|\
        grønland|grúzia|grčka|guadalupa|guadalupe|guadeloupe|guadelupa|guam|guatemala|\
        guayana francesa|guernesey|guernsey|guiana|guiana francesa|guinea|guinea ecuatorial|\
        guinea ekuatorial|guinea equatoriale|guinea-bissau|guinea-bisáu|guinee|guinee-bissau|\
        guineea|guineea ecuatorială|guineea-bissau|guiné|guiné equatorial|guiné-bissau|guinée|\
        guinée équatoriale|guinée-bissau|gujana|gujana francuska|guyana|guyana francese|\
        guyana franceză|guyana prancis|guyane française|gvajana|gvatemala|gvineja|gvineja bisau|\
        gwadelupa|gwatemala|gwinea|gwinea bissau|gwinea równikowa|gâmbia|géorgie|\
        géorgie du sud-et-les îles sandwich du sud|görögország|güney afrika|\
        güney georgia ve güney sandwich adaları|güney kore|güney sudan|gürcistan|haiti|haití|\
        haïti|heard & mcdonald islands|heard adası ve mcdonald adaları|\
        heard en mcdonaldeilanden|heard island og mcdonald islands|heard ja mcdonaldinsaaret|\
        heard und mcdonaldinseln|heard- og mcdonaldøyene|heard-sziget és mcdonald-szigetek|\
        heardov ostrov a macdonaldove ostrovy|heardön och mcdonaldöarna|\
        heardův ostrov a mcdonaldovy ostrovy|hellas|hindistan|hiszpania|holandia|holandsko|\
        holland karib-térség|hollanda|hollandia|honduras|hong kong dak tiongkok|\
        hong kong sar china|hong kong, rae da china|hongarije|hongkong kkt|hongkong sar|\
        hongkong sar kina|hongkong sar van china|hongkong – kiinan erityishallintoalue|\
        hongkong – oao číny|hongkong – zao číny|hongrie|horvátország|hrvatska|\
        huippuvuoret ja jan mayen|hungaria|hungary|hungria|hungría|hırvatistan|iceland|ierland|\
        ijsland|ilha bouvet|ilha christmas|ilha de ascensão|ilha de clipperton|ilha de man|\
        ilha norfolk|ilhas aland|ilhas canárias|ilhas cayman|ilhas cocos (keeling)|ilhas cook|\
        ilhas faroé|ilhas geórgia do sul e sandwich do sul|ilhas heard e mcdonald|\
        ilhas malvinas|ilhas marianas do norte|ilhas marshall|ilhas menores distantes dos eua|\
        ilhas pitcairn|ilhas salomão|ilhas turcas e caicos|ilhas virgens americanas|\
        ilhas virgens britânicas|inde|india|indie|indien|indija|indonesia|indonesien|indonesië|\
        indonezia|indonezija|indonezja|indonésia|indonésie|indonézia|inggris raya|\
        insula ascension|insula bouvet|insula christmas|insula clipperton|\
        insula heard și insulele mcdonald|insula man|insula norfolk|insulele canare|\
        insulele caraibe olandeze|insulele cayman|insulele cocos (keeling)|insulele cook|\
        insulele falkland|insulele feroe|insulele mariane de nord|insulele marshall|\
        insulele pitcairn|insulele solomon|insulele turks și caicos|insulele virgine americane|\
        insulele virgine britanice|insulele åland|insulele îndepărtate ale s.u.a.|intia|\
        iordania|irak|iran|iraq|iraque|ireland|irland|irlanda|irlande|irlandia|irlanti|irska|\
        irsko|irák|irán|irã|isla bouvet|isla clipperton|isla de la ascensión|isla de man|\
        isla de navidad|isla norfolk|island|islanda|islande|islandia|islanti|islas aland|\
        islas caimán|islas cocos|islas cook|islas feroe|\
        islas georgia del sur y sandwich del sur|islas heard y mcdonald|islas malvinas|\
        islas marianas del norte|islas marshall|islas menores alejadas de ee. uu.|\
        islas pitcairn|islas salomón|islas turcas y caicos|islas vírgenes británicas|\
        islas vírgenes de ee. uu.|isle of man|islândia|iso-britannia|isola ascensione|\
        isola bouvet|isola christmas|isola di clipperton|isola di man|isola norfolk|\
        isole canarie|isole cayman|isole cocos (keeling)|isole cook|isole falkland|\
        isole fær øer|isole heard e mcdonald|isole marianne settentrionali|isole marshall|\
        isole minori esterne degli stati uniti|isole pitcairn|isole salomone|\
        isole turks e caicos|isole vergini americane|isole vergini britanniche|isole åland|\
        israel|israele|israël|italia|italie|italien|italija|italië|italy|itália|itálie|\
        itä-timor|itävalta|ivoorkust|izland|izrael|iêmen|i̇ran|i̇rlanda|i̇spanya|i̇srail|i̇sveç|\
        i̇sviçre|i̇talya|i̇zlanda|jamaica|jamaika|jamajka|jamaïque|japan|japani|japon|japonia|\
        japonsko|japonya|japán|japão|japón|jemen|jepang|jerman|jersey|jibuti|\
        jihoafrická republika|jižní georgie a jižní sandwichovy ostrovy|jižní korea|jižní súdán|\
        jordan|jordania|jordanie|jordanien|jordanië|jordánia|jordánsko|jordânia|joulusaari|\
        juleøen|julön|južna georgia i otoci južni sandwich|južna koreja|južni sudan|\
        južnoafrička republika|južná afrika|južná georgia a južné sandwichove ostrovy|\
        južná kórea|južný sudán|kaaimaneilanden|kaapverdië|kaimaninseln|kajmanie ostrovy|\
        kajmanski otoci|kajmanské ostrovy|kajmany|kajmán-szigetek|kaledonia baru|kambodja|\
        kambodscha|kambodsja|kambodzsa|kambodża|kambodža|kamboja|kamboçya|kameroen|kamerun|\
        kanada|kanari|kanariansaaret|kanarieöarna|kanarische inseln|kanariske øer|kanariøyene|\
        kanarya adaları|kanári-szigetek|kanárske ostrovy|kanárské ostrovy|kap verde|kapp verde|\
        kapverdy|karadağ|karayip hollandası|karibian alankomaat|karibische niederlande|\
        karibisk nederland|karibiska nederländerna|karibské holandsko|karibské nizozemsko|\
        karipski otoci nizozemske|karácsony-sziget|kasachstan|kasakhstan|katar|kazachstan|\
        kazachstán|kazahstan|kazahsztán|kazajistán|kazakhstan|kazakistan|kazakstan|kelet-timor|\
        kenia|kenija|kenya|kepulauan aland|kepulauan canaria|kepulauan cayman|\
        kepulauan cocos (keeling)|kepulauan cook|kepulauan falkland|kepulauan faroe|\
        kepulauan mariana utara|kepulauan marshall|kepulauan norfolk|kepulauan pitcairn|\
        kepulauan solomon|kepulauan svalbard dan jan mayen|kepulauan terluar as|\
        kepulauan turks dan caicos|kepulauan virgin amerika serikat|\
        kepulauan virgin britania raya|kepulauan wallis dan futuna|keski-afrikan tasavalta|keňa|\
        kiina|kina|kirghizistan|kirghizstan|kirgisia|kirgisistan|kirgistan|kirgizistan|\
        kirgizisztán|kirgizië|kirgizsko|kirgizstan|kirguistán|kiribati|\
        kleine afgelegen eilanden van de verenigde staten|koeweit|kokosinseln|\
        kokosovi (keelingovi) otoci|kokosové ostrovy|kokosöarna|kokosøyene|kolombia|kolombiya|\
        kolumbia|kolumbie|kolumbien|kolumbija|komoren|komorene|komorerna|komori|komorit|\
        komorlar|komoro|komory|kongo|kongo - brazavil|kongo - brazzaville|kongo - kinshasa|\
        kongo - kinşasa|kongo – brazzaville|kongo – kinshasa|kongo-brazzaville|kongo-kinshasa|\
        kongon demokraattinen tasavalta|kongon tasavalta|kongó – brazzaville|kongó – kinshasa|\
        konžská demokratická republika|konžská republika|kookossaaret (keelingsaaret)|\
        korea południowa|korea północna|korea selatan|korea utara|kosova|kosovo|kosowo|\
        kosta rika|kostarika|kostaryka|koszovó|koweït|kreikka|kroasia|kroatia|kroatien|kroatië|\
        kuba|kuuba|kuvait|kuvajt|kuveyt|kuwait|kuweit|kuwejt|kuzey kore|kuzey makedonya|\
        kuzey mariana adaları|kypr|kypros|kyrgyzstan|kyrgyzstán|kârgâzstan|kína|\
        kókusz (keeling)-szigetek|közép-afrikai köztársaság|küba|kıbrıs|kırgızistan|la réunion|\
        laos|laosz|latvia|latvija|lebanon|lengyelország|lesotho|lesoto|letland|letonia|letonya|\
        lettland|lettonia|lettonie|lettország|letônia|liban|libano|libanon|liberia|liberija|\
        liberya|libia|libija|libië|libya|libye|libyen|libéria|libérie|lichtenštajnsko|\
        lichtenštejnsko|liechtenstein|liettua|lihtenštajn|litauen|lithuania|litouwen|lituania|\
        lituanie|lituânia|litva|litvanya|litvánia|litwa|lotyšsko|lucembursko|luksemburg|\
        lussemburgo|luxembourg|luxemburg|luxemburgo|luxembursko|länsi-sahara|líbano|líbia|líbya|\
        lübnan|lüksemburg|macao sar|macao sar china|macao sar kina|\
        macao – kiinan erityishallintoalue|macao – oao číny|macao – zao číny|macaristan|\
        macau sar van china|macau, rae da china|macedonia de nord|macedonia del nord|\
        macedonia del norte|macedonia północna|macedônia do norte|macédoine du nord|madagascar|\
        madagaskar|madagaszkár|magyarország|majotta|makau dak tiongkok|makaó kkt|\
        makedonia utara|maladewa|malaisie|malajsie|malajzia|malasia|malaui|malavi|malawi|\
        malaysia|maldivas|maldive|maldiven|maldivene|maldiverna|maldiverne|maldives|maldivi|\
        maldivler|maldivy|maldív-szigetek|malediivit|malediven|maledivy|malediwy|maleisië|\
        malesia|malezija|malezja|malezya|mali|mali udaljeni otoci sad-a|malta|malte|malásia|man|\
        man adası|man-sziget|mansaari|mariany północne|maroc|marocco|marocko|marokko|marokkó|\
        maroko|marrocos|marruecos|marshall adaları|marshall islands|marshall-szigetek|\
        marshalleilanden|marshallinsaaret|marshallinseln|marshallove ostrovy|\
        marshallovy ostrovy|marshallöarna|marshalløerne|marshalløyene|martinica|martinik|\
        martinique|martynika|maršalovi otoci|mauretania|mauretanien|mauretanija|maurice|\
        mauricijus|mauricio|mauricius|mauritania|mauritanie|mauritanië|mauritius|mauritánia|\
        mauritánie|mauritânia|maurício|maurícius|mayotte|maďarsko|mađarska|meksika|meksiko|\
        meksyk|menšie odľahlé ostrovy usa|menší odlehlé ostrovy usa|mesir|messico|mexic|mexico|\
        mexiko|mexikó|mexique|mianmar|mianmar (birmânia)|micronesia|micronezia|micronésia|\
        micronésie|mikronesia|mikronesiaføderasjonen|mikronesien|mikronezija|mikronezja|\
        mikronezya|mikronésie|mikronézia|mjanma (birma)|mjanmar (burma)|mjanmarsko|moldavia|\
        moldavie|moldavien|moldavija|moldavië|moldavsko|moldova|moldávia|monaco|monako|mongolei|\
        mongolia|mongolie|mongoliet|mongolija|mongolië|mongolsko|mongólia|montenegro|montenegró|\
        montserrat|monténégro|moritanya|morocco|mosambik|mozambic|mozambico|mozambik|mozambique|\
        moçambique|moğolistan|mołdawia|muntenegru|myanmar|myanmar (barma)|myanmar (birma)|\
        myanmar (birmania)|myanmar (birmanie)|myanmar (burma)|málta|méxico|mónaco|mônaco|mısır|\
        namibia|namibie|namibija|namibië|namibya|namíbia|nauru|nederland|nederlandene|\
        nederländerna|nemecko|nepal|nepál|netherlands|neukaledonien|neuseeland|new caledonia|\
        new zealand|nicaragua|nicarágua|niderlandy karaibskie|niederlande|niemcy|\
        nieuw-caledonië|nieuw-zeeland|niger|nigeria|nigerija|nigéria|nigérie|nijer|nijerya|\
        nikaragua|nikaragva|niue|nizozemska|nizozemsko|njemačka|noord-korea|noord-macedonië|\
        noordelijke marianen|noorwegen|nord-korea|nord-makedonia|nord-marianene|nordkorea|\
        nordmakedonien|nordmarianerna|nordmarianerne|nordmazedonien|norfolk|norfolk adası|\
        norfolk island|norfolk-sziget|norfolkinsaari|norfolkinsel|norfolkön|norfolkøya|norge|\
        norja|norsko|norsunluurannikko|north korea|north macedonia|northern mariana islands|\
        noruega|norvegia|norveç|norveška|norvège|norvégia|norway|norwegen|norwegia|\
        noua caledonie|noua zeelandă|nouvelle-calédonie|nouvelle-zélande|nova caledônia|\
        nova kaledonija|nova zelândia|novi zeland|nová kaledonie|nová kaledónia|nový zéland|\
        nowa kaledonia|nowa zelandia|nueva caledonia|nueva zelanda|nuova caledonia|\
        nuova zelanda|ny kaledonien|ny-caledonia|nya kaledonien|nya zeeland|nyugat-szahara|\
        németország|népal|níger|nórsko|nördliche marianen|německo|obala bjelokosti|oeganda|\
        oekraïne|oezbekistan|olaszország|oman|omán|omã|oost-timor|oostenrijk|oroszország|\
        orta afrika cumhuriyeti|ostrov man|otoci heard i mcdonald|otoci turks i caicos|\
        otok bouvet|otok clipperton|otok man|otok norfolk|otok uzašašća|ouganda|ouzbékistan|\
        ovčji otoci|paesi bassi|pakistan|pakistán|pakisztán|palaos|palau|palestiinalaisalue|\
        palestijnse gebieden|palestinian territories|palestinska territorierna|\
        palestinsko područje|palestinská území|palestínske územia|palesztin autonómia|\
        palästinensische autonomiegebiete|panama|panamá|papoea-nieuw-guinea|\
        papouasie-nouvelle-guinée|papua new guinea|papua nova gvineja|papua nugini|\
        papua nuova guinea|papua ny guinea|papua ny-guinea|papua nya guinea|papua yeni gine|\
        papua-neuguinea|papua-noua guinee|papua-nova guiné|papua-nová guinea|papua-nowa gwinea|\
        papua-uusi-guinea|papúa nueva guinea|paquistão|paraguai|paraguaj|paraguay|paragvaj|\
        paragwaj|pays-bas|pays-bas caribéens|países baixos|países baixos caribenhos|\
        países bajos|peru|perù|perú|philippinen|philippines|pitcairn|pitcairn adaları|\
        pitcairn islands|pitcairn-szigetek|pitcairneilanden|pitcairninseln|pitcairnove ostrovy|\
        pitcairnovi otoci|pitcairnovy ostrovy|pitcairnöarna|pitcairnøyene|pobrežie slonoviny|\
        pobřeží slonoviny|pohjois-korea|pohjois-makedonia|pohjois-mariaanit|poland|polandia|\
        polen|polinesia francesa|polinesia francese|polinesia prancis|polinezia franceză|\
        polinezja francuska|polinésia francesa|poljska|pologne|polonia|polonya|polska|polsko|\
        polynésie française|polônia|portekiz|porto rico|porto riko|portogallo|portorico|\
        portoriko|portoryko|portugal|portugali|portugalia|portugalsko|portugália|poľsko|prancis|\
        puerto rico|puerto riko|pulau ascension|pulau bouvet|pulau clipperton|\
        pulau heard dan kepulauan mcdonald|pulau man|pulau natal|puola|pup hong kong kina|\
        pup makao kina|pákistán|pápua új-guinea|päiväntasaajan guinea|pérou|qatar|quirguistão|\
        quiribati|quênia|r.a.s. chinoise de hong kong|r.a.s. chinoise de macao|\
        r.a.s. hong kong, china|r.a.s. macao, china|rae de hong kong (china)|\
        rae de macao (china)|rakousko|rakúsko|ranska|ranskan eteläiset ja antarktiset alueet|\
        ranskan guayana|ranskan polynesia|ras di hong kong|ras di macao|regatul unit|\
        regno unito|reino unido|repubblica centrafricana|repubblica dominicana|\
        republica centrafricană|republica dominicană|republica moldova|republik afrika tengah|\
        republik dominika|republik moldau|republika południowej afryki|
        """
}
