// Names of languages in 25 languages (Unicode CLDR), lower case, cut by bars.

extension WordLists {
    static let languageNames1 = """
        abcaso|abchasisch|abchaski|abchazisch|abchaziska|abcházčina|abcházština|abcázio|abhaasi|\
        abhaski|abhazca|abhază|abház|abjasio|abkhasisk|abkhaz|abkhaze|abkhazian|afaan oromo|\
        afar|afarski|afarčina|afarština|afghanska|africâner|afrikaanca|afrikaans|afrikáans|\
        afrikánčina|afrikánština|aimara|aimará|ajmara|ajmarski|ajmarština|akan|akanski|akančina|\
        akanština|albanais|albanees|albanese|albaneză|albania|albanian|albanisch|albansk|\
        albanska|albanski|albanés|albanês|albański|albán|albánčina|albánština|alemán|alemão|\
        allemand|almanca|amarico|amhaars|amhara|amharca|amharic|amharică|amharik|amharique|\
        amharisch|amharisk|amhariska|amharski|amharčina|amharština|amárico|angielski|anglais|\
        angličtina|angol|arab|arabe|arabia|arabic|arabisch|arabisk|arabiska|arabo|arabski|arabă|\
        arabčina|arabština|aragon|aragonais|aragonca|aragonees|aragonese|aragonesisch|\
        aragonesiska|aragoneză|aragonia|aragonsk|aragonski|aragonés|aragonéz|aragonês|\
        aragonština|aragoński|aragónčina|arapski|arapça|armeană|armeens|armenia|armenian|\
        armenio|armenisch|armeniska|armeno|armensk|armenski|arménien|arménčina|arménština|\
        armênio|arnavutça|asameză|asamski|asamés|aserbaidschanisch|aserbajdsjansk|assam|\
        assamais|assamca|assamees|assamese|assamesisch|assamesisk|assamesiska|assami|assamês|\
        asszámi|avaari|avar|avar dili|avaric|avarisch|avarisk|avariska|avaro|avarski|avară|\
        avarčina|avarština|avesta|avestan|avestană|avestique|avestisch|avestisk|avestiska|\
        avestički|avestánština|avestçe|avestčina|avesztán|avárico|avéstico|awarisch|awarski|\
        awestyjski|aymara|aymarčina|azerbaigiano|azerbaijani|azerbaijano|azerbaiyano|\
        azerbajdzjanska|azerbajdzsáni|azerbajdžanski|azerbajdžančina|azerbaycan dili|\
        azerbaïdjanais|azerbeidzjaans|azerbejdżański|azeri|azeră|bachkir|bahasa gereja slavonia|\
        bambara|bambarčina|bambarština|bangla|barmčina|barmština|baschiro|baschkirisch|basco|\
        bască|bashkir|basjkiers|basjkiriska|basjkirsk|baski|baskijski|baskir|baskisch|baskisk|\
        baskiska|baskičtina|baskça|baskír|basque|baszk|baszkirski|batı frizcesi|başkırtça|\
        baškiiri|baškirski|baškirčina|baškirština|bașkiră|belanda|belarusia|belarusian|\
        belarusisk|belarusiska|belarussisch|belarusz|belarusça|belarusă|bengaals|bengalce|\
        bengalese|bengaleză|bengali|bengalisch|bengalski|bengalí|bengálčina|bengálština|\
        białoruski|bichelamar|bielorruso|bielorrusso|bielorusso|bieloruština|birmaans|birman|\
        birman dili|birmanisch|birmano|birmanês|birmană|birmański|bislama|bislamá|bislamština|\
        biélorusse|bjeloruski|bokmål|bokmål norueguês|bokmål norwegia|bolgár|bosanski|\
        bosenština|bosnia|bosniaco|bosniacă|bosnian|bosniaque|bosniačtina|bosnio|bosnisch|\
        bosnisk|bosniska|bosnyák|bośniacki|boşnakça|breton|bretonca|bretone|bretoni|bretonisch|\
        bretons|bretonsk|bretonska|bretonski|bretonă|bretonština|bretoński|bretão|bretón|\
        bretónčina|bugarski|bulgaars|bulgarca|bulgare|bulgaria|bulgarian|bulgarisch|bulgariska|\
        bulgaro|bulgarsk|bulgară|bulharčina|bulharština|burma|burmai|burmanski|burmese|\
        burmesisk|burmesiska|bułgarski|bósnio|búlgaro|běloruština|cachemir|cachemiri|canarim|\
        canarés|canúri|catalaans|catalan|catalano|catalansk|catalană|catalán|catalão|cava dili|\
        caxemira|cazaque|cașmiră|ceceno|cecenă|ceco|cehă|ceko|cerkiewnosłowiański|chamorro|\
        chechen|checheno|checo|chewa|chinees|chinese|chinesisch|chineză|chino|chinois|chinês|\
        chiński|chorvatština|chorvátčina|chorwacki|church slavic|chuvash|chuvasio|ci|cinese|\
        cingalais|cingalés|cingalês|cirkevná slovančina|ciuvascio|ciuvașă|conga|congoleză|\
        congolês|coreano|coreeană|cornico|cornică|cornique|cornish|cornisk|corse|corsicaans|\
        corsican|corsicană|corso|coréen|cree|creolo haitiano|criollo haitiano|crkvenoslavenski|\
        croata|croate|croatian|croato|croată|créole haïtien|csamoró|csecsen|cseh|csuvas|\
        cuanhama|curdo|cvana|czamorro|czech|czeczeński|czeski|czuang|czuwaski|córnico|danca|\
        danese|daneză|danish|danois|dansk|danska|danski|danés|deens|deutsch|dhivehi|dinamarquês|\
        divehi|divehi dili|dongo|duits|dutch|duński|dzonga|dzongkha|dzongkä|dzsonga|dán|dánčina|\
        dánština|dänisch|déli ndebele|déli szeszotó|ebraico|ebraică|egyházi szláv|endonezce|\
        engels|engelsk|engelska|englanti|engleski|engleză|englisch|english|ermenice|\
        eslavo eclesiástico|eslovaco|esloveno|espagnol|espanhol|espanja|español|esperanto|\
        espéranto|estisch|estisk|estnisch|estniska|estonca|estone|estonia|estonian|estoniano|\
        estonien|estonio|estonski|estonă|estonština|estoński|estónčina|eszperantó|etelä-ndebele|\
        eteläsotho|euskera|eve|ewe|eweština|ewé|faeröers|faerčina|faerština|farerski|faroe|\
        faroe dili|faroese|farsça|felemenkçe|feroeză|ferojski|feroés|feroês|feröeri|fidjien|\
        fidschi|fidzsi|fidżijski|fidži|fidžijski|fidžijčina|fidžijština|figiano|fiji|fiji dili|\
        fijian|fijiano|fijiansk|fijianska|fijiană|fijisch|fince|finlandese|finlandeză|finlandês|\
        finn|finnisch|finnish|finnois|fins|finsk|finska|finski|finés|finština|fiyiano|fiński|\
        francese|franceză|francia|francouzština|francuski|francés|francês|francúzština|frans|\
        fransk|franska|fransızca|französisch|français|french|fries|frisia barat|\
        frison occidental|frisone occidentale|frisón occidental|frizonă occidentală|\
        frísio ocidental|fríština (západní)|ful|fula|fula dili|fulah|fulani|fulbčina|fulbština|\
        fulfulde|färöisch|färöiska|fääri|færøsk|færøysk|féroïen|fínčina|gaeli|gaelico scozzese|\
        gaelică scoțiană|gaelik skotlandia|galce|galego|galeză|galicia|galician|galiciană|\
        galicien|galicijski|galicijština|galicisch|galicisk|galiciska|galicyjski|galisia|\
        galisisk|galiziano|galiçyaca|gallego|gallese|gallois|galés|galês|galícijčina|ganda|\
        gandčina|gandština|gassisk|gaélico escocés|gaélico escocês|gaélique écossais|georgia|\
        georgian|georgiano|georgiană|georgisch|georgisk|georgiska|german|germană|giapponese|\
        giavanese|gikuyu|goudjarati|greacă|grec|grecki|greco|greek|grego|grekiska|grenlandzki|\
        gresk|griechisch|griego|grieks|groenlandais|groenlandese|groenlands|groenlandés|\
        groenlandês|gruzijski|gruziński|gruzínčina|gruzínština|græsk|gréčtina|grónčina|\
        grónština|grönland dili|grönlandi|grönländisch|grönländska|grønlandsk|grúz|grčki|\
        guarani|guarani dili|guaraní|guaraníjčina|guaranština|gudzsaráti|gudżarati|gudžarati|\
        gudžaratski|gudžarátčina|gudžarátština|gujarat|gujarati|guyaratí|guzerate|gvaranski|\
        gälisch (schottland)|géorgien|görög|güceratça|güney ndebele|güney sotho dili|gürcüce|\
        haiti|haiti kreol|haiti kreyolu|haiti-kreolisch|haitian creole|haitiano|haitiană|\
        haitisk|haitiska|haitská kreolčina|haitština|haićanski kreolski|haoussa|hausa|\
        hausa dili|haussa|hausza|hauçá|hauština|haïtiaans creools|hebraico|hebraisk|hebrajski|\
        hebreeuws|hebreiska|hebrejski|hebrejčina|hebrejština|hebreo|hebrew|hebräisch|heprea|\
        herero|herero dili|hererština|hindi|hindski|hindčina|hindština|hintçe|hiri motu|\
        hiri-motu|hirimotu|hiszpański|holandês|holandčina|holland|hollanti|hongaars|hongrois|\
        horvát|hrvatski|hungaria|hungarian|héber|hébreu|héréro|híndi|húngaro|hırvatça|ibo|\
        ibrani|icelandic|idiș|ido|idó|iers|igbo|igboština|igbó|iiri|ijslands|indonesia|\
        indonesian|indonesiano|indonesio|indonesisch|indonesisk|indonesiska|indoneziană|\
        indonezijski|indonezyjski|indonésien|indonésio|indonéz|indonézština|indonéština|inggris|\
        inglese|inglés|inglês|interligua|interlingua|interlingue|interlingva|interlíngua|\
        inuktitut|inuktitutština|inupiak|inupiakština|inupiaq|inupiaque|inupik|iorubá|irisch|\
        irish|iriska|irlandais|irlandese|irlandeză|irlandia|irlandzki|irlandés|irlandês|irsk|\
        irski|irština|islandais|islandese|islandeză|islandia|islandsk|islandski|islandzki|\
        islandés|islandês|islandčina|islandština|islanti|isländisch|isländska|italia|italiaans|\
        italian|italiano|italiană|italien|italienisch|italiensk|italienska|italština|izlandi|\
        iídiche|iština (sečuánská)|i̇bo dili|i̇branice|i̇ngilizce|i̇nterlingua|i̇nuktitut dili|\
        i̇nyupikçe|i̇rlandaca|i̇skoç gaelcesi|i̇spanyolca|i̇sveççe|i̇talyanca|i̇zlandaca|jaava|\
        japanese|japani|japanisch|japans|japansk|japanska|japanski|japonais|japonca|japoneză|\
        japonés|japonês|japončina|japonština|japoński|japán|javaans|javanais|javanese|\
        javanesisk|javanesiska|javaneză|javanisch|javanski|javanés|javanês|javánština|jawa|\
        jawajski|jemer|jepang|jerman|jiddis|jiddisch|jiddisk|jiddiš|jidiš|jidysz|joruba|\
        jorubčina|jorubština|jorupski|južni ndebele|jávai|jávčina|kalaallisut|kambodjanska|\
        kannada|kannada dili|kannadčina|kannadština|kanouri|kanuri|kanuri dili|kanurijčina|\
        karnatački|kasachisch|kasakhisk|kaschmiri|kashmir|kashmiri|kashmiriska|kasjmiri|kasmíri|\
        kaszmirski|katalaani|katalan|katalanca|katalanisch|katalansk|katalanska|katalonski|\
        kataloński|katalán|katalánčina|katalánština|katanganluba|kazachs|kazachski|kazah|kazahă|\
        kazajo|kazakh|kazakiska|kazakki|kazako|kazakça|kazaški|kazaština|kašmiri|kašmirski|\
        kašmírčina|kašmírština|kecsua|keczua|kerkslavisch|kernevekçe|ketšua|keçuva dili|\
        kečuanski|kečuánčina|kečuánština|keşmir dili|khmer|khmer dili|khmerski|khmeră|khmérčina|\
        khmérština|khosa|kiina|kikongo|kikuju|kikujčina|kikujština|kikuyu|kilise slavcası|\
        kinesisk|kinesiska|kineski|kinjarwanda|kinya-ruanda|kinyarvanda|kinyarwanda|\
        kirchenslawisch|kirghiso|kirghize|kirgiisi|kirgisisch|kirgisisk|kirgiski|kirgiz|\
        kirgizisch|kirgiziska|kirgizština|kirguís|kirkeslavisk|kirkkoslaavi|kirundi|kirundština|\
        kiňarwandština|kmerski|koerdisch|kome|komi|komijčina|komijština|kongo|kongo dili|\
        kongolesisch|kongčina|konžština|korea|koreaans|koreai|korean|koreanisch|koreansk|\
        koreanska|koreański|korece|korejski|korejština|korni|kornijski|kornisch|kornish|kornisk|\
        korniska|kornski|kornčina|kornština|korsika|korsikaca|korsikansk|korsikanska|korsisch|\
        korsičtina|korsykański|korzikai|korzički|korzičtina|kree|kreikka|kreol haiti|\
        kreolski haitański|kri|krice|kroasia|kroatia|kroatisch|kroatisk|kroatiska|krí|kríjština|\
        kuanjama|kuanyama|kuaňama|kuaňamština|kurd|kurde|kurdi|kurdisch|kurdish|kurdisk|\
        kurdiska|kurdo|kurdski|kurdyjski|kurdă|kurdčina|kurdština|kuzey laponcası|kuzey ndebele|\
        kwanyama|kymri|kyrgyz|kyrgyzština|kyrkslaviska|kârgâză|kínai|kórejčina|kürtçe|kırgızca|\
        lao|lao dili|laosiano|laoski|laotański|laotiaans|laotisch|laotisk|laotiska|laoština|\
        laoțiană|latein|latijn|latim|latin|latina|latince|latino|latinski|latină|latinčina|\
        latvia|latvian|latvijski|latvisk|latín|lehçe|lengyel|letonca|letonă|lets|lett|lettisch|\
        lettisk|lettiska|letton|lettone|letão|letón|liettua|limbourgeois|limburg|limburgca|\
        limburghese|limburgheză|limburgi|limburgia|limburgisch|limburgish|limburgiska|limburgs|\
        limburgsk|limburgués|limburguês|limburski|limburčina|limburški|limburština|lingala|\
        lingalčina|lingalština|litauisch|litauisk|litauiska|litavski|litevština|litewski|\
        lithuanian|litouws|litovčina|lituania|lituaniană|lituanien|lituano|litvanca|litván|\
        lotyština|luba-catanga|luba-katanga|luba-katanga (kiluba)|lubu-katanžština|\
        lubčina (katanžská)|lucemburština|luganda|luksemburg|luksemburski|luksemburški|\
        lussemburghese|luxembourgeois|luxembourgish|luxembourgsk|luxemburg|luxemburgheză|\
        luxemburgi|luxemburgisch|luxemburgiska|luxemburgs|luxemburgsk|luxemburgués|luxemburguês|\
        luxemburčina|länsifriisi|lüksemburgca|macarca|macedone|macedoneană|macedonian|macedonio|\
        macedonisch|macedoński|macedón|macedónčina|macedônio|macédonien|maghiară|magyar|\
        makedonca|makedonia|makedonsk|makedonska|makedonski|makedonština|malaeză|malagasi|\
        malagassi|malagassisch|malagassisk|malagassiska|malagasy|malaiala|malaiisch|malaiji|\
        malaio|malais|malajalam|malajalamski|malajisk|malajiska|malajski|malajálam|\
        malajálamčina|malajálamština|malajčina|malajština|malay|malayalam|malayalam dili|\
        malayca|malayisk|malayo|malayálam|maldivien|maldivčina|maledivština|malediwski|maleis|\
        malese|malgache|malgas|malgascio|malgaski|malgaxe|malgaşça|malgaški|malgaština|malgașă|\
        malta|maltaca|maltais|maltański|maltees|maltese|maltesisch|maltesisk|maltesiska|malteză|\
        malteški|maltés|maltês|maltčina|maltština|maláj|man dili|man-szigeti|manksi|mannese|\
        mannois|mansk|manski|manx|manés|mančina|manština|maori|maori dili|maorijčina|maorski|\
        maoryjski|maorí|maorština|marathi|marathi dili|marathski|marati|maratí|marschallesisch|\
        marshall|marshall adaları dili|marshallais|marshallees|marshallese|marshallesisk|\
        marshalleză|marshalli|marshalliska|marshallčina|marshalés|marshalês|marszalski|maráthi|\
        maráthčina|maráthština|maršalski|maršálština|mazedonisch|maďarčina|maďarština|mađarski|\
        melayu|mongol|mongoli|mongolia|mongolian|mongolisch|mongoliska|mongolo|mongolsk|\
        mongolski|mongolă|mongolčina|mongolština|mongools|moğolca|máltai|māori|nauru|nauru dili|\
        nauruaans|nauruan|nauruano|nauruanska|nauruański|naurui|nauruisch|nauruština|naurština|\
        navaho|navaho dili|navahó|navajo|navažština|nawaho|ndebele (jižní afrika)|\
        ndebele (zimbabwe)|ndebele de nord|ndebele de sud|ndebele del nord|ndebele del sud|\
        ndebele do norte|ndebele do sul|ndebele meridional|ndebele południowy|ndebele północny|\
        ndebele selatan|ndebele septentrional|ndebele utara|ndebelčina (južná)|\
        ndebelčina (severná)|ndondština|ndonga|ndébélé du nord|ndébélé du sud|nederlands|\
        nederlandsk|nederländska|neerlandeză|neerlandés|nemčina|nepalce|nepalees|nepalese|\
        nepalesisch|nepalesisk|nepalesiska|nepaleză|nepali|nepalski|nepalês|nepalí|nepáli|\
        nepálčina|nepálština|nianja|niderlandzki|niederländisch|niemiecki|nizozemski|\
        nizozemština|njandża|njandža|njemački|noord-ndebele|noord-samisch|noors|noors - bokmål|\
        noors - nynorsk|nord-ndebele|nordndebele|nordsamisch|nordsamisk|nordsamiska|norja|\
        norjan bokmål|norjan nynorsk|norsk|norsk bokmål|norsk nynorsk|norska|norskt bokmål|\
        north ndebele|northern sami|noruego|noruego bokmal|noruego nynorsk|norueguês|norvegese|\
        norvegese bokmål|norvegese nynorsk|norvegiană|norvegiană bokmål|norvegiană nynorsk|\
        norveççe|norveççe bokmål|norveççe nynorsk|norveški|norveški bokmål|norveški nynorsk|\
        norvég|norvég (bokmål)|norvég (nynorsk)|norvégien|norvégien bokmål|norvégien nynorsk|\
        norwegia|norwegian|norwegian bokmål|norwegian nynorsk|norwegisch|norwegisch (bokmål)|\
        norwegisch (nynorsk)|norweski|norweski (bokmål)|norweski (nynorsk)|norština|\
        norština (bokmål)|norština (nynorsk)|nyandzsa|nyanja|nynorsk|nynorsk norueguês|\
        nynorsk norwegia|nynorska|nyugati fríz|néerlandais|német|népalais|nórčina|\
        nórčina (bokmal)|nórčina (nynorsk)|němčina|occitaans|occitan|occitano|occitansk|\
        occitanska|occitană|occitânico|odia|odjibwa|odżibwa|odžibva|odžibvejština|odžibwa|\
        oeigoers|oekraïens|oezbeeks|ojibva|ojibva dili|ojibwa|okcitanski|okcitánčina|\
        okcitánština|oksitaani|oksitan dili|oksitansk|oksytański|okszitán|okzitanisch|olandese|\
        olasz|orija|orijski|oriya|oriya dili|oriá|ormiański|oromo|oromo dili|oromski|oromčina|\
        oromština|orosz|osetski|osetyjski|osetçe|osetă|osetčina|osetština|ositania|osseetti|\
        ossetia|ossetic|ossetico|ossetisch|ossetisk|ossetiska|osseto|ossète|oszét|osético|\
        ourdou|ouzbek|ouïghour|paali|pachto|pali|palijski|pandzsábi|pandžabi|pandžapski|\
        pandžábčina|panjabi|paschtu|pashto|pasjtoe|pastu|pastún|paszto|paňdžábština|paštu|\
        paštunski|paštčina|paštština|paștună|pencapça|pendjabi|pendżabski|persa|persan|persană|\
        persia|persian|persiano|persisch|persisk|persiska|perski|perzijski|perzisch|perzsa|\
        perzština|perština|peul|peştuca|pohjois-ndebele|pohjoissaame|polacco|polaco|polish|\
        poljski|polnisch|polonais|poloneză|polonês|polsk|polska|polski|polština|pools|\
        portekizce|portoghese|portugais|portugali|portugalski|portugalčina|portugalština|\
        portugees|portugheză|portugiesisch|portugis|portugisisk|portugisiska|portuguese|\
        portugués|português|portugál|poľština|prancis|punjabi|punyabí|puola|páli|pálí|\
        północnolapoński|quechua|quicuio|quiniaruanda|quirguiz|quíchua|ranska|reto-romaans|\
        reto-roman|retoromaani|retoromansk|retoromanski|retoromański|roemeens|romanche|romancio|\
        romania|romanian|romansh|romanşça|romanșă|romeno|román|română|rosyjski|roumain|roundi|\
        ruanda|rumania|rumano|rumence|rumeno|rumensk|rumunjski|rumunčina|rumunština|rumuński|\
        rumänisch|rumänska|rumænsk|rundi|rundčina|ruotsi|rusia|ruski|ruso|russe|russian|\
        russisch|russisk|russo|rusça|rusă|ruština|rwandčina|ryska|rätoromanisch|rätoromanska|\
        rætoromansk|rétoromán|rétorománčina|rétorománština|s'čchuanská iovčina|\
        saamčina (severná)|saksa|same du nord|sami de nord|sami del nord|sami septentrional|\
        sami setentrional|sami utara|samoa|samoa dili|samoaans|samoan|samoanisch|samoano|\
        samoansk|samoanska|samoanski|samoană|samoański|samojčina|samojština|sango|sangština|\
        sanscrito|sanscrită|sanskerta|sanskriet|sanskrit|sanskrt|sanskrtski|sanskryt|sarde|\
        sardi|sardijns|sardinia|sardinian|sardiniană|sardinsk|sardinska|sardisch|sardisk|sardo|\
        sardski|sardunya dili|sardyński|sardínčina|sardština|schots-gaelisch|schwedisch|\
        scottish gaelic|serbe|serbia|serbian|serbio|serbisch|serbisk|serbiska|serbo|\
        serbo-croate|serbo-croatian|serbo-croato|serbo-kroasia|serbo-kroatisch|serbocroata|\
        serbokroaatti|serbokroatisk|serbokroatiska|serbski|serbsko-chorwacki|servisch|\
        servo-croata|servo-kroatisch|sesotho|sesotski|setsuana|setsvana|setswana|setswanština|\
        shona|sichuan ji|sichuan yi|sichuan-yi|sichuanin-yi|sindhi|sindhi dili|sindhčina|\
        sindhština|sindi|sindski|singalees|singalese|singalesisk|singalesiska|singhalesisch|\
        singhaleză|sinhala|sinhaleški|sinhali dili|sinhalčina|sinhálština|sisvati|siswatština|\
        sjeverni ndebele|sjeverni sami|skotsk gaeliska|skotsk gælisk|skotsk-gælisk|\
        skotská gaelština|skóciai kelta|slavo ecclesiastico|slavon d'église|slavonă|slovacco|\
        slovacă|slovak|slovakisk|slovakiska|slovakki|slovakça|slovaque|slovački|sloveeni|\
        sloveens|slovence|slovenia|slovenian|sloveno|slovensk|slovenska|slovenski|slovenă|\
        slovenčina|slovenština|slovinčina|slovinština|slovène|slowaaks|slowakisch|slowenisch|\
        soendanees|somaleză|somali|somalia|somalice|somalijski|somalisch|somaliska|somalo|\
        somalski|somalí|somálčina|somálština|sona|sotho del sud|sotho du sud|sotho meridional|\
        sotho południowy|sotho selatan|sothčina (južná)|soto do sul|sotština (jižní)|soundanais|\
        south ndebele|southern sotho|spaans|spagnolo|spaniolă|spanisch|spanish|spansk|spanska|\
        spanyol|srbochorvatština|srbochorvátčina|srbčina|srbština|srpski|srpsko-hrvatski|\
        staroslověnština|suaheli|suahili|suajili|suazi|suaíli|sueco|suedeză|sunda|sunda dili|\
        sundajski|sundanese|sundanesisch|sundanesisk|sundanesiska|sundaneză|sundanski|sundanés|\
        sundanês|sundčina|sundština|suomi|suázi|suédois|svahili|svahili dili|svahilština|svati|\
        svazijčina|svedese|svensk|svenska|svéd|swahili|swahilčina|swati|swazi|swedia|swedish|\
        syczuański|sydndebele|sydsotho|syngaleski|szamoai|szangó|szanszkrit|szardíniai|\
        szecsuán ji|szecsuáni|szerb|szerbhorvát|szezuan i|szindhi|szingaléz|sziszuati|\
        szkocki gaelicki|szlovák|szlovén|szomáli|szuahéli|szundanéz|szwedzki|sámština (severní)|\
        sánscrito|sânscrito|sârbo-croată|sârbă|sérvio|sør-ndebele|sør-sotho|süd-ndebele|\
        süd-sotho|sırp-hırvat dili|sırpça|słowacki|słoweński|tacikçe|tadjică|tadjik|tadjique|\
        tadschikisch|tadsjikisk|tadzjieks|tadzjikiska|tadzsik|tadżycki|tadžikki|tadžički|\
        tadžičtina|tagalo|tagalog|tagalogca|tagalski|tagalčina|tagico|tahitański|tahiti|\
        tahiti dili|tahitiaans|tahitian|tahitiano|tahitiansk|tahitiană|tahitien|tahitisch|\
        tahitisk|tahitiska|tahitčina|tahitština|tahićanski|tailandés|tailandês|taitiano|tajik|\
        tajlandski|tajski|taliančina|talijanski|tamil|tamilce|tamili|tamilski|tamilă|tamilčina|\
        tamilština|tamoul|tanska|tataari|tataars|tatar|tatarca|tatarisch|tatarisk|tatariska|\
        tataro|tatarski|tatarština|tatár|tatárčina|tayca|tayiko|tcheco|tchouvache|tchuvache|\
        tchèque|tchétchène|tedesco|telugu|telugu dili|telugčina|telugština|teluški|thai|\
        thailandese|thailandeză|thailändisch|thailändska|thajčina|thajština|thaï|tibet|\
        tibetaans|tibetan|tibetano|tibetansk|tibetanska|tibetană|tibeti|tibetisch|tibetski|\
        tibetçe|tibetčina|tibetština|tibétain|tigrigna|tigrinia|tigrinijština|tigrinja|tigrino|\
        tigrinya|tigrinya dili|tigrină|tigriña|tigriňa|tigrínia|tiibet|tionghoa|tjeckiska|\
        tjekkisk|tjetjensk|tjetjenska|tjuvasjisk|tjuvasjiska|tonga|tonga dili|tongaans|tongai|\
        tongaisch|tongan|tongano|tongansk|tonganska|tonganski|tonganês|tongană|tongien|\
        tongánština|tongčina|tschechisch|tschetschenisch|tschuwaschisch|tsjechisch|tsjekkisk|\
        tsjetsjeens|tsjetsjensk|tsjoevasjisch|tsjuvasjisk|tsonga|tsongčina|tswana|tswančina|\
        turc|turco|turcomanno|turcomano|turcomeno|turcă|turecki|turečtina|turki|turkish|\
        turkiska|turkki|turkmeeni|turkmeens|turkmen|turkmenisch|turkmeniska|turkmensk|\
        turkmenski|turkmenă|turkmenština|turkmeński|turkmène|turkménčina|turks|turski|tvi|twi|\
        tybetański|tyrkisk|tysk|tyska|tádžičtina|tártaro|tâmil|télougou|télugo|török|türkisch|\
        türkmence|türkmén|türkçe|tătară|tšamorro|tšekki|tšetšeeni|tšuvassi|ucraineană|ucraino|\
        ucraniano|uigur|uigurisch|uigurisk|uiguriska|uiguro|uigură|uiguuri|ujgur|ujgurski|\
        ujgurčina|ujgurština|ukraina|ukrainian|ukrainien|ukrainisch|ukrainsk|ukrainska|\
        ukraiński|ukrajinski|ukrajinčina|ukrajinština|ukraynaca|ukrán|ungarisch|ungarsk|\
        ungerska|ungherese|unkari|uolofe|urdski|urdu|urduca|urdčina|urdština|urijština|uríjčina|\
        usbekisch|usbekisk|uyghur|uygurca|uygurisk|uzbecki|uzbeco|uzbecă|uzbek|uzbekiska|\
        uzbekki|uzbeko|uzbeque|uzbečki|uzbečtina|valkovenäjä|vallon|vallone|valloni|vallonsk|\
        vallonska|valonca|valonski|valonă|valonština|valão|valón|valónčina|velški|velština|\
        venda|venda dili|vendčina|venäjä|vestfrisisk|vietnam|vietnamca|vietnamees|vietnamese|\
        vietnamesisch|vietnamesisk|vietnamesiska|vietnameză|vietnamien|vietnamita|vietnamčina|\
        vietnamština|vietnámi|vijetnamski|viro|volapuk|volapuque|volapyk|volapük|volof|volofça|\
        västfrisiska|waals|walesi|walesiska|waleština|walijski|walisisch|walisisk|wallon|\
        wallonisch|walloon|waloński|welsh|western frisian|westfriesisch|wietnamski|wolapik|\
        wolof|wolofčina|wolofština|wólof|węgierski|włoski|xhosa|xhosza|xhoština|xona|yi|\
        yi de sichuán|yi din sichuan|yi du sichuan|yiddish|yidis|yidiş|yoruba|yorubaca|yunanca|\
        yunani|zachodniofryzyjski|zapadnofrizijski|zhuang|zhuangca|zoeloe|zosa dili|zoulou|\
        zsuang|zuid-ndbele|zuid-sotho|zulu|zuluca|zuluština|zulú|zweeds|západná frízština|árabe|\
        ásamčina|ásámština|ázerbájdžánština|çamorro dili|çekçe|çeçence|çince|çuvaşça|\
        északi ndebele|északi számi|észt|éwé|ír|írčina|örmény|özbekçe|üzbég|čamoro|čamorčina|\
        čečenski|čečenčina|čečenština|češki|čeština|čuangčina|čuangština|čuvaški|čuvaština|\
        čínština|łaciński|łotewski|ňandža|ňandžština|řečtina|şona dili|škotski gaelski|\
        škótska gaelčina|šona|šončina|šonština|španielčina|španjolski|španělština|švedski|\
        švédčina|švédština|έουε|ίγκμπο|ίντο|αβαρικά|αβεστάν|αγγλικά|αζερμπαϊτζανικά|ακάν|\
        αλβανικά|αμπχαζικά|αμχαρικά|αραβικά|αραγονικά|αρμενικά|ασαμικά|αφάρ|αφρικάανς|αϊμάρα|\
        αϊτιανά|βέντα|βαλλωνικά|βασκικά|βεγγαλικά|βιετναμικά|βιρμανικά|βολαπιούκ|βοσνιακά|\
        βουλγαρικά|βρετονικά|βόρεια ντεμπέλε|βόρεια σάμι|γίντις|γαλικιανά|γαλλικά|γερμανικά|\
        γεωργιανά|γιορούμπα|γκάντα|γκουαρανί|γκουτζαρατικά|γουόλοφ|δανικά|δυτικά φριζικά|\
        εβραϊκά|εκκλησιαστικά σλαβικά|ελληνικά|εσθονικά|εσπεράντο|ζουάνγκ|ζουλού|θιβετιανά|\
        ιαβανικά|ιαπωνικά|ινδονησιακά|ινουπιάκ|ινούκτιτουτ|ιντερλίνγκουα|ιντερλίνγκουε|\
        ιρλανδικά|ισλανδικά|ισπανικά|ιταλικά|κέτσουα|καζακικά|καλαάλισουτ|κανάντα|κανούρι|\
        κασμιρικά|καταλανικά|κικούγιου|κινεζικά|κινιαρουάντα|κιργιζικά|κονγκό|κορεατικά|\
        κορνουαλικά|κορσικανικά|κουανιάμα|κουρδικά|κρι|κροατικά|κόμι|κόσα|λαοτινά|λατινικά|\
        λετονικά|λευκορωσικά|λιθουανικά|λιμβουργιανά|λινγκάλα|λουξεμβουργιανά|λούμπα-κατάνγκα|\
        μαλαγιαλαμικά|μαλαισιανά|μαλγασικά|μαλτεζικά|μανξ|μαορί|μαραθικά|μαρσαλέζικα|μογγολικά|\
        μπαμπάρα|μπασκίρ|μπισλάμα|νάβαχο|ναούρου|νεπαλικά|νιάντζα|νορβηγικά|νορβηγικά μποκμάλ|\
        νορβηγικά νινόρσκ|ντζόνγκχα|ντιβέχι|ντόνγκα|νότια ντεμπέλε|νότια σόθο|οζιβίγουα|\
        ολλανδικά|οξιτανικά|ορόμο|οσετικά|ουαλικά|ουγγρικά|ουζμπεκικά|ουιγουρικά|ουκρανικά|\
        ούρντου|πάλι|πάστο|παντζαπικά|περσικά|πολωνικά|πορτογαλικά|ρομανικά|ρουμανικά|ρούντι|\
        ρωσικά|σάνγκο|σίντι|σίτσουαν γι|σαμοανά|σανσκριτικά|σαρδηνιακά|σερβικά|σερβοκροατικά|\
        σινχαλεζικά|σκωτικά κελτικά|σλαβομακεδονικά|σλοβακικά|σλοβενικά|σομαλικά|σουάτι|\
        σουαχίλι|σουηδικά|σουνδανικά|σόνα|τάγκαλογκ|ταμιλικά|ταταρικά|τατζικικά|ταϊλανδικά|\
        ταϊτιανά|τελούγκου|τιγκρινικά|τονγκανικά|τουρκικά|τουρκμενικά|τούι|τσαμόρο|τσετσενικά|\
        τσεχικά|τσουάνα|τσουβασικά|τσόνγκα|φίτζι|φεροϊκά|φινλανδικά|φουλά|χάουσα|χίντι|\
        χίρι μότου|χερέρο|χμερ|όντια|абхазский|абхазька|аварский|аварська|авестийский|
        """
}
