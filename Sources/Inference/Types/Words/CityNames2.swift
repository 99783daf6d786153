// The larger cities of the world (GeoNames, CC BY 4.0), lower case, cut by bars.

extension WordLists {
    static let cityNames2 = """
        navi mumbai|navoiy|navotas|navsari|nawabshah|nawābganj|nay pyi taw|nazran|nazrēt|\
        naz̧arābād|ndola|neihu|neijiang|neiva|nek'emtē|nellore|nepalgunj|nepean|netanya|\
        neue neustadt|neukölln|neuquén|neuss|new cairo|new delhi|new kingston|new orleans|\
        new south memphis|new taipei city|new territories|new york city|newark|newcastle|\
        newcastle upon tyne|newport|newport news|newton|neyagawa|neyshābūr|neyveli|ngaoundéré|\
        nghi sơn|nha trang|nia valencia|niamey|nianbo|nice|nicolás romero|nicosia|niigata|niiza|\
        nijmegen|nilópolis|nilüfer|ning'er|ningbo|ningde|ninh hòa|nishi-tokyo-shi|nishinomiya|\
        nishio|niterói|nizhnekamsk|nizhnevartovsk|nizhniy novgorod|nizhny tagil|nizāmābād|niš|\
        njeru|nkongsamba|nnewi|noda|nogales|noida|nong chok|nong khaem|norfolk|north las vegas|\
        north shore|northampton|norwich|nossa senhora do socorro|nottingham|nou barris|\
        nouadhibou|nouakchott|nova friburgo|nova iguaçu|nova vida|novi sad|novo hamburgo|\
        novocherkassk|novokuznetsk|novorossiysk|novosibirsk|novozavodskyi|novyye kuz'minki|\
        nowrangapur|nuevo laredo|nukus|numazu|nuremberg|nyala|nyingchi|nyzhnodniprovsk|\
        nzérékoré|nîmes|nāgarpur|nāgercoil|nāngloi jāt|oakland|oakville|oaxaca|obalende|\
        oberhausen|obihiro|obolon|obuase|oceanside|ocumare del tuy|odawara|odense|odesa|\
        ogbomoso|ojo de agua|okara|okayama|okazaki|okene|okinawa|oklahoma city|oldenburg|oldham|\
        olinda|olongapo|olsztyn|omaha|omdurman|omsk|ondo|ongata rongai|ongole|onitsha|ontario|\
        ooty|oradea|orai|oral|oran|ordos|ordu|orekhovo-borisovo|orenburg|orlando|ormoc|orsk|\
        oruro|orël|orūmīyeh|osaka|osan|osasco|osh|oshawa|oshodi|oslo|osmaniye|osnabrück|osogbo|\
        ostrava|ota|ottawa|ouagadougou|ouargla|oujda|oulu|overland park|oviedo|owerri|owo|\
        oxford|oxnard|oyama|oyo|paarl|pachuca de soto|padalarang|padang|padangsidempuan|\
        paderborn|padua|paech'ŏn-ŭp|pagadian|pak kret|palangkaraya|palembang|palermo|palhoça|\
        pallabi|pallāvaram|palma|palmas|palmdale|palmira|palopo|paltan|palu|pamplona|pamulang|\
        panabo|panalanoy|panama city|panchkula|pandi|pangkalpinang|panguíla|panipat|panjin|\
        panshan|panvel|panzhihua|paradise|parakou|paramaribo|paranaque city|paraná|parauapebas|\
        parbhani|parelheiros|parepare|paris|paris 11e arrondissement|paris 13 gobelins|\
        paris 13e arrondissement|paris 15 vaugirard|paris 16 passy|paris 17 batignolles-monceau|\
        paris 18 buttes-montmartre|paris 19 buttes-chaumont|paris 20 ménilmontant|parma|\
        parnamirim|pasadena|pasarkemis|pasay|pasig city|pasir gudang|pasir mas|passo fundo|\
        pasto|pasuruan|paterson|pathein|pathānkot|patiāla|patna|patos de minas|paulista|\
        pavlodar|paya terubong|paço do lumiar|pedreira|peicheng|pekalongan|pekanbaru|pelentong|\
        pelotas|pemalang|pematangsiantar|pemba|pembroke pines|pengpu|pengze|penza|peoria|\
        perbaungan|percut|pereira|perm|perth|peshawar|pest|petaling jaya|petare|petaẖ tiqva|\
        peterborough|petrolina|petropavl|petropavlovsk-kamchatsky|petrozavodsk|petrópolis|\
        peñalolén|phan rang-tháp chàm|phan thiết|philadelphia|phnom penh|phoenix|phra pradaeng|\
        phu quoc|phusro|phú mỹ|phú quốc|phúc yên|phổ yên|piedecuesta|piedras negras|\
        pietermaritzburg|pikine|pilsen|pimpri|pimpri-chinchwad|pinar del río|pindamonhangaba|\
        pindi bhattian|pinetown|pingdingshan|pingdu|pingliang|pingwu county|pingxiang|\
        piracicaba|piraeus|piranshahr|pirituba|pittsburgh|piura|pizhou|planaltina|plano|\
        plano piloto|playa del carmen|ploieşti|plovdiv|plumbon|plymouth|podgorica|podolsk|\
        pohang|pointe-noire|pokhara|polokwane|poltava|pomona|ponta grossa|pontianak|poole|\
        popayán|porbandar|porlamar|port harcourt|port louis|port moresby|port said|\
        port saint lucie|port sudan|port-au-prince|port-de-paix|port-gentil|portland|porto|\
        porto alegre|porto seguro|porto velho|porto-novo|portoviejo|portsmouth|posadas|\
        potchefstroom|potsdam|pouso alegre|poza rica de hidalgo|poznań|poços de caldas|\
        praga południe|prague|praia grande|prato|pravyi bereh|prayagraj|prenzlauer berg|\
        presidente prudente|preston|pretoria|pristina|prizren|probolinggo|proddatūr|\
        prokop'yevsk|providence|pskov|pu'er|pucallpa|puchong|pudong|puducherry|puebla|\
        puente alto|puente de vallecas|puerto cabello|puerto cortez|puerto la cruz|puerto montt|\
        puerto plata|puerto princesa|puerto vallarta|pune|punggol|puning|punāsa|puri|purnia|\
        purwakarta|purwokerto|puthia|putian|putuo|puxi|puyang|pyatigorsk|pyeongtaek|pyongyang|\
        pátra|pécs|pétionville|pābna|pākdasht|pāli|pānihāti|pār naogaon|pātan|qadirpur ran|\
        qalyub|qarchak|qarshi|qazvin|qianjiang|qibao|qina|qingdao|qingpu|qingyang|qingyuan|\
        qingzhou|qinhuangdao|qinzhou|qionghai|qiqihar|qitaihe|qods|qom|qo‘qon|quanzhou|\
        quarto oggiaro|queens|queimados|quelimane|quetta|quetzaltenango|quevedo|quezon city|\
        qui nhon|quilicura|quillacollo|quilmes|quito|qujing|quthbullapur|quzhou|québec|\
        quảng ngãi|quận ba|quận bốn|quận mười|quận mười một|quận năm|quận sáu|qā'em shahr|\
        ra's bayrūt|rabat|radom|raebareli|rafsanjān|rahim yar khan|raigarh|raipur|\
        rajamahendravaram|rajpur sonarpur|rajshahi|raleigh|ramadi|ramagundam|ramat gan|ramiros|\
        ramna maidan|rancagua|ranchi|rancho cucamonga|randburg|rangel|rangpur|ras al khaimah|\
        rasapūdipalem|rasht|ratlām|raurkela industrial township|rawalpindi|rawang|rayon ktz|\
        reading|recife|regensburg|reggio calabria|reggio nell'emilia|regina|reims|renca|\
        rengasdengklok|rennes|reno|resistencia|rewa|rewāri|reynosa|reẖovot|ribeirão das neves|\
        ribeirão preto|richards bay|richmond|richmond hill|riga|rimini|rio branco|rio claro|\
        rio das ostras|rio de janeiro|rio grande|rio verde|riobamba|riohacha|rishon letsiyyon|\
        riverside|rivne|riyadh|rizhao|robertsonpet|rochester|rockford|rohini|rohtak|rome|\
        rondonópolis|roodepoort|rosario|rosemont–la petite-patrie|rosetta|rostock|rostov-on-don|\
        rotterdam|rourkela|roxas city|rubtsovsk|ruda śląska|rudrapur|rufisque|rufisque est|\
        rugao|rui'an|ruiru|ruqi|russeifa|rustenburg|rutchenkivskyi|ryazan'|rybinsk|rybnik|\
        rzeszów|río cuarto|rāichūr|rāiganj|rāj-nāndgaon|rājkot|rāmgundam|rāmpur|rāniganj|\
        rānipet|rạch giá|sa dec|saarbrücken|sabadell|sabha|sabzevar|sacaba|sacomã|sacramento|\
        saddiqabad|sadr city|safi|saga|sagamihara|saguenay|saharsa|sahiwal|sahāranpur|sai mai|\
        saidpur|saint paul|saint petersburg|saint-denis|saint-louis|saint-marc|\
        saint-quentin-en-yvelines|saint-étienne|saitama|sakai|saki|sakura|salamanca|salatiga|\
        salavat|salem|salinas|salt lake city|salta|saltillo|saltivka|salvador|salzburg|salé|\
        salé al jadida|samambaia|samara|samarinda|samarkand|samba|sambalpur|sambhal|sambizanga|\
        sampit|samsun|samut prakan|samālūţ|san antonio|san bernardino|san bernardo|\
        san blas-canillejas|san cristóbal|san cristóbal de las casas|san diego|san felipe|\
        san fernando|san fernando de apure|san francisco|san jose|san jose del monte|san josé|\
        san juan|san juan de los morros|san lorenzo|san luis|san luis potosí|\
        san luis río colorado|san martin texmelucan de labastida|san miguel|\
        san miguel de allende|san miguel de tucumán|san miguel del padrón|san miguelito|\
        san nicolás de los garza|san pablo|san pablo de las salinas|san pedro|\
        san pedro de macorís|san pedro sula|san salvador|san salvador de jujuy|san-pédro|sanaa|\
        sanandaj|sancaktepe|sandakan|sanhe|sanmenxia|sanming|sanshui|sant andreu|sant martí|\
        santa ana|santa anita - los ficus|santa bárbara d'oeste|santa catarina|santa clara|\
        santa clarita|santa cruz de la sierra|santa cruz de tenerife|santa fe|santa luzia|\
        santa maria|santa marta|santa rita|santa rosa|santa teresa del tuy|santana de parnaíba|\
        santander|santarém|santiago|santiago de cuba|santiago de los caballeros|\
        santiago de querétaro|santiago de surco|santiago del estero|santo andré|santo domingo|\
        santo domingo de los colorados|santo domingo este|santo domingo oeste|santol|santos|\
        sants-montjuïc|sanya|sao rafael|sapele|sapopemba|sapporo|saqqez|sarajevo|saransk|\
        saratov|sargodha|sari|sariwŏn-si|sarrià-sant gervasi|sasarām|sasebo|saskatoon|satna|\
        saugor|saurimo|savannah|savar|sawangan|sayama|saïda|scottsdale|seattle|sector 1|\
        sector 2|sector 3|sector 4|sector 5|sector 6|secunderabad|seeb|sejong|sekondi|\
        selayang baru utara|semarang|semey|sendai|sengkang new town|seogwipo|seongnam-si|seoul|\
        sepang|serang|serekunda|seremban|serilingampalle|serra|setagaya|setapak|sete lagoas|\
        setia alam|settat|sevastopol|severnyy|severodvinsk|sevilla|sfax|sha tin|shagamu|\
        shah alam|shahkot|shahrisabz|shahrud|shahrīār|shahuwadi|shakhty|sham shui po|shanghai|\
        shangluo|shangqiu|shangrao|shangri-la|shangyu|shantou|shanwei|shaoguan|shaoxing|\
        shaoyang|sharjah|shashamane|sheffield|shekhupura|shenyang|shenzhen|shevchenkivskyi|\
        shevchenko|shibganj|shibuya|shibīn al kawm|shihezi|shijiazhuang|shijie|shikarpur|\
        shillong|shimla|shimonoseki|shinagawa|shinjuku|shiqi|shiraz|shivaji nagar|shivamogga|\
        shivpuri|shiyan|shizuishan|shizuoka|sholapur|shomolu|shouguang|shreveport|shrīrāmpur|\
        shuangyashan|shubrā al khaymah|shujaabad|shulin|shuozhou|shyamnagar|shymkent|shāhjānpur|\
        shāhīn shahr|shāntipur|shūnan|si racha|sialkot|sibu|sidi bel abbes|sidon|siguiri|\
        sikasso|silchar|siliguri|simele|simferopol|sincelejo|sinfra|singa|singapore|singida|\
        singkawang|singosari|singrauli|sinjhoro|sinop|sinp'o|sinŭiju|sioux falls|siping|sirjan|\
        sirsa|sitiawan|sittwe|situbondo|sivakasi|sivas|siverek|skardu|skikda|skopje|skudai|\
        slough|smolensk|soacha|sobral|sochi|sodo|sofia|sohag|sokoto|soledad|\
        soledad de graciano sánchez|solingen|solwezi|somerset west|songcheng|songea|songjiang|\
        songnim-ni|sonīpat|sorocaba|sorong|sorsogon|soshanguve|sosnowiec|souk ahras|sousse|\
        south boston|south dublin|south tangerang|southampton|southend-on-sea|soweto|soyapango|\
        soyo|spanish town|split|spokane|spring valley|springfield|springs|sri ganganagar|\
        srinagar|st helens|st. louis|st. petersburg|staryy oskol|staten island|stavanger|\
        stavropol|sterlitamak|stockholm|stockton|stoke-on-trent|strasbourg|strogino|stuttgart|\
        subang jaya|sucre|suez|suginami|suicheng|suihua|suining|suita|suizhou|sujiatun|sukabumi|\
        sukkur|sukrah|sulaymaniyah|suleja|sullana|sultan pur majra|sultanbeyli|sultangazi|\
        sulţānah|sumaré|sumayl|sumbawanga|sumbe|sumedang|sumgayit|sumida|sumy|sunch'ŏn|suncheon|\
        sunderland|sungai buloh|sungai petani|sunggal|sunnyvale|sunrise manor|sunshine coast|\
        suqian|surabaya|surakarta|surat|surendranagar|surgut|surprise|surrey|surulere|sutton|\
        suwon|suzano|suzhou|suzuka|swansea|swindon|sydney|sykhiv|syktyvkar|sylhet|syracuse|\
        syzran|szczecin|szeged|são bernardo do campo|são caetano do sul|são carlos|são josé|\
        são josé de ribamar|são josé do rio preto|são josé dos campos|são josé dos pinhais|\
        são joão de meriti|são leopoldo|são luís|são mateus|são paulo|são vicente|ségou|sétif|\
        sóc trăng|sāmarrā'|sāngli|sāveh|sīkar|sītāpur|sōka|sūjāngarh|sơn tây|ta'if|tabora|\
        taboão da serra|tabriz|tabuk|tacheng|tachikawa|tacloban|tacna|tacoma|taganrog|\
        taguatinga|taguig|tahoua|tai po|tai'an|taicang|taichung|tainan|taipei|taiping|taishan|\
        taito|taiyuan|taiz|taizhou|takamatsu|takaoka|takarazuka|takasaki|takatsuki|takeo|\
        takoradi|talatona|talca|talcahuano|talhar|tallahassee|tallinn|tam kỳ|tama|tamale|\
        taman petaling|tambacounda|tambaram|tambov|tampa|tampere|tampico|tampines estate|\
        tampines new town|tando adam|tando allahyar|tando bago|tanga|tangail|tangerang|tanggu|\
        tanghe|tangier|tangshan|tanjung pinang|tanjungbalai|tanta|tantou|tanzhou|taoyuan|\
        taozhou|tapachula|tarakan|taranto|taraz|tarija|tarlac city|tarsus|tashkent|tasikmalaya|\
        taubaté|taunggyi|tauranga|tawau|taytay|taza|tbilisi|tegal|tegucigalpa|tehran|tehuacán|\
        teixeira de freitas|tel aviv|telford|teluk intan|teluknaga|tema|temara|temirtau|tempe|\
        tempe junction|temuco|teni|tepic|teresina|teresópolis|ternate|ternopil|terrassa|\
        teshi old town|tete|tetuán de las victorias|thanh hóa|thanh khê|thanh xuân|thanjavur|\
        the bronx|the hague|thembisa|thenali|thessaloníki|thika|thiruvananthapuram|thiès|\
        thiès nones|thoothukudi|thrissur|thuqbah|thuận an|thuận thanh|thành phố bà rịa|\
        thái nguyên|thāne|thānesar|thị trấn thuận châu|thị trấn đông triều|thị trấn đại từ|\
        thốt nốt|thủ dầu một|thủ đức|tianjin|tianshui|tiaret|tieling|tijuana|tilburg|timika|\
        timişoara|timon|tin shui wai|tirana|tiraspol|tirmiz|tiruchirappalli|tirunelveli|\
        tirupati|tiruppur|tiruvannamalai|tiruvottiyūr|tlalnepantla|tlalpan|tlaquepaque|tlemcen|\
        tláhuac|toamasina|tochigi|tokorozawa|tokushima|tokyo|toledo|toli-toli|toliara|toluca|\
        tolyatti|tomakomai|tomsk|tonalá|tongchuan|tongchuanshi|tonghua|tongliao|tongling|\
        tongshan|tongzhou|tonk|toowoomba|tordher|toronto|torrance|torreón|toruń|toshima|\
        tottori-shi|touba|touggourt|toulon|toulouse|townsville|toyama|toyohashi|toyokawa|\
        toyonaka|toyota|trabzon|tri-cities|trieste|trindade|tripoli|trois-rivières|trondheim|\
        trujillo|trà vinh|trảng bàng|tsentralnyi|tseung kwan o|tshikapa|tsing yi town|tsu|\
        tsuchiura|tsuen wan|tsukuba|tucson|tuen mun|tuguegarao|tula|tulsa|tuluá|tumkūr|tunduma|\
        tungi|tunis|tunja|turin|turkistan|turku|turmero|turpan|tuxtepec|tuxtla|tuy hòa|tuzla|\
        tver|tyumen|tân an|tân châu|târgu mureş|tây hồ|tébessa|tétouan|türkmenabat|tŏkch'ŏn|\
        tịnh biên|ube|uberaba|uberlândia|udaipur|udupi|ueda|ufa|ugep|uijeongbu-si|uji|ujjain|\
        ulan bator|ulan-ude|ulanhot|ulanqab|ulhasnagar|ulsan|ulu bedok|uluberiya|ulyanovsk|\
        umarkot|umraniye|umuahia|unaizah|ungaran|unnāo|upper west side|uppsala|urayasu|urdaneta|\
        urganch|ursynów|uruapan|ussuriysk|ust-kamenogorsk|utrecht|utsunomiya|uvira|uyo|uíge|\
        uşak|vadodara|valencia|valenzuela|valera|valladolid|valle de la pascua|valledupar|\
        valparaíso|valparaíso de goiás|van|vancouver|vanderbijlpark|vantaa|vapi|varanasi|varna|\
        varāmīn|vasyl'evsky ostrov|vaughan|velikiy novgorod|vellore|venustiano carranza|\
        veracruz|vereeniging|verhunskyi|verona|verāval|viamão|viana|victoria|\
        victoria de durango|vidisha|vienna|vientiane|vigo|vijayapura|vijayawada|vila andrade|\
        vila flor|vila velha|villa canales|villa nueva|villahermosa|villavicencio|\
        villeray–saint-michel–parc-extension|vilnius|vinh|vinnytsya|viranşehir|virginia beach|\
        virār|visakhapatnam|vitebsk|vitória|vitória da conquista|vizianagaram|viña del mar|\
        việt trì|việt yên|vladikavkaz|vladimir|vladivostok|volgodonsk|volgograd|vologda|\
        volta redonda|volzhsky|voronezh|vryheid|vyhurivshchyna-troyeshchyna|vykhino-zhulebino|\
        várzea grande|vĩnh châu|vũng tàu|wad medani|wafangdian|wah cantt|wakayama|walsall|\
        wan chai|wandsbek|wangsa maju|wanning|wanxian|wanzhou|warangal|warder|warri|warrington|\
        warsaw|washington|washington heights|watampone|watthana|wazirabad|weifang|weihai|weinan|\
        welkom|wellington|wenchang|wenshan city|wenzhou|west jerusalem|west raleigh|westonaria|\
        wichita|wiesbaden|wigan|windhoek|windsor|winejok|winnipeg|winston-salem|wollongong|\
        wolverhampton|wong tai sin|woodlands|worcester|wrocław|wuhai|wuhan|wuhu|wujiaqu|\
        wuppertal|wuwei|wuxi|wuxue|wuzhong|wuzhou|wādī as sīr|wŏnju|wŏnsan|xai-xai|\
        xalapa de enríquez|xi'an|xiamen|xiangtan|xiangyang|xianning|xiantao|xianyang|xiaogan|\
        xichang|xico|xilinhot|xindi|xingning|xingtai|xingyi|xining|xinji|xinqiao|xintai|\
        xinxiang|xinyang|xinyi|xinyu|xinyuan|xinzhou|xiuying|xizhi|xochimilco|xuancheng|xuanhua|\
        xuchang|xuhui|xuzhou|xuân lộc|ya'an|yachiyo|yakutsk|yamagata|yamaguchi|yamato|\
        yamoussoukro|yamuna nagar|yan'an|yanbu|yancheng|yangcheng|yangchun|yanghang|yangjiang|\
        yangju|yangon|yangpu|yangquan|yangsan|yangshuo|yangzhou|yanji|yantai|yanzhou|yao|\
        yaoundé|yaroslavl|yasenevo|yawnghwe|yazd|yei|yekaterinburg|yenagoa|yeosu|yerevan|yibin|\
        yichang|yichun|yinchuan|yingkou|yingtan|yintai|yishun new town|yiwu|yixing|yizhou|\
        yogyakarta|yokkaichi|yokohama|yokosuka|yola|yonago|yong'an|yongchuan|yongji|yongkang|\
        yongzhou|yonkers|yopal|york|yoshkar-ola|yuci|yuen long|yuen long kau hui|\
        yuen long san hui|yueyang|yulin|yuncheng|yunfu|yunlong|yunusobod|yuzhno-sakhalinsk|\
        zabrze|zagazig|zagreb|zahedan|zamboanga|zamora de hidalgo|zango|zanjan|zanzibar|zaoyang|\
        zaozhuang|zapopan|zaporizhzhya|zaragoza|zaria|zarichnyi|zarqa|zawiya|zelenograd|zemun|\
        zenica|zeytinburnu|zhabei|zhangjiagang|zhangjiajie|zhangjiakou|zhangye|zhangzhou|\
        zhanjiang|zhaodong|zhaoqing|zhaotong|zhengding|zhengzhou|zhenjiang|zhenping|zhenzhou|\
        zhicheng|zhongshan|zhongwei|zhoukou|zhoushan|zhu cheng city|zhubei|zhucheng|zhuhai|\
        zhulebino|zhumadian|zhuzhou|zhytomyr|zibo|zigong|ziguinchor|zinder|zitong|ziyang|\
        zlatoust|zliten|zoucheng|zumpango|zunyi|zürich|águas lindas de goiás|álvaro obregón|\
        århus|çanakkale|çankaya|çiğli|çorlu|çorum|ðà lạt|ðông hà|ñuñoa|örebro|ürümqi|üsküdar|\
        āmol|ārabī|āsansol|điện bàn|đưc trọng|đống đa|đồng xoài|đức phổ|łódź|ōgaki|ōita|ōta|\
        ōtsu|şabyā|şalālah|şanlıurfa|şişli|ţarţūs|ḩadā'iq al qubbah|ḩalwān|ḩamāh|ḩawallī|\
        ḩayy khildā|ṣuwayliḥ|‘ibrī|
        """
}
