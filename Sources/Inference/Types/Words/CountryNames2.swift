// Names of countries in 25 languages (Unicode CLDR), lower case, cut by bars.

extension WordLists {
    static let countryNames2 = """
        republika zielonego przylądka|republika środkowoafrykańska|república centro-africana|\
        república centroafricana|república democrática del congo|república do congo|\
        república dominicana|reunion|reunião|reunión|riunione|roemenië|romania|romanya|románia|\
        românia|romênia|rosja|roumanie|rovníková guinea|royaume-uni|ruanda|rumania|rumanía|\
        rumunia|rumunjska|rumunsko|rumänien|rumænien|ruotsi|rusia|rusija|rusko|rusland|russia|\
        russie|russland|rusya|rwanda|ryssland|république centrafricaine|république dominicaine|\
        réunion|rússia|s:t barthélemy|s:t helena|s:t kitts och nevis|s:t lucia|\
        s:t pierre och miquelon|s:t vincent och grenadinerna|saara ocidental|sahara barat|\
        sahara occidental|sahara occidentale|sahara occidentală|sahara zachodnia|\
        saint barthelemy|saint barthélemy|saint helena|saint kitts dan nevis|\
        saint kitts e nevis|saint kitts en nevis|saint kitts i nevis|saint kitts ja nevis|\
        saint kitts og nevis|saint kitts ve nevis|saint kitts és nevis|saint kitts și nevis|\
        saint lucia|saint martin|saint pierre a miquelon|saint pierre dan miquelon|\
        saint pierre og miquelon|saint pierre ve miquelon|saint vincent dan grenadine|\
        saint vincent e grenadine|saint vincent en de grenadines|saint vincent i grenadyny|\
        saint vincent ja grenadiinit|saint vincent og grenadinerne|saint vincent ve grenadinler|\
        saint vincent és a grenadine-szigetek|saint vincent și grenadinele|saint-barthélemy|\
        saint-christophe-et-niévès|saint-marin|saint-martin|saint-martin (partie néerlandaise)|\
        saint-pierre a miquelon|saint-pierre e miquelon|saint-pierre en miquelon|\
        saint-pierre i miquelon|saint-pierre ja miquelon|saint-pierre és miquelon|\
        saint-pierre și miquelon|saint-pierre-et-miquelon|saint-vincent-et-les grenadines|\
        sainte-hélène|sainte-lucie|saksa|salamon-szigetek|salomonen|salomonovi otoci|\
        salomonsaaret|salomonseilanden|salomonöarna|salomonøerne|salomonøyene|salvador|salvádor|\
        salwador|sambia|samoa|samoa americana|samoa americane|samoa americană|samoa amerika|\
        samoa amerykańskie|samoa américaines|san bartolomé|san cristóbal y nieves|san marino|\
        san martín|san maríno|san pedro y miquelón|san vicente y las granadinas|sant'elena|\
        santa elena|santa helena|santa lucía|santa lúcia|santo tomé y príncipe|\
        sao tome dan principe|sao tome ve principe|sao tomé en principe|sao tomé-et-principe|\
        saoedi-arabië|sar hongkong|sar macao|sark|saudi arabia|saudi-arabia|saudi-arabien|\
        saudiarabien|saudijska arabija|saudská arábia|saúdská arábie|schweden|schweiz|seicheles|\
        sejšeli|selandia baru|senegal|serbia|serbie|serbien|serra leoa|servië|seszele|\
        severná kórea|severné macedónsko|severné mariány|severní korea|severní makedonie|\
        severní mariany|seychelle-szigetek|seychellen|seychellene|seychellerna|seychellerne|\
        seychelles|seychellit|seychely|seyşeller|sfânta elena|sfânta lucia|sfântul martin|\
        sierra leona|sierra leone|sijera leone|simbabwe|singapore|singapour|singapur|singapura|\
        sint maarten|sint-helena|sint-maarten|siprus|siria|sirija|sjedinjene američke države|\
        sjeverna koreja|sjeverna makedonija|sjevernomarijanski otoci|slovacchia|slovacia|\
        slovakia|slovakien|slovakiet|slovakya|slovaquie|slovačka|slovenia|slovenien|slovenija|\
        slovenië|slovensko|slovenya|slovinsko|slovénie|slowakei|slowakije|slowenien|soedan|\
        solomon adaları|solomon islands|somali|somalia|somalie|somalija|somalië|somália|\
        somálsko|sonderverwaltungsregion hongkong|sonderverwaltungsregion macau|soudan|\
        soudan du sud|south africa|south georgia & south sandwich islands|\
        south georgia og de sydlige sandwichøer|south korea|south sudan|spagna|spain|spania|\
        spanien|spanje|spanyol|spanyolország|spitsbergen en jan mayen|spitzbergen und jan mayen|\
        spojené arabské emiráty|spojené království|spojené kráľovstvo|spojené státy|\
        spojené štáty|sra hongkong (chiny)|sra makau (chiny)|srbija|srbsko|\
        srednjoafrička republika|sri lanka|srí lanka|st. barthélemy|st. helena|\
        st. kitts & nevis|st. kitts und nevis|st. lucia|st. martin|st. pierre & miquelon|\
        st. pierre und miquelon|st. vincent & grenadines|st. vincent og grenadinene|\
        st. vincent und die grenadinen|stany zjednoczone|statele unite ale americii|stati uniti|\
        statul cetății vaticanului|storbritannia|storbritannien|stredoafrická republika|\
        středoafrická republika|sud sudan|sudafrica|sudan|sudan południowy|sudan selatan|\
        sudanul de sud|sudáfrica|sudán|sudán del sur|sudão|sudão do sul|suecia|suedia|suisse|\
        suiza|suomi|suriah|surinam|suriname|suriye|suudi arabistan|suède|suécia|suíça|\
        svalbard & jan mayen|svalbard a jan mayen|svalbard e jan mayen|svalbard et jan mayen|\
        svalbard i jan mayen|svalbard och jan mayen|svalbard og jan mayen|svalbard ve jan mayen|\
        svalbard y jan mayen|svalbard és jan mayen|svalbard și jan mayen|svatá helena|\
        svatá lucie|svatý bartoloměj|svatý kryštof a nevis|svatý martin (francie)|\
        svatý martin (nizozemsko)|svatý tomáš a princův ostrov|svatý vincenc a grenadiny|sveits|\
        sveitsi|sverige|sveta helena|sveta lucija|sveti kristofor i nevis|sveti petar i mikelon|\
        sveti toma i princip|sveti vincent i grenadini|svezia|svizzera|svájc|svätá helena|\
        svätá lucia|svätý bartolomej|svätý krištof a nevis|svätý martin (fr.)|\
        svätý martin (hol.)|svätý tomáš a princov ostrov|svätý vincent a grenadíny|svédország|\
        sweden|swedia|swiss|switzerland|sydafrika|sydgeorgien och sydsandwichöarna|sydkorea|\
        sydsudan|syria|syrie|syrien|syrië|syyria|szamoa|szaúd-arábia|szenegál|szent ilona|\
        szerbia|szingapúr|szlovákia|szlovénia|szomália|szudán|szváziföld|szwajcaria|szwecja|\
        szíria|sáhara occidental|são bartolomeu|são cristóvão e névis|são martinho|\
        são pedro e miquelão|são tomé & príncipe|são tomé e príncipe|são tomé ja príncipe|\
        são tomé och príncipe|são tomé og príncipe|são tomé und príncipe|são tomé és príncipe|\
        são tomé și príncipe|são vicente e granadinas|sénégal|sérvia|síria|sør-afrika|\
        sør-georgia og sør-sandwichøyene|sør-korea|sør-sudan|súdán|südafrika|\
        südgeorgien und die südlichen sandwichinseln|südkorea|südsudan|sýria|sýrie|sırbistan|\
        słowacja|słowenia|tacikistan|tadjikistan|tadjiquistão|tadschikistan|tadsjikistan|\
        tadzjikistan|tadżykistan|tadžikistan|tagikistan|tailandia|tailândia|taiwan|taiwán|\
        tajikistan|tajland|tajlandia|tajvan|tajwan|taliansko|tanjung verde|tansania|tanska|\
        tanzania|tanzanie|tanzanija|tanzanya|tanzánia|tanzânia|tayikistán|tayland|tayvan|taïwan|\
        tchad|tchaj-wan|tchéquia|tchéquie|teritoriile australe și antarctice franceze|\
        teritoriile palestiniene|teritoriul britanic din oceanul indian|terre australi francesi|\
        terres australes françaises|territoire britannique de l'océan indien|\
        territoires palestiniens|territori palestinesi|\
        territorio britannico dell'oceano indiano|territorio británico del océano índico|\
        territorios australes franceses|territorios palestinos|\
        território britânico do oceano índico|territórios franceses do sul|\
        territórios palestinos|terytoria palestyńskie|thaiföld|thailand|thailanda|thailandia|\
        thaimaa|thajsko|thaïlande|timor est|timor leste|timor oriental|timor wschodni|\
        timor-leste|tiongkok|tjeckien|tjekkiet|togo|tokelau|tokelauöarna|tonga|\
        trinidad & tobago|trinidad a tobago|trinidad dan tobago|trinidad e tobago|\
        trinidad en tobago|trinidad i tobago|trinidad ja tobago|trinidad och tobago|\
        trinidad og tobago|trinidad und tobago|trinidad ve tobago|trinidad y tobago|\
        trinidad és tobago|trinidad și tobago|trinité-et-tobago|tristan da cunha|\
        tristán de acuña|tristão da cunha|trynidad i tobago|tschad|tschechien|tsjaad|tsjad|\
        tsjechië|tsjekkia|tunesien|tunesië|tunezja|tunis|tunisia|tunisie|tunisien|tunisko|tunus|\
        tunézia|tunísia|turchia|turcia|turcja|turcomenistão|turecko|turki|turkiet|turkije|\
        turkki|turkmenistan|turkmenistán|turkménistan|turkménsko|turks & caicos islands|\
        turks a caicos|turks i caicos|turks ve caicos adaları|turks- en caicoseilanden|\
        turks- ja caicossaaret|turks- och caicosöarna|turks- og caicosøerne|\
        turks- og caicosøyene|turks- und caicosinseln|turks- és caicos-szigetek|turquia|turquie|\
        turquía|turska|tuvalu|tyrkia|tyrkiet|tyskland|tádzsikisztán|tádžikistán|törökország|\
        túnez|türkei|türkiye|türkmenistan|türkmenisztán|tšad|tšekki|u.s. outlying islands|\
        u.s. virgin islands|ucraina|ucrania|ucrânia|uganda|ujedinjeni arapski emirati|\
        ujedinjeno kraljevstvo|ukraina|ukraine|ukrajina|ukrajna|ukrayna|umman|ungaria|ungarn|\
        ungern|ungheria|uni emirat arab|united arab emirates|united kingdom|united states|\
        unkari|uruguai|uruguaj|uruguay|urugvaj|urugwaj|usa|usa:s yttre öar|usas ytre øyer|\
        usbekistan|uusi-kaledonia|uusi-seelanti|uzbekistan|uzbekistán|uzbequistão|valko-venäjä|\
        vanuatu|vaticaanstad|vatican city|vatikaani|vatikan|vatikanstadt|vatikanstaten|vatikán|\
        venezuela|venäjä|vereinigte arabische emirate|vereinigte staaten|vereinigtes königreich|\
        verenigd koninkrijk|verenigde arabische emiraten|verenigde staten|vest-sahara|\
        vestsahara|vianočný ostrov|vietnam|vietnám|vietnã|vijetnam|viro|viêt nam|vánoční ostrov|\
        västsahara|východní timor|východný timor|wallis & futuna|wallis a futuna|\
        wallis e futuna|wallis en futuna|wallis i futuna|wallis ja futuna|wallis og futuna|\
        wallis und futuna|wallis ve futuna|wallis y futuna|wallis és futuna|wallis și futuna|\
        wallis- och futunaöarna|wallis-et-futuna|watykan|weihnachtsinsel|wenezuela|\
        westelijke sahara|western sahara|westsahara|wielka brytania|wietnam|\
        wilayah inggris di samudra hindia|wilayah palestina|wilayah selatan prancis|\
        wyspa bouveta|wyspa bożego narodzenia|wyspa clippertona|wyspa man|\
        wyspa wniebowstąpienia|wyspa świętej heleny|wyspy alandzkie|wyspy cooka|\
        wyspy dziewicze stanów zjednoczonych|wyspy heard i mcdonalda|wyspy kanaryjskie|\
        wyspy kokosowe|wyspy marshalla|wyspy owcze|wyspy salomona|\
        wyspy świętego tomasza i książęca|węgry|włochy|yaman|yemen|yeni kaledonya|yeni zelanda|\
        yhdysvallat|yhdysvaltain erillissaaret|yhdysvaltain neitsytsaaret|yibuti|yordania|\
        yunani|yunanistan|yémen|zambia|zambie|zambija|zambiya|zapadna sahara|\
        zelenortska republika|zentralafrikanische republik|zimbabue|zimbabve|zimbabwe|zimbábue|\
        zjednoczone emiraty arabskie|zuid-afrika|zuid-georgia en zuidelijke sandwicheilanden|\
        zuid-korea|zuid-soedan|zweden|zwitserland|zypern|západná sahara|západní sahara|zâmbia|\
        zöld-foki köztársaság|áfrica do sul|áustria|ázerbájdžán|ägypten|äquatorialguinea|\
        äthiopien|åland|åland adaları|åland islands|åland-szigetek|ålandinseln|ålandski otoci|\
        ålandy|ækvatorialguinea|çad|çekya|çin|çin hong kong öi̇b|çin makao öi̇b|égypte|\
        émirats arabes unis|équateur|érythrée|észak-korea|észak-macedónia|\
        északi mariana-szigetek|észtország|état de la cité du vatican|états-unis|éthiopie|índia|\
        írország|írsko|írán|île bouvet|île christmas|île clipperton|île de l'ascension|\
        île de man|île norfolk|îles canaries|îles caïmans|îles cocos|îles cook|îles féroé|\
        îles heard-et-macdonald|îles malouines|îles mariannes du nord|îles marshall|\
        îles mineures éloignées des états-unis|îles pitcairn|îles salomon|\
        îles turques-et-caïques|îles vierges britanniques|îles vierges des états-unis|\
        îles åland|örményország|österreich|österrike|östtimor|özbekistan|øst-timor|østerrike|\
        østrig|új-kaledónia|új-zéland|ürdün|üzbegisztán|čad|černá hora|česko|češka|čierna hora|\
        čile|čína|łotwa|řecko|şili|šalamounovy ostrovy|šalamúnove ostrovy|španielsko|španjolska|\
        španělsko|špicberky a jan mayen|šri lanka|švajčiarsko|švedska|švicarska|švédsko|\
        švýcarsko|țările de jos|άγιος βαρθολομαίος|άγιος βικέντιος και γρεναδίνες|άγιος μαρίνος|\
        άγιος μαρτίνος (γαλλικό τμήμα)|άγιος μαρτίνος (ολλανδικό τμήμα)|αίγυπτος|αγία ελένη|\
        αγία λουκία|αγκόλα|αζερμπαϊτζάν|αιθιοπία|ακτή ελεφαντοστού|αλβανία|αλγερία|\
        αμερικανικές παρθένες νήσοι|αμερικανική σαμόα|ανγκουίλα|ανδόρα|\
        αντίγκουα και μπαρμπούντα|ανταρκτική|απομακρυσμένες νησίδες ηπα|αργεντινή|αρμενία|\
        αρούμπα|αυστρία|αυστραλία|αφγανιστάν|αϊτή|βέλγιο|βανουάτου|βατικανό|βενεζουέλα|\
        βερμούδες|βιετνάμ|βολιβία|βοσνία - ερζεγοβίνη|βουλγαρία|βραζιλία|\
        βρετανικά εδάφη ινδικού ωκεανού|βρετανικές παρθένες νήσοι|βόρεια κορέα|βόρεια μακεδονία|\
        γαλλία|γαλλικά νότια εδάφη|γαλλική γουιάνα|γαλλική πολυνησία|γερμανία|γεωργία|γιβραλτάρ|\
        γκάμπια|γκάνα|γκέρνζι|γκαμπόν|γκουάμ|γουάλις και φουτούνα|γουαδελούπη|γουατεμάλα|\
        γουιάνα|γουινέα|γουινέα μπισάου|γρενάδα|γροιλανδία|δανία|δομινικανή δημοκρατία|\
        δυτική σαχάρα|ελ σαλβαδόρ|ελβετία|ελλάδα|ερυθραία|εσθονία|εσουατίνι|ζάμπια|ζιμπάμπουε|\
        ηνωμένα αραβικά εμιράτα|ηνωμένες πολιτείες|ηνωμένο βασίλειο|θέουτα και μελίγια|ιαπωνία|\
        ινδία|ινδονησία|ιορδανία|ιράκ|ιράν|ιρλανδία|ισημερινή γουινέα|ισημερινός|ισλανδία|\
        ισπανία|ισραήλ|ιταλία|κάτω χώρες|κένυα|κίνα|καζακστάν|καμερούν|καμπότζη|κανάριοι νήσοι|\
        καναδάς|κατάρ|κεντροαφρικανική δημοκρατία|κιργιστάν|κιριμπάτι|κολομβία|κομόρες|\
        κονγκό - κινσάσα|κονγκό - μπραζαβίλ|κοσσυφοπέδιο|κουβέιτ|κουρασάο|κούβα|κροατία|\
        κόστα ρίκα|κύπρος|λάος|λίβανος|λεσότο|λετονία|λευκορωσία|λιβερία|λιβύη|λιθουανία|\
        λιχτενστάιν|λουξεμβούργο|μάλι|μάλτα|μαγιότ|μαδαγασκάρη|μακάο εδπ κίνας|μαλάουι|μαλαισία|\
        μαλδίβες|μαρτινίκα|μαρόκο|μαυρίκιος|μαυριτανία|μαυροβούνιο|μεξικό|μιανμάρ (βιρμανία)|\
        μικρονησία|μογγολία|μοζαμβίκη|μολδαβία|μονακό|μονσεράτ|μπανγκλαντές|μπαρμπέιντος|\
        μπαχάμες|μπαχρέιν|μπελίζ|μπενίν|μποτσουάνα|μπουρκίνα φάσο|μπουρούντι|μπουτάν|μπρουνέι|\
        νέα ζηλανδία|νέα καληδονία|νήσοι βόρειες μαριάνες|νήσοι κέιμαν|νήσοι κουκ|\
        νήσοι κόκος (κίλινγκ)|νήσοι μάρσαλ|νήσοι νότια γεωργία και νότιες σάντουιτς|\
        νήσοι πίτκερν|νήσοι σολομώντος|νήσοι τερκς και κάικος|νήσοι φερόες|νήσοι φόκλαντ|\
        νήσοι χερντ και μακντόναλντ|νήσοι όλαντ|νήσος ασενσιόν|νήσος κλίπερτον|νήσος μπουβέ|\
        νήσος νόρφολκ|νήσος του μαν|νήσος των χριστουγέννων|νίγηρας|ναμίμπια|ναουρού|νεπάλ|\
        νιγηρία|νικαράγουα|νιούε|νορβηγία|ντιέγκο γκαρσία|ντομίνικα|νότια αφρική|νότια κορέα|\
        νότιο σουδάν|ολλανδία καραϊβικής|ομάν|ονδούρα|ουγγαρία|ουγκάντα|ουζμπεκιστάν|ουκρανία|\
        ουρουγουάη|πακιστάν|παλάου|παλαιστινιακά εδάφη|παναμάς|παπούα νέα γουινέα|παραγουάη|\
        περού|πολωνία|πορτογαλία|πουέρτο ρίκο|πράσινο ακρωτήριο|ρεϊνιόν|ρουάντα|ρουμανία|ρωσία|\
        σάο τομέ και πρίνσιπε|σαμόα|σαουδική αραβία|σβάλμπαρντ και γιαν μαγιέν|\
        σεν κιτς και νέβις|σεν πιερ και μικελόν|σενεγάλη|σερβία|σεϋχέλλες|σιέρα λεόνε|\
        σιγκαπούρη|σλοβακία|σλοβενία|σομαλία|σουδάν|σουηδία|σουρινάμ|σρι λάνκα|συρία|τανζανία|\
        τατζικιστάν|ταϊβάν|ταϊλάνδη|τζέρζι|τζαμάικα|τζιμπουτί|τιμόρ-λέστε|τοκελάου|τουβαλού|\
        τουρκία|τουρκμενιστάν|τρινιντάντ και τομπάγκο|τριστάν ντα κούνια|τσαντ|τσεχία|τυνησία|\
        τόγκο|τόνγκα|υεμένη|φίτζι|φιλιππίνες|φινλανδία|χιλή|χονγκ κονγκ εδπ κίνας|австралия|\
        австралія|австрия|австрія|азербайджан|аландские о-ва|аландські острови|албания|албанія|\
        алжир|американское самоа|американське самоа|ангилья|ангола|ангілья|андорра|антарктида|\
        антарктика|антигуа и барбуда|антигуа і барбуда|аргентина|армения|аруба|афганистан|\
        афганістан|багамські острови|багамы|бангладеш|барбадос|бахрейн|беларусь|белиз|бельгия|\
        бельгія|беліз|бенин|бенін|бермудские о-ва|бермудські острови|болгария|болгарія|боливия|\
        болівія|бонэйр, синт-эстатиус и саба|босния и герцеговина|боснія і герцеговина|ботсвана|\
        бразилия|бразилія|британская территория в индийском океане|\
        британська територія в індійському океані|британські віргінські острови|бруней|\
        буркина-фасо|буркіна-фасо|бурунди|бурунді|бутан|білорусь|вʼєтнам|вануату|ватикан|\
        велика британія|великобритания|венгрия|венесуела|венесуэла|\
        виргинские о-ва (великобритания)|виргинские о-ва (сша)|внешние малые о-ва (сша)|\
        восточный тимор|вьетнам|віддалені острови сша|віргінські острови (сша)|вірменія|габон|\
        гаити|гайана|гамбия|гамбія|гана|гаяна|гаїті|гваделупа|гватемала|гвинея|гвинея-бисау|\
        гвінея|гвінея-бісау|германия|гернси|гернсі|гибралтар|гондурас|гонконг (сар)|\
        гонконг, оар китаю|гренада|гренландия|гренландія|греция|греція|грузия|грузія|гуам|\
        гібралтар|дания|данія|джерси|джерсі|джибути|джибуті|диего-гарсия|доминика|\
        доминиканская республика|домініка|домініканська республіка|дієго-гарсія|египет|еквадор|\
        екваторіальна гвінея|еритрея|есватіні|естонія|ефіопія|замбия|замбія|западная сахара|\
        західна сахара|зимбабве|зімбабве|израиль|индия|индонезия|иордания|ирак|иран|ирландия|\
        исландия|испания|италия|йемен|йорданія|кабо-верде|казахстан|кайманові острови|камбоджа|\
        камерун|канада|канарские о-ва|канарські острови|карибські нідерланди|катар|кения|кенія|\
        кипр|киргизия|киргизстан|кирибати|китай|кндр|кокосовые о-ва|кокосові (кілінг) острови|\
        колумбия|колумбія|комори|коморы|конго - браззавиль|конго - киншаса|конго – браззавіль|\
        конго – кіншаса|косово|коста-рика|кот-д'ивуар|кот-дʼівуар|куба|кувейт|кюрасао|кіпр|\
        кірибаті|лаос|латвия|латвія|лесото|либерия|ливан|ливия|литва|лихтенштейн|люксембург|\
        ліберія|ліван|лівія|ліхтенштейн|мʼянма (бірма)|маврикий|маврикій|мавритания|мавританія|\
        мадагаскар|майотта|макао (сар)|макао, оар китаю|малави|малаві|малайзия|малайзія|мали|\
        мальдивы|мальдіви|мальта|малі|марокко|мартиника|мартиніка|маршалловы о-ва|\
        маршаллові острови|мексика|мозамбик|мозамбік|молдова|монако|монголия|монголія|\
        монтсеррат|мьянма (бирма)|мікронезія|намибия|намібія|науру|непал|нигер|нигерия|\
        нидерланды|никарагуа|ниуэ|нова зеландія|нова каледонія|новая зеландия|новая каледония|\
        норвегия|норвегія|нігер|нігерія|нідерланди|нікарагуа|німеччина|ніуе|о-в буве|\
        о-в вознесения|о-в клиппертон|о-в мэн|о-в норфолк|о-в рождества|о-в св. елены|\
        о-ва кайман|о-ва кука|о-ва питкэрн|о-ва херд и макдональд|оаэ|\
        обʼєднані арабські емірати|оман|острови герд і макдоналд|острови кука|острови піткерн|\
        острови теркс і кайкос|острів буве|острів вознесіння|острів кліппертон|острів мен|\
        острів норфолк|острів різдва|острів святої єлени|пакистан|палау|палестинские территории|\
        палестинські території|панама|папуа — новая гвинея|папуа-нова гвінея|парагвай|перу|\
        польша|польща|португалия|португалія|пуерто-рико|пуэрто-рико|\
        південна джорджія та південні сандвічеві острови|південна корея|південний судан|\
        південно-африканська республіка|північна корея|північна македонія|\
        північні маріанські острови|республика корея|реюньйон|реюньон|россия|росія|руанда|\
        румунія|румыния|сальвадор|самоа|сан-марино|сан-томе и принсипи|сан-томе і принсіпі|\
        саудовская аравия|саудівська аравія|северная македония|северные марианские о-ва|\
        сейшельские о-ва|сейшельські острови|сен-бартелеми|сен-бартелемі|сен-мартен|\
        сен-пʼєр і мікелон|сен-пьер и микелон|сенегал|сент-винсент и гренадины|\
        сент-вінсент і гренадіни|сент-китс и невис|сент-кітс і невіс|сент-люсия|сент-люсія|\
        сербия|сербія|сеута и мелилья|сеута і мелілья|сингапур|синт-мартен|сирия|сирія|словакия|\
        словаччина|словения|словенія|соединенные штаты|соломоновы о-ва|соломонові острови|\
        сомали|сомалі|сполучені штати|судан|суринам|сьерра-леоне|сьєрра-леоне|сінгапур|\
        сінт-мартен|таджикистан|таиланд|тайвань|танзания|танзанія|таїланд|тимор-лешті|того|\
        токелау|тонга|тринидад и тобаго|тринідад і тобаго|тристан-да-кунья|трістан-да-кунья|\
        тувалу|тунис|туніс|туреччина|туркменистан|туркменістан|турция|тёркс и кайкос|уганда|\
        угорщина|узбекистан|украина|україна|уоллис и футуна|уолліс і футуна|уругвай|\
        фарерские о-ва|фарерські острови|федеративные штаты микронезии|фиджи|филиппины|\
        финляндия|фолклендские о-ва|фолклендські острови|франция|французская гвиана|\
        французская полинезия|французские южные территории|французька гвіана|\
        французька полінезія|французькі південні території|франція|фіджі|філіппіни|фінляндія|\
        хорватия|хорватія|центрально-африканская республика|центральноафриканська республіка|\
        чад|черногория|чехия|чехія|чили|чилі|чорногорія|швейцария|швейцарія|швеция|швеція|\
        шпицберген и ян-майен|шпіцберген та ян-маєн|шри-ланка|шрі-ланка|эквадор|\
        экваториальная гвинея|эритрея|эсватини|эстония|эфиопия|\
        южная георгия и южные сандвичевы о-ва|южно-африканская республика|южный судан|ямайка|\
        япония|японія|єгипет|ємен|ізраїль|індонезія|індія|ірак|іран|ірландія|ісландія|іспанія|\
        італія|アイスランド|アイルランド|アセンション島|アゼルバイジャン|アフガニスタン|アメリカ合衆国|アラブ首長国連邦|アルジェリア|アルゼンチン|アルバ|アルバニア|\
        アルメニア|アンギラ|アンゴラ|アンティグア・バーブーダ|アンドラ|イエメン|イギリス|イスラエル|イタリア|イラク|イラン|インド|インドネシア|ウォリス・フツナ|ウガンダ|\
        ウクライナ|ウズベキスタン|ウルグアイ|エクアドル|エジプト|エストニア|エスワティニ|エチオピア|エリトリア|エルサルバドル|オマーン|オランダ|オランダ領カリブ|\
        オーストラリア|オーストリア|オーランド諸島|カザフスタン|カタール|カナダ|カナリア諸島|カメルーン|カンボジア|カーボベルデ|ガイアナ|ガボン|ガンビア|ガーナ|\
        ガーンジー|キプロス|キュラソー|キューバ|キリバス|キルギス|ギニア|ギニアビサウ|ギリシャ|クウェート|クック諸島|クリスマス島|クリッパートン島|クロアチア|グアテマラ|\
        グアドループ|グアム|グリーンランド|グレナダ|ケイマン諸島|ケニア|ココス(キーリング)諸島|コスタリカ|コソボ|コモロ|コロンビア|コンゴ共和国(ブラザビル)|\
        コンゴ民主共和国(キンシャサ)|コートジボワール|サウジアラビア|サウスジョージア・サウスサンドウィッチ諸島|サモア|サントメ・プリンシペ|サンピエール島・ミクロン島|\
        サンマリノ|サン・バルテルミー|サン・マルタン|ザンビア|シエラレオネ|シリア|シンガポール|シント・マールテン|ジブチ|ジブラルタル|ジャマイカ|ジャージー|ジョージア|\
        ジンバブエ|スイス|スウェーデン|スバールバル諸島・ヤンマイエン島|スペイン|スリナム|スリランカ|スロバキア|スロベニア|スーダン|セウタ・メリリャ|セネガル|セルビア|\
        セントクリストファー・ネーヴィス|セントビンセント及びグレナディーン諸島|セントヘレナ|セントルシア|セーシェル|ソマリア|ソロモン諸島|タイ|タジキスタン|タンザニア|\
        タークス・カイコス諸島|チェコ|チャド|チュニジア|チリ|ツバル|ディエゴガルシア島|デンマーク|トケラウ|トリスタン・ダ・クーニャ|トリニダード・トバゴ|トルクメニスタン|\
        トルコ|トンガ|トーゴ|ドイツ|ドミニカ共和国|ドミニカ国|ナイジェリア|ナウル|ナミビア|ニウエ|ニカラグア|ニジェール|ニューカレドニア|ニュージーランド|ネパール|\
        ノルウェー|ノーフォーク島|ハイチ|ハンガリー|ハード島・マクドナルド諸島|バチカン市国|バヌアツ|バハマ|バミューダ|バルバドス|バングラデシュ|バーレーン|パキスタン|\
        パナマ|パプアニューギニア|パラオ|パラグアイ|パレスチナ自治区|ピトケアン諸島|フィジー|フィリピン|フィンランド|フェロー諸島|フォークランド諸島|フランス|ブラジル|\
        ブルガリア|ブルキナファソ|ブルネイ|ブルンジ|ブータン|ブーベ島|プエルトリコ|ベトナム|ベナン|ベネズエラ|ベラルーシ|ベリーズ|ベルギー|ペルー|ホンジュラス|\
        ボスニア・ヘルツェゴビナ|ボツワナ|ボリビア|ポルトガル|ポーランド|マダガスカル|マヨット|マラウイ|マリ|マルタ|マルティニーク|マレーシア|マン島|マーシャル諸島|\
        ミクロネシア連邦|ミャンマー (ビルマ)|メキシコ|モザンビーク|モナコ|モルディブ|モルドバ|モロッコ|モンゴル|モンテネグロ|モントセラト|モーリシャス|モーリタニア|\
        ヨルダン|ラオス|ラトビア|リトアニア|リヒテンシュタイン|リビア|リベリア|ルクセンブルク|ルワンダ|ルーマニア|レソト|レバノン|レユニオン|ロシア|不丹|东帝汶|中国|\
        中国澳门特别行政区|中国香港特别行政区|中央アフリカ共和国|中華人民共和国マカオ特別行政区|中華人民共和国香港特別行政区|中非共和国|丹麦|乌克兰|乌兹别克斯坦|乌干达|\
        乌拉圭|乍得|也门|亚美尼亚|仏領ギアナ|仏領ポリネシア|仏領極南諸島|以色列|伊拉克|伊朗|休达及梅利利亚|伯利兹|佛得角|俄罗斯|保加利亚|克利珀顿岛|克罗地亚|关岛|\
        冈比亚|冰岛|几内亚|几内亚比绍|列支敦士登|刚果（布）|刚果（金）|利比亚|利比里亚|加拿大|加纳|加纳利群岛|加蓬|匈牙利|北マケドニア|北マリアナ諸島|北朝鮮|北马其顿|\
        北马里亚纳群岛|南アフリカ|南スーダン|南乔治亚和南桑威奇群岛|南极洲|南極|南苏丹|南非|博茨瓦纳|卡塔尔|卢旺达|卢森堡|印度|印度尼西亚|危地马拉|厄瓜多尔|厄立特里亚|\
        叙利亚|古巴|台湾|合衆国領有小離島|吉尔吉斯斯坦|吉布提|哈萨克斯坦|哥伦比亚|哥斯达黎加|喀麦隆|图瓦卢|土库曼斯坦|土耳其|圣卢西亚|圣基茨和尼维斯|圣多美和普林西比|\
        圣巴泰勒米|圣文森特和格林纳丁斯|圣皮埃尔和密克隆群岛|圣诞岛|圣赫勒拿|圣马力诺|圭亚那|坦桑尼亚|埃及|埃塞俄比亚|基里巴斯|塔吉克斯坦|塞内加尔|塞尔维亚|塞拉利昂|\
        塞浦路斯|塞舌尔|墨西哥|多哥|多米尼克|多米尼加共和国|奥兰群岛|奥地利|委内瑞拉|孟加拉国|安哥拉|安圭拉|安提瓜和巴布达|安道尔|密克罗尼西亚|尼加拉瓜|尼日利亚|\
        尼日尔|尼泊尔|巴勒斯坦领土|巴哈马|巴基斯坦|巴巴多斯|巴布亚新几内亚|巴拉圭|巴拿马|巴林|巴西|布基纳法索|布隆迪|布韦岛|希腊|帕劳|库克群岛|库拉索|开曼群岛|德国|\
        意大利|所罗门群岛|托克劳|拉脱维亚|挪威|捷克|摩尔多瓦|摩洛哥|摩纳哥|文莱|斐济|斯威士兰|斯洛伐克|斯洛文尼亚|斯瓦尔巴和扬马延|斯里兰卡|新加坡|新喀里多尼亚|\
        新西兰|日本|智利|朝鲜|東ティモール|柬埔寨|根西岛|格林纳达|格陵兰|格鲁吉亚|梵蒂冈|比利时|毛里塔尼亚|毛里求斯|汤加|沙特阿拉伯|法国|法属南部领地|法属圣马丁|\
        法属圭亚那|法属波利尼西亚|法罗群岛|波兰|波多黎各|波斯尼亚和黑塞哥维那|泰国|泽西岛|津巴布韦|洪都拉斯|海地|澳大利亚|爱尔兰|爱沙尼亚|牙买加|特克斯和凯科斯群岛|\
        特立尼达和多巴哥|特里斯坦-达库尼亚群岛|玻利维亚|瑙鲁|瑞典|瑞士|瓜德罗普|瓦利斯和富图纳|瓦努阿图|留尼汪|白俄罗斯|百慕大|皮特凯恩群岛|直布罗陀|福克兰群岛|科威特|\
        科摩罗|科特迪瓦|科科斯（基林）群岛|科索沃|秘鲁|突尼斯|立陶宛|米領サモア|米領ヴァージン諸島|索马里|约旦|纳米比亚|纽埃|缅甸|罗马尼亚|美国|美国本土外小岛屿|\
        美属维尔京群岛|美属萨摩亚|老挝|肯尼亚|芬兰|苏丹|苏里南|英国|英属印度洋领地|英属维尔京群岛|英領インド洋地域|英領ヴァージン諸島|荷兰|荷属加勒比区|荷属圣马丁|\
        莫桑比克|莱索托|菲律宾|萨尔瓦多|萨摩亚|葡萄牙|蒙古|蒙特塞拉特|西サハラ|西撒哈拉|西班牙|诺福克岛|贝宁|赞比亚|赤道ギニア|赤道几内亚|赫德岛和麦克唐纳群岛|越南|\
        迪戈加西亚岛|阿塞拜疆|阿富汗|阿尔及利亚|阿尔巴尼亚|阿拉伯联合酋长国|阿曼|阿根廷|阿森松岛|阿鲁巴|韓国|韩国|马尔代夫|马恩岛|马拉维|马提尼克|马来西亚|马约特|\
        马绍尔群岛|马耳他|马达加斯加|马里|黎巴嫩|黑山|가나|가봉|가이아나|감비아|건지|과들루프|과테말라|괌|그레나다|그리스|그린란드|기니|기니비사우|나미비아|나우루|\
        나이지리아|남극 대륙|남수단|남아프리카|네덜란드|네덜란드령 카리브|네팔|노르웨이|노퍽섬|뉴질랜드|뉴칼레도니아|니우에|니제르|니카라과|대만|대한민국|덴마크|\
        도미니카|도미니카 공화국|독일|동티모르|디에고 가르시아|라오스|라이베리아|라트비아|러시아|레바논|레소토|레위니옹|루마니아|룩셈부르크|르완다|리비아|리투아니아|\
        리히텐슈타인|마다가스카르|마르티니크|마셜 제도|마요트|마카오(중국 특별행정구)|말라위|말레이시아|말리|맨섬|멕시코|모나코|모로코|모리셔스|모리타니|모잠비크|\
        몬테네그로|몬트세라트|몰도바|몰디브|몰타|몽골|미국|미국령 버진아일랜드|미국령 해외 제도|미얀마|미크로네시아|바누아투|바레인|바베이도스|바티칸 시국|바하마|\
        방글라데시|버뮤다|베냉|베네수엘라|베트남|벨기에|벨라루스|벨리즈|보스니아 헤르체고비나|보츠와나|볼리비아|부룬디|부르키나파소|부베섬|부탄|북마리아나제도|\
        북마케도니아|북한|불가리아|브라질|브루나이|사모아|사우디아라비아|사우스조지아 사우스샌드위치 제도|산마리노|상투메 프린시페|생마르탱|생바르텔레미|\
        생피에르 미클롱|서사하라|세네갈|세르비아|세우타 및 멜리야|세이셸|세인트루시아|세인트빈센트그레나딘|세인트키츠 네비스|세인트헬레나|소말리아|솔로몬 제도|수단|\
        수리남|스리랑카|스발바르제도-얀마웬섬|스웨덴|스위스|스페인|슬로바키아|슬로베니아|시리아|시에라리온|신트마르턴|싱가포르|아랍에미리트|아루바|아르메니아|\
        아르헨티나|아메리칸 사모아|아이슬란드|아이티|아일랜드|아제르바이잔|아프가니스탄|안도라|알바니아|알제리|앙골라|앤티가 바부다|앵귈라|어센션섬|에리트리아|\
        에스와티니|에스토니아|에콰도르|에티오피아|엘살바도르|영국|영국령 버진아일랜드|영국령 인도양 지역|예멘|오만|오스트레일리아|오스트리아|온두라스|올란드 제도|\
        왈리스-푸투나 제도|요르단|우간다|우루과이|우즈베키스탄|우크라이나|이라크|이란|이스라엘|이집트|이탈리아|인도|인도네시아|일본|자메이카|잠비아|저지|적도 기니|
        """
}
