// Names of languages in 25 languages (Unicode CLDR), lower case, cut by bars.

extension WordLists {
    static let languageNames = """
        abcaso|abchasisch|abchaski|abchazisch|abchaziska|abcházčina|abcházština|abcázio|abhaasi|\
        abhaski|abhazca|abhază|abház|abjasio|abkhasisk|abkhaz|abkhaze|abkhazian|afaan oromo|afar|\
        afarski|afarčina|afarština|afghanska|africâner|afrikaanca|afrikaans|afrikáans|afrikánčina|\
        afrikánština|aimara|aimará|ajmara|ajmarski|ajmarština|akan|akanski|akančina|akanština|\
        albanais|albanees|albanese|albaneză|albania|albanian|albanisch|albansk|albanska|albanski|\
        albanés|albanês|albański|albán|albánčina|albánština|alemán|alemão|allemand|almanca|amarico|\
        amhaars|amhara|amharca|amharic|amharică|amharik|amharique|amharisch|amharisk|amhariska|\
        amharski|amharčina|amharština|amárico|angielski|anglais|angličtina|angol|arab|arabe|arabia|\
        arabic|arabisch|arabisk|arabiska|arabo|arabski|arabă|arabčina|arabština|aragon|aragonais|\
        aragonca|aragonees|aragonese|aragonesisch|aragonesiska|aragoneză|aragonia|aragonsk|aragonski|\
        aragonés|aragonéz|aragonês|aragonština|aragoński|aragónčina|arapski|arapça|armeană|armeens|\
        armenia|armenian|armenio|armenisch|armeniska|armeno|armensk|armenski|arménien|arménčina|\
        arménština|armênio|arnavutça|asameză|asamski|asamés|aserbaidschanisch|aserbajdsjansk|assam|\
        assamais|assamca|assamees|assamese|assamesisch|assamesisk|assamesiska|assami|assamês|asszámi|\
        avaari|avar|avar dili|avaric|avarisch|avarisk|avariska|avaro|avarski|avară|avarčina|avarština|\
        avesta|avestan|avestană|avestique|avestisch|avestisk|avestiska|avestički|avestánština|avestçe|\
        avestčina|avesztán|avárico|avéstico|awarisch|awarski|awestyjski|aymara|aymarčina|azerbaigiano|\
        azerbaijani|azerbaijano|azerbaiyano|azerbajdzjanska|azerbajdzsáni|azerbajdžanski|\
        azerbajdžančina|azerbaycan dili|azerbaïdjanais|azerbeidzjaans|azerbejdżański|azeri|azeră|\
        bachkir|bahasa gereja slavonia|bambara|bambarčina|bambarština|bangla|barmčina|barmština|\
        baschiro|baschkirisch|basco|bască|bashkir|basjkiers|basjkiriska|basjkirsk|baski|baskijski|\
        baskir|baskisch|baskisk|baskiska|baskičtina|baskça|baskír|basque|baszk|baszkirski|\
        batı frizcesi|başkırtça|baškiiri|baškirski|baškirčina|baškirština|bașkiră|belanda|belarusia|\
        belarusian|belarusisk|belarusiska|belarussisch|belarusz|belarusça|belarusă|bengaals|bengalce|\
        bengalese|bengaleză|bengali|bengalisch|bengalski|bengalí|bengálčina|bengálština|białoruski|\
        bichelamar|bielorruso|bielorrusso|bielorusso|bieloruština|birmaans|birman|birman dili|\
        birmanisch|birmano|birmanês|birmană|birmański|bislama|bislamá|bislamština|biélorusse|\
        bjeloruski|bokmål|bokmål norueguês|bokmål norwegia|bolgár|bosanski|bosenština|bosnia|bosniaco|\
        bosniacă|bosnian|bosniaque|bosniačtina|bosnio|bosnisch|bosnisk|bosniska|bosnyák|bośniacki|\
        boşnakça|breton|bretonca|bretone|bretoni|bretonisch|bretons|bretonsk|bretonska|bretonski|\
        bretonă|bretonština|bretoński|bretão|bretón|bretónčina|bugarski|bulgaars|bulgarca|bulgare|\
        bulgaria|bulgarian|bulgarisch|bulgariska|bulgaro|bulgarsk|bulgară|bulharčina|bulharština|\
        burma|burmai|burmanski|burmese|burmesisk|burmesiska|bułgarski|bósnio|búlgaro|běloruština|\
        cachemir|cachemiri|canarim|canarés|canúri|catalaans|catalan|catalano|catalansk|catalană|\
        catalán|catalão|cava dili|caxemira|cazaque|cașmiră|ceceno|cecenă|ceco|cehă|ceko|\
        cerkiewnosłowiański|chamorro|chechen|checheno|checo|chewa|chinees|chinese|chinesisch|chineză|\
        chino|chinois|chinês|chiński|chorvatština|chorvátčina|chorwacki|church slavic|chuvash|\
        chuvasio|ci|cinese|cingalais|cingalés|cingalês|cirkevná slovančina|ciuvascio|ciuvașă|conga|\
        congoleză|congolês|coreano|coreeană|cornico|cornică|cornique|cornish|cornisk|corse|corsicaans|\
        corsican|corsicană|corso|coréen|cree|creolo haitiano|criollo haitiano|crkvenoslavenski|croata|\
        croate|croatian|croato|croată|créole haïtien|csamoró|csecsen|cseh|csuvas|cuanhama|curdo|cvana|\
        czamorro|czech|czeczeński|czeski|czuang|czuwaski|córnico|danca|danese|daneză|danish|danois|\
        dansk|danska|danski|danés|deens|deutsch|dhivehi|dinamarquês|divehi|divehi dili|dongo|duits|\
        dutch|duński|dzonga|dzongkha|dzongkä|dzsonga|dán|dánčina|dánština|dänisch|déli ndebele|\
        déli szeszotó|ebraico|ebraică|egyházi szláv|endonezce|engels|engelsk|engelska|englanti|\
        engleski|engleză|englisch|english|ermenice|eslavo eclesiástico|eslovaco|esloveno|espagnol|\
        espanhol|espanja|español|esperanto|espéranto|estisch|estisk|estnisch|estniska|estonca|estone|\
        estonia|estonian|estoniano|estonien|estonio|estonski|estonă|estonština|estoński|estónčina|\
        eszperantó|etelä-ndebele|eteläsotho|euskera|eve|ewe|eweština|ewé|faeröers|faerčina|faerština|\
        farerski|faroe|faroe dili|faroese|farsça|felemenkçe|feroeză|ferojski|feroés|feroês|feröeri|\
        fidjien|fidschi|fidzsi|fidżijski|fidži|fidžijski|fidžijčina|fidžijština|figiano|fiji|\
        fiji dili|fijian|fijiano|fijiansk|fijianska|fijiană|fijisch|fince|finlandese|finlandeză|\
        finlandês|finn|finnisch|finnish|finnois|fins|finsk|finska|finski|finés|finština|fiyiano|\
        fiński|francese|franceză|francia|francouzština|francuski|francés|francês|francúzština|frans|\
        fransk|franska|fransızca|französisch|français|french|fries|frisia barat|frison occidental|\
        frisone occidentale|frisón occidental|frizonă occidentală|frísio ocidental|fríština (západní)|\
        ful|fula|fula dili|fulah|fulani|fulbčina|fulbština|fulfulde|färöisch|färöiska|fääri|færøsk|\
        færøysk|féroïen|fínčina|gaeli|gaelico scozzese|gaelică scoțiană|gaelik skotlandia|galce|\
        galego|galeză|galicia|galician|galiciană|galicien|galicijski|galicijština|galicisch|galicisk|\
        galiciska|galicyjski|galisia|galisisk|galiziano|galiçyaca|gallego|gallese|gallois|galés|galês|\
        galícijčina|ganda|gandčina|gandština|gassisk|gaélico escocés|gaélico escocês|\
        gaélique écossais|georgia|georgian|georgiano|georgiană|georgisch|georgisk|georgiska|german|\
        germană|giapponese|giavanese|gikuyu|goudjarati|greacă|grec|grecki|greco|greek|grego|grekiska|\
        grenlandzki|gresk|griechisch|griego|grieks|groenlandais|groenlandese|groenlands|groenlandés|\
        groenlandês|gruzijski|gruziński|gruzínčina|gruzínština|græsk|gréčtina|grónčina|grónština|\
        grönland dili|grönlandi|grönländisch|grönländska|grønlandsk|grúz|grčki|guarani|guarani dili|\
        guaraní|guaraníjčina|guaranština|gudzsaráti|gudżarati|gudžarati|gudžaratski|gudžarátčina|\
        gudžarátština|gujarat|gujarati|guyaratí|guzerate|gvaranski|gälisch (schottland)|géorgien|\
        görög|güceratça|güney ndebele|güney sotho dili|gürcüce|haiti|haiti kreol|haiti kreyolu|\
        haiti-kreolisch|haitian creole|haitiano|haitiană|haitisk|haitiska|haitská kreolčina|haitština|\
        haićanski kreolski|haoussa|hausa|hausa dili|haussa|hausza|hauçá|hauština|haïtiaans creools|\
        hebraico|hebraisk|hebrajski|hebreeuws|hebreiska|hebrejski|hebrejčina|hebrejština|hebreo|\
        hebrew|hebräisch|heprea|herero|herero dili|hererština|hindi|hindski|hindčina|hindština|hintçe|\
        hiri motu|hiri-motu|hirimotu|hiszpański|holandês|holandčina|holland|hollanti|hongaars|\
        hongrois|horvát|hrvatski|hungaria|hungarian|héber|hébreu|héréro|híndi|húngaro|hırvatça|ibo|\
        ibrani|icelandic|idiș|ido|idó|iers|igbo|igboština|igbó|iiri|ijslands|indonesia|indonesian|\
        indonesiano|indonesio|indonesisch|indonesisk|indonesiska|indoneziană|indonezijski|\
        indonezyjski|indonésien|indonésio|indonéz|indonézština|indonéština|inggris|inglese|inglés|\
        inglês|interligua|interlingua|interlingue|interlingva|interlíngua|inuktitut|inuktitutština|\
        inupiak|inupiakština|inupiaq|inupiaque|inupik|iorubá|irisch|irish|iriska|irlandais|irlandese|\
        irlandeză|irlandia|irlandzki|irlandés|irlandês|irsk|irski|irština|islandais|islandese|\
        islandeză|islandia|islandsk|islandski|islandzki|islandés|islandês|islandčina|islandština|\
        islanti|isländisch|isländska|italia|italiaans|italian|italiano|italiană|italien|italienisch|\
        italiensk|italienska|italština|izlandi|iídiche|iština (sečuánská)|i̇bo dili|i̇branice|\
        i̇ngilizce|i̇nterlingua|i̇nuktitut dili|i̇nyupikçe|i̇rlandaca|i̇skoç gaelcesi|i̇spanyolca|\
        i̇sveççe|i̇talyanca|i̇zlandaca|jaava|japanese|japani|japanisch|japans|japansk|japanska|\
        japanski|japonais|japonca|japoneză|japonés|japonês|japončina|japonština|japoński|japán|\
        javaans|javanais|javanese|javanesisk|javanesiska|javaneză|javanisch|javanski|javanés|javanês|\
        javánština|jawa|jawajski|jemer|jepang|jerman|jiddis|jiddisch|jiddisk|jiddiš|jidiš|jidysz|\
        joruba|jorubčina|jorubština|jorupski|južni ndebele|jávai|jávčina|kalaallisut|kambodjanska|\
        kannada|kannada dili|kannadčina|kannadština|kanouri|kanuri|kanuri dili|kanurijčina|karnatački|\
        kasachisch|kasakhisk|kaschmiri|kashmir|kashmiri|kashmiriska|kasjmiri|kasmíri|kaszmirski|\
        katalaani|katalan|katalanca|katalanisch|katalansk|katalanska|katalonski|kataloński|katalán|\
        katalánčina|katalánština|katanganluba|kazachs|kazachski|kazah|kazahă|kazajo|kazakh|kazakiska|\
        kazakki|kazako|kazakça|kazaški|kazaština|kašmiri|kašmirski|kašmírčina|kašmírština|kecsua|\
        keczua|kerkslavisch|kernevekçe|ketšua|keçuva dili|kečuanski|kečuánčina|kečuánština|\
        keşmir dili|khmer|khmer dili|khmerski|khmeră|khmérčina|khmérština|khosa|kiina|kikongo|kikuju|\
        kikujčina|kikujština|kikuyu|kilise slavcası|kinesisk|kinesiska|kineski|kinjarwanda|\
        kinya-ruanda|kinyarvanda|kinyarwanda|kirchenslawisch|kirghiso|kirghize|kirgiisi|kirgisisch|\
        kirgisisk|kirgiski|kirgiz|kirgizisch|kirgiziska|kirgizština|kirguís|kirkeslavisk|kirkkoslaavi|\
        kirundi|kirundština|kiňarwandština|kmerski|koerdisch|kome|komi|komijčina|komijština|kongo|\
        kongo dili|kongolesisch|kongčina|konžština|korea|koreaans|koreai|korean|koreanisch|koreansk|\
        koreanska|koreański|korece|korejski|korejština|korni|kornijski|kornisch|kornish|kornisk|\
        korniska|kornski|kornčina|kornština|korsika|korsikaca|korsikansk|korsikanska|korsisch|\
        korsičtina|korsykański|korzikai|korzički|korzičtina|kree|kreikka|kreol haiti|\
        kreolski haitański|kri|krice|kroasia|kroatia|kroatisch|kroatisk|kroatiska|krí|kríjština|\
        kuanjama|kuanyama|kuaňama|kuaňamština|kurd|kurde|kurdi|kurdisch|kurdish|kurdisk|kurdiska|\
        kurdo|kurdski|kurdyjski|kurdă|kurdčina|kurdština|kuzey laponcası|kuzey ndebele|kwanyama|kymri|\
        kyrgyz|kyrgyzština|kyrkslaviska|kârgâză|kínai|kórejčina|kürtçe|kırgızca|lao|lao dili|laosiano|\
        laoski|laotański|laotiaans|laotisch|laotisk|laotiska|laoština|laoțiană|latein|latijn|latim|\
        latin|latina|latince|latino|latinski|latină|latinčina|latvia|latvian|latvijski|latvisk|latín|\
        lehçe|lengyel|letonca|letonă|lets|lett|lettisch|lettisk|lettiska|letton|lettone|letão|letón|\
        liettua|limbourgeois|limburg|limburgca|limburghese|limburgheză|limburgi|limburgia|limburgisch|\
        limburgish|limburgiska|limburgs|limburgsk|limburgués|limburguês|limburski|limburčina|\
        limburški|limburština|lingala|lingalčina|lingalština|litauisch|litauisk|litauiska|litavski|\
        litevština|litewski|lithuanian|litouws|litovčina|lituania|lituaniană|lituanien|lituano|\
        litvanca|litván|lotyština|luba-catanga|luba-katanga|luba-katanga (kiluba)|lubu-katanžština|\
        lubčina (katanžská)|lucemburština|luganda|luksemburg|luksemburski|luksemburški|lussemburghese|\
        luxembourgeois|luxembourgish|luxembourgsk|luxemburg|luxemburgheză|luxemburgi|luxemburgisch|\
        luxemburgiska|luxemburgs|luxemburgsk|luxemburgués|luxemburguês|luxemburčina|länsifriisi|\
        lüksemburgca|macarca|macedone|macedoneană|macedonian|macedonio|macedonisch|macedoński|macedón|\
        macedónčina|macedônio|macédonien|maghiară|magyar|makedonca|makedonia|makedonsk|makedonska|\
        makedonski|makedonština|malaeză|malagasi|malagassi|malagassisch|malagassisk|malagassiska|\
        malagasy|malaiala|malaiisch|malaiji|malaio|malais|malajalam|malajalamski|malajisk|malajiska|\
        malajski|malajálam|malajálamčina|malajálamština|malajčina|malajština|malay|malayalam|\
        malayalam dili|malayca|malayisk|malayo|malayálam|maldivien|maldivčina|maledivština|malediwski|\
        maleis|malese|malgache|malgas|malgascio|malgaski|malgaxe|malgaşça|malgaški|malgaština|malgașă|\
        malta|maltaca|maltais|maltański|maltees|maltese|maltesisch|maltesisk|maltesiska|malteză|\
        malteški|maltés|maltês|maltčina|maltština|maláj|man dili|man-szigeti|manksi|mannese|mannois|\
        mansk|manski|manx|manés|mančina|manština|maori|maori dili|maorijčina|maorski|maoryjski|maorí|\
        maorština|marathi|marathi dili|marathski|marati|maratí|marschallesisch|marshall|\
        marshall adaları dili|marshallais|marshallees|marshallese|marshallesisk|marshalleză|marshalli|\
        marshalliska|marshallčina|marshalés|marshalês|marszalski|maráthi|maráthčina|maráthština|\
        maršalski|maršálština|mazedonisch|maďarčina|maďarština|mađarski|melayu|mongol|mongoli|\
        mongolia|mongolian|mongolisch|mongoliska|mongolo|mongolsk|mongolski|mongolă|mongolčina|\
        mongolština|mongools|moğolca|máltai|māori|nauru|nauru dili|nauruaans|nauruan|nauruano|\
        nauruanska|nauruański|naurui|nauruisch|nauruština|naurština|navaho|navaho dili|navahó|navajo|\
        navažština|nawaho|ndebele (jižní afrika)|ndebele (zimbabwe)|ndebele de nord|ndebele de sud|\
        ndebele del nord|ndebele del sud|ndebele do norte|ndebele do sul|ndebele meridional|\
        ndebele południowy|ndebele północny|ndebele selatan|ndebele septentrional|ndebele utara|\
        ndebelčina (južná)|ndebelčina (severná)|ndondština|ndonga|ndébélé du nord|ndébélé du sud|\
        nederlands|nederlandsk|nederländska|neerlandeză|neerlandés|nemčina|nepalce|nepalees|nepalese|\
        nepalesisch|nepalesisk|nepalesiska|nepaleză|nepali|nepalski|nepalês|nepalí|nepáli|nepálčina|\
        nepálština|nianja|niderlandzki|niederländisch|niemiecki|nizozemski|nizozemština|njandża|\
        njandža|njemački|noord-ndebele|noord-samisch|noors|noors - bokmål|noors - nynorsk|\
        nord-ndebele|nordndebele|nordsamisch|nordsamisk|nordsamiska|norja|norjan bokmål|\
        norjan nynorsk|norsk|norsk bokmål|norsk nynorsk|norska|norskt bokmål|north ndebele|\
        northern sami|noruego|noruego bokmal|noruego nynorsk|norueguês|norvegese|norvegese bokmål|\
        norvegese nynorsk|norvegiană|norvegiană bokmål|norvegiană nynorsk|norveççe|norveççe bokmål|\
        norveççe nynorsk|norveški|norveški bokmål|norveški nynorsk|norvég|norvég (bokmål)|\
        norvég (nynorsk)|norvégien|norvégien bokmål|norvégien nynorsk|norwegia|norwegian|\
        norwegian bokmål|norwegian nynorsk|norwegisch|norwegisch (bokmål)|norwegisch (nynorsk)|\
        norweski|norweski (bokmål)|norweski (nynorsk)|norština|norština (bokmål)|norština (nynorsk)|\
        nyandzsa|nyanja|nynorsk|nynorsk norueguês|nynorsk norwegia|nynorska|nyugati fríz|néerlandais|\
        német|népalais|nórčina|nórčina (bokmal)|nórčina (nynorsk)|němčina|occitaans|occitan|occitano|\
        occitansk|occitanska|occitană|occitânico|odia|odjibwa|odżibwa|odžibva|odžibvejština|odžibwa|\
        oeigoers|oekraïens|oezbeeks|ojibva|ojibva dili|ojibwa|okcitanski|okcitánčina|okcitánština|\
        oksitaani|oksitan dili|oksitansk|oksytański|okszitán|okzitanisch|olandese|olasz|orija|orijski|\
        oriya|oriya dili|oriá|ormiański|oromo|oromo dili|oromski|oromčina|oromština|orosz|osetski|\
        osetyjski|osetçe|osetă|osetčina|osetština|ositania|osseetti|ossetia|ossetic|ossetico|\
        ossetisch|ossetisk|ossetiska|osseto|ossète|oszét|osético|ourdou|ouzbek|ouïghour|paali|pachto|\
        pali|palijski|pandzsábi|pandžabi|pandžapski|pandžábčina|panjabi|paschtu|pashto|pasjtoe|pastu|\
        pastún|paszto|paňdžábština|paštu|paštunski|paštčina|paštština|paștună|pencapça|pendjabi|\
        pendżabski|persa|persan|persană|persia|persian|persiano|persisch|persisk|persiska|perski|\
        perzijski|perzisch|perzsa|perzština|perština|peul|peştuca|pohjois-ndebele|pohjoissaame|\
        polacco|polaco|polish|poljski|polnisch|polonais|poloneză|polonês|polsk|polska|polski|polština|\
        pools|portekizce|portoghese|portugais|portugali|portugalski|portugalčina|portugalština|\
        portugees|portugheză|portugiesisch|portugis|portugisisk|portugisiska|portuguese|portugués|\
        português|portugál|poľština|prancis|punjabi|punyabí|puola|páli|pálí|północnolapoński|quechua|\
        quicuio|quiniaruanda|quirguiz|quíchua|ranska|reto-romaans|reto-roman|retoromaani|retoromansk|\
        retoromanski|retoromański|roemeens|romanche|romancio|romania|romanian|romansh|romanşça|\
        romanșă|romeno|román|română|rosyjski|roumain|roundi|ruanda|rumania|rumano|rumence|rumeno|\
        rumensk|rumunjski|rumunčina|rumunština|rumuński|rumänisch|rumänska|rumænsk|rundi|rundčina|\
        ruotsi|rusia|ruski|ruso|russe|russian|russisch|russisk|russo|rusça|rusă|ruština|rwandčina|\
        ryska|rätoromanisch|rätoromanska|rætoromansk|rétoromán|rétorománčina|rétorománština|\
        s'čchuanská iovčina|saamčina (severná)|saksa|same du nord|sami de nord|sami del nord|\
        sami septentrional|sami setentrional|sami utara|samoa|samoa dili|samoaans|samoan|samoanisch|\
        samoano|samoansk|samoanska|samoanski|samoană|samoański|samojčina|samojština|sango|sangština|\
        sanscrito|sanscrită|sanskerta|sanskriet|sanskrit|sanskrt|sanskrtski|sanskryt|sarde|sardi|\
        sardijns|sardinia|sardinian|sardiniană|sardinsk|sardinska|sardisch|sardisk|sardo|sardski|\
        sardunya dili|sardyński|sardínčina|sardština|schots-gaelisch|schwedisch|scottish gaelic|serbe|\
        serbia|serbian|serbio|serbisch|serbisk|serbiska|serbo|serbo-croate|serbo-croatian|\
        serbo-croato|serbo-kroasia|serbo-kroatisch|serbocroata|serbokroaatti|serbokroatisk|\
        serbokroatiska|serbski|serbsko-chorwacki|servisch|servo-croata|servo-kroatisch|sesotho|\
        sesotski|setsuana|setsvana|setswana|setswanština|shona|sichuan ji|sichuan yi|sichuan-yi|\
        sichuanin-yi|sindhi|sindhi dili|sindhčina|sindhština|sindi|sindski|singalees|singalese|\
        singalesisk|singalesiska|singhalesisch|singhaleză|sinhala|sinhaleški|sinhali dili|sinhalčina|\
        sinhálština|sisvati|siswatština|sjeverni ndebele|sjeverni sami|skotsk gaeliska|skotsk gælisk|\
        skotsk-gælisk|skotská gaelština|skóciai kelta|slavo ecclesiastico|slavon d'église|slavonă|\
        slovacco|slovacă|slovak|slovakisk|slovakiska|slovakki|slovakça|slovaque|slovački|sloveeni|\
        sloveens|slovence|slovenia|slovenian|sloveno|slovensk|slovenska|slovenski|slovenă|slovenčina|\
        slovenština|slovinčina|slovinština|slovène|slowaaks|slowakisch|slowenisch|soendanees|somaleză|\
        somali|somalia|somalice|somalijski|somalisch|somaliska|somalo|somalski|somalí|somálčina|\
        somálština|sona|sotho del sud|sotho du sud|sotho meridional|sotho południowy|sotho selatan|\
        sothčina (južná)|soto do sul|sotština (jižní)|soundanais|south ndebele|southern sotho|spaans|\
        spagnolo|spaniolă|spanisch|spanish|spansk|spanska|spanyol|srbochorvatština|srbochorvátčina|\
        srbčina|srbština|srpski|srpsko-hrvatski|staroslověnština|suaheli|suahili|suajili|suazi|suaíli|\
        sueco|suedeză|sunda|sunda dili|sundajski|sundanese|sundanesisch|sundanesisk|sundanesiska|\
        sundaneză|sundanski|sundanés|sundanês|sundčina|sundština|suomi|suázi|suédois|svahili|\
        svahili dili|svahilština|svati|svazijčina|svedese|svensk|svenska|svéd|swahili|swahilčina|\
        swati|swazi|swedia|swedish|syczuański|sydndebele|sydsotho|syngaleski|szamoai|szangó|\
        szanszkrit|szardíniai|szecsuán ji|szecsuáni|szerb|szerbhorvát|szezuan i|szindhi|szingaléz|\
        sziszuati|szkocki gaelicki|szlovák|szlovén|szomáli|szuahéli|szundanéz|szwedzki|\
        sámština (severní)|sánscrito|sânscrito|sârbo-croată|sârbă|sérvio|sør-ndebele|sør-sotho|\
        süd-ndebele|süd-sotho|sırp-hırvat dili|sırpça|słowacki|słoweński|tacikçe|tadjică|tadjik|\
        tadjique|tadschikisch|tadsjikisk|tadzjieks|tadzjikiska|tadzsik|tadżycki|tadžikki|tadžički|\
        tadžičtina|tagalo|tagalog|tagalogca|tagalski|tagalčina|tagico|tahitański|tahiti|tahiti dili|\
        tahitiaans|tahitian|tahitiano|tahitiansk|tahitiană|tahitien|tahitisch|tahitisk|tahitiska|\
        tahitčina|tahitština|tahićanski|tailandés|tailandês|taitiano|tajik|tajlandski|tajski|\
        taliančina|talijanski|tamil|tamilce|tamili|tamilski|tamilă|tamilčina|tamilština|tamoul|tanska|\
        tataari|tataars|tatar|tatarca|tatarisch|tatarisk|tatariska|tataro|tatarski|tatarština|tatár|\
        tatárčina|tayca|tayiko|tcheco|tchouvache|tchuvache|tchèque|tchétchène|tedesco|telugu|\
        telugu dili|telugčina|telugština|teluški|thai|thailandese|thailandeză|thailändisch|\
        thailändska|thajčina|thajština|thaï|tibet|tibetaans|tibetan|tibetano|tibetansk|tibetanska|\
        tibetană|tibeti|tibetisch|tibetski|tibetçe|tibetčina|tibetština|tibétain|tigrigna|tigrinia|\
        tigrinijština|tigrinja|tigrino|tigrinya|tigrinya dili|tigrină|tigriña|tigriňa|tigrínia|tiibet|\
        tionghoa|tjeckiska|tjekkisk|tjetjensk|tjetjenska|tjuvasjisk|tjuvasjiska|tonga|tonga dili|\
        tongaans|tongai|tongaisch|tongan|tongano|tongansk|tonganska|tonganski|tonganês|tongană|\
        tongien|tongánština|tongčina|tschechisch|tschetschenisch|tschuwaschisch|tsjechisch|tsjekkisk|\
        tsjetsjeens|tsjetsjensk|tsjoevasjisch|tsjuvasjisk|tsonga|tsongčina|tswana|tswančina|turc|\
        turco|turcomanno|turcomano|turcomeno|turcă|turecki|turečtina|turki|turkish|turkiska|turkki|\
        turkmeeni|turkmeens|turkmen|turkmenisch|turkmeniska|turkmensk|turkmenski|turkmenă|\
        turkmenština|turkmeński|turkmène|turkménčina|turks|turski|tvi|twi|tybetański|tyrkisk|tysk|\
        tyska|tádžičtina|tártaro|tâmil|télougou|télugo|török|türkisch|türkmence|türkmén|türkçe|tătară|\
        tšamorro|tšekki|tšetšeeni|tšuvassi|ucraineană|ucraino|ucraniano|uigur|uigurisch|uigurisk|\
        uiguriska|uiguro|uigură|uiguuri|ujgur|ujgurski|ujgurčina|ujgurština|ukraina|ukrainian|\
        ukrainien|ukrainisch|ukrainsk|ukrainska|ukraiński|ukrajinski|ukrajinčina|ukrajinština|\
        ukraynaca|ukrán|ungarisch|ungarsk|ungerska|ungherese|unkari|uolofe|urdski|urdu|urduca|urdčina|\
        urdština|urijština|uríjčina|usbekisch|usbekisk|uyghur|uygurca|uygurisk|uzbecki|uzbeco|uzbecă|\
        uzbek|uzbekiska|uzbekki|uzbeko|uzbeque|uzbečki|uzbečtina|valkovenäjä|vallon|vallone|valloni|\
        vallonsk|vallonska|valonca|valonski|valonă|valonština|valão|valón|valónčina|velški|velština|\
        venda|venda dili|vendčina|venäjä|vestfrisisk|vietnam|vietnamca|vietnamees|vietnamese|\
        vietnamesisch|vietnamesisk|vietnamesiska|vietnameză|vietnamien|vietnamita|vietnamčina|\
        vietnamština|vietnámi|vijetnamski|viro|volapuk|volapuque|volapyk|volapük|volof|volofça|\
        västfrisiska|waals|walesi|walesiska|waleština|walijski|walisisch|walisisk|wallon|wallonisch|\
        walloon|waloński|welsh|western frisian|westfriesisch|wietnamski|wolapik|wolof|wolofčina|\
        wolofština|wólof|węgierski|włoski|xhosa|xhosza|xhoština|xona|yi|yi de sichuán|yi din sichuan|\
        yi du sichuan|yiddish|yidis|yidiş|yoruba|yorubaca|yunanca|yunani|zachodniofryzyjski|\
        zapadnofrizijski|zhuang|zhuangca|zoeloe|zosa dili|zoulou|zsuang|zuid-ndbele|zuid-sotho|zulu|\
        zuluca|zuluština|zulú|zweeds|západná frízština|árabe|ásamčina|ásámština|ázerbájdžánština|\
        çamorro dili|çekçe|çeçence|çince|çuvaşça|északi ndebele|északi számi|észt|éwé|ír|írčina|\
        örmény|özbekçe|üzbég|čamoro|čamorčina|čečenski|čečenčina|čečenština|češki|čeština|čuangčina|\
        čuangština|čuvaški|čuvaština|čínština|łaciński|łotewski|ňandža|ňandžština|řečtina|şona dili|\
        škotski gaelski|škótska gaelčina|šona|šončina|šonština|španielčina|španjolski|španělština|\
        švedski|švédčina|švédština|έουε|ίγκμπο|ίντο|αβαρικά|αβεστάν|αγγλικά|αζερμπαϊτζανικά|ακάν|\
        αλβανικά|αμπχαζικά|αμχαρικά|αραβικά|αραγονικά|αρμενικά|ασαμικά|αφάρ|αφρικάανς|αϊμάρα|αϊτιανά|\
        βέντα|βαλλωνικά|βασκικά|βεγγαλικά|βιετναμικά|βιρμανικά|βολαπιούκ|βοσνιακά|βουλγαρικά|\
        βρετονικά|βόρεια ντεμπέλε|βόρεια σάμι|γίντις|γαλικιανά|γαλλικά|γερμανικά|γεωργιανά|γιορούμπα|\
        γκάντα|γκουαρανί|γκουτζαρατικά|γουόλοφ|δανικά|δυτικά φριζικά|εβραϊκά|εκκλησιαστικά σλαβικά|\
        ελληνικά|εσθονικά|εσπεράντο|ζουάνγκ|ζουλού|θιβετιανά|ιαβανικά|ιαπωνικά|ινδονησιακά|ινουπιάκ|\
        ινούκτιτουτ|ιντερλίνγκουα|ιντερλίνγκουε|ιρλανδικά|ισλανδικά|ισπανικά|ιταλικά|κέτσουα|καζακικά|\
        καλαάλισουτ|κανάντα|κανούρι|κασμιρικά|καταλανικά|κικούγιου|κινεζικά|κινιαρουάντα|κιργιζικά|\
        κονγκό|κορεατικά|κορνουαλικά|κορσικανικά|κουανιάμα|κουρδικά|κρι|κροατικά|κόμι|κόσα|λαοτινά|\
        λατινικά|λετονικά|λευκορωσικά|λιθουανικά|λιμβουργιανά|λινγκάλα|λουξεμβουργιανά|\
        λούμπα-κατάνγκα|μαλαγιαλαμικά|μαλαισιανά|μαλγασικά|μαλτεζικά|μανξ|μαορί|μαραθικά|μαρσαλέζικα|\
        μογγολικά|μπαμπάρα|μπασκίρ|μπισλάμα|νάβαχο|ναούρου|νεπαλικά|νιάντζα|νορβηγικά|\
        νορβηγικά μποκμάλ|νορβηγικά νινόρσκ|ντζόνγκχα|ντιβέχι|ντόνγκα|νότια ντεμπέλε|νότια σόθο|\
        οζιβίγουα|ολλανδικά|οξιτανικά|ορόμο|οσετικά|ουαλικά|ουγγρικά|ουζμπεκικά|ουιγουρικά|ουκρανικά|\
        ούρντου|πάλι|πάστο|παντζαπικά|περσικά|πολωνικά|πορτογαλικά|ρομανικά|ρουμανικά|ρούντι|ρωσικά|\
        σάνγκο|σίντι|σίτσουαν γι|σαμοανά|σανσκριτικά|σαρδηνιακά|σερβικά|σερβοκροατικά|σινχαλεζικά|\
        σκωτικά κελτικά|σλαβομακεδονικά|σλοβακικά|σλοβενικά|σομαλικά|σουάτι|σουαχίλι|σουηδικά|\
        σουνδανικά|σόνα|τάγκαλογκ|ταμιλικά|ταταρικά|τατζικικά|ταϊλανδικά|ταϊτιανά|τελούγκου|\
        τιγκρινικά|τονγκανικά|τουρκικά|τουρκμενικά|τούι|τσαμόρο|τσετσενικά|τσεχικά|τσουάνα|τσουβασικά|\
        τσόνγκα|φίτζι|φεροϊκά|φινλανδικά|φουλά|χάουσα|χίντι|χίρι μότου|χερέρο|χμερ|όντια|абхазский|\
        абхазька|аварский|аварська|авестийский|авестійська|азербайджанский|азербайджанська|аймара|\
        акан|албанский|албанська|амхарский|амхарська|английский|англійська|арабский|арабська|\
        арагонский|арагонська|армянский|асамська|ассамский|афарский|афарська|африкаанс|бамбара|\
        баскский|баскська|башкирский|башкирська|белорусский|бенгальский|бенгальська|бирманский|\
        бислама|болгарский|болгарська|боснийский|боснійська|бретонский|бретонська|білоруська|\
        бірманська|біслама|вʼєтнамська|валлийский|валлонский|валлонська|валлійська|венгерский|венда|\
        волапюк|волоф|вьетнамский|вірменська|гаитянский|галисийский|галісійська|ганда|\
        гаїтянська креольська|гереро|гренландский|грецька|греческий|грузинский|грузинська|гуарани|\
        гуарані|гуджарати|гуджараті|гэльский|гінді|данська|датский|дзонг-ке|дзонг-кэ|дивехі|еве|\
        есперанто|естонська|западнофризский|західнофризька|зулу|зулуська|иврит|игбо|идиш|идо|\
        индонезийский|интерлингва|интерлингве|инуктитут|инупиак|ирландский|исландский|испанский|\
        итальянский|йоруба|казахский|казахська|калааллісут|каннада|канури|канурі|каталанский|\
        каталонська|кашмири|кашмірська|кечуа|кикуйю|киньяруанда|киргизский|киргизька|китайский|\
        китайська|коми|комі|конго|конґолезька|корейский|корейська|корнский|корнська|корсиканский|\
        корсиканська|коса|кри|крі|кунама|курдский|курдська|кхмерский|кхмерська|кхоса|кікуйю|\
        кіньяруанда|лаосский|лаоська|латинский|латинська|латиська|латышский|лимбургский|лингала|\
        литовский|литовська|луба-катанга|люксембургский|люксембурзька|лімбургійська|лінгала|\
        македонский|македонська|малагасийский|малагасійська|малайский|малайська|малаялам|мальдивский|\
        мальтийский|мальтійська|маори|маорі|маратхи|маратхі|маршалльский|маршалльська|менкська|\
        монгольский|монгольська|мэнский|навахо|науру|ндебелє південна|ндонга|немецкий|непальский|\
        непальська|нидерландский|норвежский|норвежский букмол|норвезька|норвезька (букмол)|\
        норвезька (нюношк)|носу|ньянджа|нюнорск|нідерландська|німецька|оджибва|оджібва|одія|\
        окситанский|окситанська|ория|оромо|осетинский|осетинська|пали|палі|панджаби|панджабі|\
        персидский|перська|польский|польська|португальский|португальська|пушту|південна сото|\
        північна ндебеле|північносаамська|ретороманська|романшский|російська|румунська|румынский|\
        рунди|рунді|русский|самоанский|самоанська|санго|санскрит|сардинский|сардинська|свази|\
        северносаамский|северный ндебеле|сербский|сербскохорватский|сербська|сербсько-хорватська|\
        сингальский|сингальська|синдхи|синдхі|сисваті|сичуаньська ї|словацкий|словацька|словенский|\
        словенська|сомали|сомалі|суахили|суахілі|сунданский|сунданська|тагалог|тагальська|таджикский|\
        таджицька|таитянский|тайский|тайська|тамильский|тамільська|татарский|татарська|таїтянська|тви|\
        тві|телугу|тибетский|тибетська|тигринья|тонганский|тонганська|тсвана|тсонга|турецкий|турецька|\
        туркменский|туркменська|угорська|узбекский|узбецька|уйгурский|уйгурська|украинский|українська|\
        урду|фарерский|фарерська|фиджи|финский|французский|французька|фула|фулах|фіджі|фінська|хауса|\
        хинди|хиримоту|хорватский|хорватська|хірі-моту|церковнославянский|церковнословʼянська|чаморро|\
        чеська|чеченский|чеченська|чешский|чжуан|чжуань|чуваська|чувашский|шведский|шведська|шона|\
        шотландська гельська|эве|эсперанто|эстонский|южный ндебеле|южный сото|яванский|яванська|\
        японский|японська|іврит|ігбо|ідо|індонезійська|інтерлінгва|інтерлінгве|інуктитут|інупіак|\
        ірландська|ісландська|іспанська|італійська|їдиш|アイスランド語|アイマラ語|アイルランド語|アカン語|アゼルバイジャン語|アッサム語|\
        アファル語|アフリカーンス語|アブハズ語|アムハラ語|アラゴン語|アラビア語|アルバニア語|アルメニア語|アヴァル語|アヴェスタ語|イタリア語|イディッシュ語|イド語|イヌクティトット語|\
        イヌピアック語|イボ語|インターリング|インターリングア|インドネシア語|ウイグル語|ウェールズ語|ウォロフ語|ウクライナ語|ウズベク語|ウルドゥー語|エウェ語|エストニア語|\
        エスペラント語|オジブウェー語|オセット語|オック語|オディア語|オランダ語|オロモ語|カザフ語|カシミール語|カタロニア語|カヌリ語|カンナダ語|ガリシア語|ガンダ語|キクユ語|\
        キニアルワンダ語|キルギス語|ギリシャ語|クメール語|クリー語|クルド語|クロアチア語|クワニャマ語|グアラニー語|グジャラート語|グリーンランド語|ケチュア語|コサ語|コミ語|\
        コルシカ語|コンゴ語|コーンウォール語|サモア語|サルデーニャ語|サンゴ語|サンスクリット語|ショナ語|シンド語|シンハラ語|ジャワ語|ジョージア語|スウェーデン語|\
        スコットランド・ゲール語|スペイン語|スロバキア語|スロベニア語|スワジ語|スワヒリ語|スンダ語|ズールー語|セルビア語|セルボ・クロアチア語|ソマリ語|ゾンカ語|タイ語|タガログ語|\
        タジク語|タタール語|タヒチ語|タミル語|チェコ語|チェチェン語|チベット語|チャモロ語|チュヴァシ語|チワン語|ツォンガ語|ツワナ語|ティグリニア語|テルグ語|ディベヒ語|デンマーク語|\
        トウィ語|トルクメン語|トルコ語|トンガ語|ドイツ語|ナウル語|ナバホ語|ニャンジャ語|ネパール語|ノルウェー語|ノルウェー語(ニーノシュク)|ノルウェー語(ブークモール)|\
        ハイチ・クレオール語|ハウサ語|ハンガリー語|バシキール語|バスク語|バンバラ語|パシュトゥー語|パンジャブ語|パーリ語|ヒリモツ語|ヒンディー語|ビスラマ語|フィジー語|フィンランド語|\
        フェロー語|フランス語|フラ語|ブルガリア語|ブルトン語|ヘブライ語|ヘレロ語|ベトナム語|ベラルーシ語|ベンガル語|ベンダ語|ペルシア語|ボスニア語|ポルトガル語|ポーランド語|\
        マオリ語|マケドニア語|マダガスカル語|マラヤーラム語|マラーティー語|マルタ語|マレー語|マン島語|マーシャル語|ミャンマー語|モンゴル語|ヨルバ語|ラオ語|ラテン語|ラトビア語|\
        リトアニア語|リンガラ語|リンブルフ語|ルクセンブルク語|ルバ・カタンガ語|ルンディ語|ルーマニア語|ロシア語|ロマンシュ語|ワロン語|ンドンガ語|ヴォラピュク語|世界语|中国語|中文|\
        丹麦语|乌克兰语|乌兹别克语|乌尔都语|书面挪威语|亚美尼亚语|他加禄语|伊努皮克语|伊博语|伊多语|俄语|保加利亚语|信德语|僧伽罗语|克丘亚语|克什米尔语|克罗地亚语|克里语|冰岛语|\
        凉山彝语|刚果语|加利西亚语|加泰罗尼亚语|匈牙利语|北サーミ語|北ンデベレ語|北恩德贝勒语|北方萨米语|南ンデベレ語|南恩德贝勒语|南索托语|南部ソト語|南非荷兰语|卡努里语|卡纳达语|\
        卢干达语|卢旺达语|卢森堡语|印地语|印度尼西亚语|古吉拉特语|吉库尤语|哈萨克语|四川イ語|因纽特语|国际文字（e）|国际语|土库曼语|土耳其语|埃维语|塔吉克语|塔希提语|\
        塞尔维亚-克罗地亚语|塞尔维亚语|壮语|契维语|奥克语|奥吉布瓦语|奥塞梯语|奥罗莫语|奥里亚语|威尔士语|孟加拉语|宗卡语|宽亚玛语|富拉语|尼泊尔语|巴什基尔语|巴利语|巴斯克语|\
        巽他语|布列塔尼语|希伯来语|希腊语|希里莫图语|库尔德语|康沃尔语|德语|恩东加语|意大利语|意第绪语|拉丁语|拉脱维亚语|挪威尼诺斯克语|挪威语|捷克语|提格利尼亚语|教会スラブ語|\
        教会斯拉夫语|文达语|斐济语|斯洛伐克语|斯洛文尼亚语|斯瓦希里语|斯瓦蒂语|旁遮普语|日本語|日语|普什图语|林加拉语|林堡语|查莫罗语|柯尔克孜语|格陵兰语|格鲁吉亚语|桑戈语|梵语|\
        楚瓦什语|比斯拉马语|毛利语|汤加语|沃拉普克语|沃洛夫语|法罗语|法语|波兰语|波斯尼亚语|波斯语|泰卢固语|泰米尔语|泰语|海地克里奥尔语|爪哇语|爱尔兰语|爱沙尼亚语|班巴拉语|\
        瑙鲁语|瑞典语|瓜拉尼语|瓦隆语|白俄罗斯语|祖鲁语|科米语|科萨语|科西嘉语|立陶宛语|索马里语|约鲁巴语|纳瓦霍语|绍纳语|维吾尔语|缅甸语|罗曼什语|罗马尼亚语|老挝语|聪加语|\
        艾马拉语|芬兰语|苏格兰盖尔语|英語|英语|茨瓦纳语|荷兰语|萨丁语|萨摩亚语|葡萄牙语|蒙古语|藏语|西フリジア語|西弗里西亚语|西班牙语|豪萨语|赫雷罗语|越南语|车臣语|迪维希语|\
        阿塞拜疆语|阿姆哈拉语|阿尔巴尼亚语|阿布哈西亚语|阿拉伯语|阿拉贡语|阿法尔语|阿瓦尔语|阿维斯塔语|阿肯语|阿萨姆语|隆迪语|鞑靼语|韓国語|韩语|马其顿语|马恩语|马拉加斯语|\
        马拉地语|马拉雅拉姆语|马来语|马绍尔语|马耳他语|高棉语|鲁巴加丹加语|齐切瓦语|간다어|갈리시아어|과라니어|교회 슬라브어|구자라트어|그리스어|그린란드어|나바호어|나우루어|\
        남부 소토어|남부 은데벨레어|냔자어|네덜란드어|네팔어|노르웨이어|노르웨이어(니노르스크)|노르웨이어(보크말)|느동가어|덴마크어|독일어|디베히어|라오어|라트비아어|라틴어|\
        러시아어|로만시어|루마니아어|루바-카탄가어|룩셈부르크어|룬디어|르완다어|리투아니아어|림버거어|링갈라어|마라티어|마셜어|마오리어|마케도니아어|말라가시어|말라얄람어|\
        말레이어|맹크스어|몰타어|몽골어|바슈키르어|바스크어|밤바라어|버마어|베트남어|벤다어|벨라루스어|벵골어|보스니아어|볼라퓌크어|북부 사미어|북부 은데벨레어|불가리아어|\
        브르타뉴어|비슬라마어|사르디니아어|사모아어|산고어|산스크리트어|서부 프리지아어|세르비아-크로아티아어|세르비아어|소말리아어|쇼나어|순다어|스와힐리어|스웨덴어|\
        스코틀랜드 게일어|스페인어|슬로바키아어|슬로베니아어|시스와티어|신디어|싱할라어|쓰촨 이어|아라곤어|아랍어|아르메니아어|아바릭어|아베스타어|아삼어|아이마라어|아이슬란드어|\
        아이티어|아일랜드어|아제르바이잔어|아칸어|아파르어|아프리칸스어|알바니아어|암하라어|압카즈어|에스토니아어|에스페란토어|에웨어|영어|오로모어|오리야어|오세트어|오지브와어|\
        오크어|왈론어|요루바어|우르두어|우즈베크어|우크라이나어|월로프어|웨일스어|위구르어|이그보어|이누피아크어|이눅티투트어|이도어|이디시어|이탈리아어|인도네시아어|인터링구아|\
        인테르링구에|일본어|자바어|조지아어|종카어|주앙어|줄루어|중국어|차모로어|체첸어|체코어|총가어|추바시어|츠와나어|카슈미르어|카자흐어|카탈로니아어|칸나다어|칸누리어|\
        케추아어|코르시카어|코미어|코사어|콘월어|콩고어|쿠르드어|쿠안야마어|크로아티아어|크리어|크메르어|키르기스어|키쿠유어|타갈로그어|타밀어|타지크어|타타르어|타히티어|태국어|\
        텔루구어|통가어|투르크멘어|튀르키예어|트위어|티그리냐어|티베트어|파슈토어|팔리어|펀잡어|페로어|페르시아어|포르투갈어|폴란드어|풀라어|프랑스어|피지어|핀란드어|하우사어|\
        한국어|헝가리어|헤레로어|히리 모투어|히브리어|힌디어|
        """
}
