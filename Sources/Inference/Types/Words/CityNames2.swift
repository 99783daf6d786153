// The larger cities of the world (GeoNames, CC BY 4.0), lower case, cut by bars.

extension WordLists {
    static let cityNames2 = """
        são bernardo do campo|são caetano do sul|são carlos|são josé|são josé de ribamar|\
        são josé do rio preto|são josé dos campos|são josé dos pinhais|são joão de meriti|\
        são leopoldo|são luís|são mateus|são paulo|são vicente|ségou|sétif|sóc trăng|sāmarrā'|sāngli|\
        sāveh|sīkar|sītāpur|sōka|sūjāngarh|sơn tây|ta'if|tabora|taboão da serra|tabriz|tabuk|tacheng|\
        tachikawa|tacloban|tacna|tacoma|taganrog|taguatinga|taguig|tahoua|tai po|tai'an|taicang|\
        taichung|tainan|taipei|taiping|taishan|taito|taiyuan|taiz|taizhou|takamatsu|takaoka|\
        takarazuka|takasaki|takatsuki|takeo|takoradi|talatona|talca|talcahuano|talhar|tallahassee|\
        tallinn|tam kỳ|tama|tamale|taman petaling|tambacounda|tambaram|tambov|tampa|tampere|tampico|\
        tampines estate|tampines new town|tando adam|tando allahyar|tando bago|tanga|tangail|\
        tangerang|tanggu|tanghe|tangier|tangshan|tanjung pinang|tanjungbalai|tanta|tantou|tanzhou|\
        taoyuan|taozhou|tapachula|tarakan|taranto|taraz|tarija|tarlac city|tarsus|tashkent|\
        tasikmalaya|taubaté|taunggyi|tauranga|tawau|taytay|taza|tbilisi|tegal|tegucigalpa|tehran|\
        tehuacán|teixeira de freitas|tel aviv|telford|teluk intan|teluknaga|tema|temara|temirtau|\
        tempe|tempe junction|temuco|teni|tepic|teresina|teresópolis|ternate|ternopil|terrassa|\
        teshi old town|tete|tetuán de las victorias|thanh hóa|thanh khê|thanh xuân|thanjavur|\
        the bronx|the hague|thembisa|thenali|thessaloníki|thika|thiruvananthapuram|thiès|thiès nones|\
        thoothukudi|thrissur|thuqbah|thuận an|thuận thanh|thành phố bà rịa|thái nguyên|thāne|thānesar|\
        thị trấn thuận châu|thị trấn đông triều|thị trấn đại từ|thốt nốt|thủ dầu một|thủ đức|tianjin|\
        tianshui|tiaret|tieling|tijuana|tilburg|timika|timişoara|timon|tin shui wai|tirana|tiraspol|\
        tirmiz|tiruchirappalli|tirunelveli|tirupati|tiruppur|tiruvannamalai|tiruvottiyūr|tlalnepantla|\
        tlalpan|tlaquepaque|tlemcen|tláhuac|toamasina|tochigi|tokorozawa|tokushima|tokyo|toledo|\
        toli-toli|toliara|toluca|tolyatti|tomakomai|tomsk|tonalá|tongchuan|tongchuanshi|tonghua|\
        tongliao|tongling|tongshan|tongzhou|tonk|toowoomba|tordher|toronto|torrance|torreón|toruń|\
        toshima|tottori-shi|touba|touggourt|toulon|toulouse|townsville|toyama|toyohashi|toyokawa|\
        toyonaka|toyota|trabzon|tri-cities|trieste|trindade|tripoli|trois-rivières|trondheim|trujillo|\
        trà vinh|trảng bàng|tsentralnyi|tseung kwan o|tshikapa|tsing yi town|tsu|tsuchiura|tsuen wan|\
        tsukuba|tucson|tuen mun|tuguegarao|tula|tulsa|tuluá|tumkūr|tunduma|tungi|tunis|tunja|turin|\
        turkistan|turku|turmero|turpan|tuxtepec|tuxtla|tuy hòa|tuzla|tver|tyumen|tân an|tân châu|\
        târgu mureş|tây hồ|tébessa|tétouan|türkmenabat|tŏkch'ŏn|tịnh biên|ube|uberaba|uberlândia|\
        udaipur|udupi|ueda|ufa|ugep|uijeongbu-si|uji|ujjain|ulan bator|ulan-ude|ulanhot|ulanqab|\
        ulhasnagar|ulsan|ulu bedok|uluberiya|ulyanovsk|umarkot|umraniye|umuahia|unaizah|ungaran|unnāo|\
        upper west side|uppsala|urayasu|urdaneta|urganch|ursynów|uruapan|ussuriysk|ust-kamenogorsk|\
        utrecht|utsunomiya|uvira|uyo|uíge|uşak|vadodara|valencia|valenzuela|valera|valladolid|\
        valle de la pascua|valledupar|valparaíso|valparaíso de goiás|van|vancouver|vanderbijlpark|\
        vantaa|vapi|varanasi|varna|varāmīn|vasyl'evsky ostrov|vaughan|velikiy novgorod|vellore|\
        venustiano carranza|veracruz|vereeniging|verhunskyi|verona|verāval|viamão|viana|victoria|\
        victoria de durango|vidisha|vienna|vientiane|vigo|vijayapura|vijayawada|vila andrade|\
        vila flor|vila velha|villa canales|villa nueva|villahermosa|villavicencio|\
        villeray–saint-michel–parc-extension|vilnius|vinh|vinnytsya|viranşehir|virginia beach|virār|\
        visakhapatnam|vitebsk|vitória|vitória da conquista|vizianagaram|viña del mar|việt trì|\
        việt yên|vladikavkaz|vladimir|vladivostok|volgodonsk|volgograd|vologda|volta redonda|volzhsky|\
        voronezh|vryheid|vyhurivshchyna-troyeshchyna|vykhino-zhulebino|várzea grande|vĩnh châu|\
        vũng tàu|wad medani|wafangdian|wah cantt|wakayama|walsall|wan chai|wandsbek|wangsa maju|\
        wanning|wanxian|wanzhou|warangal|warder|warri|warrington|warsaw|washington|washington heights|\
        watampone|watthana|wazirabad|weifang|weihai|weinan|welkom|wellington|wenchang|wenshan city|\
        wenzhou|west jerusalem|west raleigh|westonaria|wichita|wiesbaden|wigan|windhoek|windsor|\
        winejok|winnipeg|winston-salem|wollongong|wolverhampton|wong tai sin|woodlands|worcester|\
        wrocław|wuhai|wuhan|wuhu|wujiaqu|wuppertal|wuwei|wuxi|wuxue|wuzhong|wuzhou|wādī as sīr|wŏnju|\
        wŏnsan|xai-xai|xalapa de enríquez|xi'an|xiamen|xiangtan|xiangyang|xianning|xiantao|xianyang|\
        xiaogan|xichang|xico|xilinhot|xindi|xingning|xingtai|xingyi|xining|xinji|xinqiao|xintai|\
        xinxiang|xinyang|xinyi|xinyu|xinyuan|xinzhou|xiuying|xizhi|xochimilco|xuancheng|xuanhua|\
        xuchang|xuhui|xuzhou|xuân lộc|ya'an|yachiyo|yakutsk|yamagata|yamaguchi|yamato|yamoussoukro|\
        yamuna nagar|yan'an|yanbu|yancheng|yangcheng|yangchun|yanghang|yangjiang|yangju|yangon|yangpu|\
        yangquan|yangsan|yangshuo|yangzhou|yanji|yantai|yanzhou|yao|yaoundé|yaroslavl|yasenevo|\
        yawnghwe|yazd|yei|yekaterinburg|yenagoa|yeosu|yerevan|yibin|yichang|yichun|yinchuan|yingkou|\
        yingtan|yintai|yishun new town|yiwu|yixing|yizhou|yogyakarta|yokkaichi|yokohama|yokosuka|yola|\
        yonago|yong'an|yongchuan|yongji|yongkang|yongzhou|yonkers|yopal|york|yoshkar-ola|yuci|\
        yuen long|yuen long kau hui|yuen long san hui|yueyang|yulin|yuncheng|yunfu|yunlong|yunusobod|\
        yuzhno-sakhalinsk|zabrze|zagazig|zagreb|zahedan|zamboanga|zamora de hidalgo|zango|zanjan|\
        zanzibar|zaoyang|zaozhuang|zapopan|zaporizhzhya|zaragoza|zaria|zarichnyi|zarqa|zawiya|\
        zelenograd|zemun|zenica|zeytinburnu|zhabei|zhangjiagang|zhangjiajie|zhangjiakou|zhangye|\
        zhangzhou|zhanjiang|zhaodong|zhaoqing|zhaotong|zhengding|zhengzhou|zhenjiang|zhenping|\
        zhenzhou|zhicheng|zhongshan|zhongwei|zhoukou|zhoushan|zhu cheng city|zhubei|zhucheng|zhuhai|\
        zhulebino|zhumadian|zhuzhou|zhytomyr|zibo|zigong|ziguinchor|zinder|zitong|ziyang|zlatoust|\
        zliten|zoucheng|zumpango|zunyi|zürich|águas lindas de goiás|álvaro obregón|århus|çanakkale|\
        çankaya|çiğli|çorlu|çorum|ðà lạt|ðông hà|ñuñoa|örebro|ürümqi|üsküdar|āmol|ārabī|āsansol|\
        điện bàn|đưc trọng|đống đa|đồng xoài|đức phổ|łódź|ōgaki|ōita|ōta|ōtsu|şabyā|şalālah|şanlıurfa|\
        şişli|ţarţūs|ḩadā'iq al qubbah|ḩalwān|ḩamāh|ḩawallī|ḩayy khildā|ṣuwayliḥ|‘ibrī|
        """
}
