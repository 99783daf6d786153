// The larger cities of the world (GeoNames, CC BY 4.0), lower case, cut by bars.

extension WordLists {
    static let cityNames1 = """
        's-hertogenbosch|6th of october city|a coruña|aachen|aalborg|aba|abadan|abaetetuba|\
        abakan|abbottabad|abeokuta|aberdeen|abha|abidjan|abobo|abohar|abomey-calavi|abu dhabi|\
        abuja|abū al-kahṣīb|abū ghurayb|abū kabīr|acapulco de juárez|acarigua|accra|acheng|\
        ad-damazin|adachi|adana|adapazarı|addis ababa|adelaide|aden|admiralteisky|ado-ekiti|\
        adoni|adıyaman|afyonkarahisar|agadez|agadir|agartala|agege|ageo|agra|aguascalientes|\
        ahilyanagar|ahmadpur east|ahmedabad|ahvaz|aihara|aihui|ait melloul|aix-en-provence|\
        aizawl|ajegunle|ajman|ajmer|akashi|akhmīm|akita|akola|akowonjo|akron|aksaray|aktau|\
        aktobe|akure|al ain city|al aḩmadī|al başrah al qadīmah|al diwaniyah|al fallūjah|\
        al fayyum|al hillah|al hoceïma|al hufūf|al jubayl|al kharj|al khums|al khuşūş|\
        al madīnah|al mansurah|al mawşil al jadīdah|al maţarīyah|al maḩallah al kubrá|\
        al maḩmūdīyah|al miqdādīyah|al mubarraz|al muharraq|al qadarif|al qāhirah al jadīdah|\
        al qāmishlī|al ḩasakah|al ḩawāmidīyah|al ḩudaydah|al ‘amārah|al ‘āshir min ramaḑān|\
        al-junaynah|al-kut|alandur|alanya|alappuzha|albacete|albuquerque|alcalá de henares|\
        alcorcón|aleppo|alexandra|alexandria|algiers|aliayabiagba|alicante|alimosho|almaty|\
        almendares|almere stad|almería|alor setar|alto barinas|alto hospicio|altona|alvorada|\
        alwar|alīgarh|amadora|amagasaki|amarapura|amarillo|ambarnath|ambato|ambattur|ambon|\
        ambāla|americana|amiens|amman|amravati|amritsar|amroha|amsterdam|an nhơn|anaheim|anand|\
        ananindeua|anantapur|anantnag|anbu|anchorage|anda|anderlecht|andijon|andong|\
        ang mo kio new town|angarsk|angeles city|angers|angra dos reis|angren|anjō|ankang|\
        ankara|annaba|anqing|anqiu|ansan-si|anshan|anshun|antakya|antalya|antananarivo|antipolo|\
        antofagasta|antsirabe|antwerp|anyang|anyang-si|anápolis|aomori|aparecida de goiânia|\
        aqsu|ar ramthā|ar raqqah|ar rayyān|aracaju|arad|arakawa|arapiraca|arar|araraquara|\
        araucária|araure|araçatuba|arba minch|archway|ardabīl|arequipa|arganzuela|arica|\
        arif wala|arifwala|arkhangel'sk|arlington|armavir|armenia|arnavutköy|arnhem|arrah|\
        arroyo naranjo|artux|arusha|arāk|arīsh|as samawah|as sālimīyah|asahikawa|ash sharqāt|\
        ash shaţrah|ashaiman|ashdod|ashgabat|ashikaga|ashkelon|ashuganj city|asmara|assiut|\
        astana|astanajapura|astoria|astrakhan|asunción|aswān|atani|ataşehir|athens|athlone|\
        atibaia|atlanta|atsiaman|atsugi|attock city|atyrau|auckland|augsburg|aurangabad|aurora|\
        austin|avadi|avellaneda|avtozavodskyi|awasa|awka|aydın|az zāwīyah|azcapotzalco|ba dinh|\
        ba vì|bab ezzouar|bachuan|bacolod city|bacoor|badajoz|badalona|bade|badlapur|bafoussam|\
        bagerhat|baghdad|bago|bago city|bagong silang|baguio|bahadurgarh|baharampur|\
        bahawalnagar|bahawalpur|bahir dar|bahraigh|bahçelievler|bahía blanca|baicheng|baise|\
        baishan|baiyin|bakersfield|baku|balakovo|balashikha|balasore|balbala|balcón de la lisa|\
        balikpapan|ballari|baltimore|balvanera|balıkesir|bamako|bamenda|ban khlong prawet|banan|\
        banda aceh|bandar abbas|bandar bukit raja|bandar lampung|bandar seri alam|bandar sunway|\
        bandar tasik puteri|bandar utama|bandar-e māhshahr|bandundu province|bandung|bang kapi|\
        bang khae|bang khun thian|bangkok|bangui|banhā|banja luka|banjar|banjaran|banjarbaru|\
        banjarmasin|bannu|banqiao|banī suwayf|bao'an|baoding|baoji|baoshan|baotou|baqubah|\
        baranagar|baranovichi|barcelona|barddhamān|bareilly|bari|bariadi|barinas|barishal|\
        barking|barnaul|barquisimeto|barra mansa|barrancabermeja|barranquilla|barreiras|barrie|\
        barueri|baruta|basel|basildon|basirhat city|basrah|basuo|bata|batam|batangas|bathinda|\
        batikent|batman|batna|baton rouge|battagram|batu|batu caves|batu pahat|batumi|batāla|\
        baubau|bauchi|bauru|bawshar|bayamo|bayamón|bayan nur|bayjī|bazhong|bağcılar|başakşehir|\
        bedok new town|beed|beersheba|begusarai|bei'an|beibei|beihai|beijing|beiliu|beining|\
        beipiao|beira|beirut|bekasi|belagavi|belfast|belford roxo|belgorod|belgrade|bella vista|\
        bello|belo horizonte|belém|benfica|bengaluru|bengbu|benghazi|bengkulu|benguela|\
        beni mellal|benin city|benito juarez|benito juárez|benoni|benxi|berazategui|berbera|\
        bercham|berezniki|bergen|berlin|berrechid|betim|bexley|beylikdüzü|beāwar|bhadrāvati|\
        bharatpur|bharūch|bhatara|bhavnagar|bhawana|bhayandar|bhetia|bhilai|bhilwara|bhimavaram|\
        bhind|bhiwandi|bhiwāni|bhopal|bhubaneswar|bhuj|bhusawal|bhāgalpur|bhālswa jahangirpur|\
        bhātpāra|białystok|bibirevo|bida|bidar|bielefeld|bielsko-biala|bihār sharīf|bijie|\
        bikaner|bila tserkva|bilbao|bilbeis|bilimora|bilāspur|bima|bimbo|binangonan|binjai|\
        bintulu|binzhou|biratnagar|birendranagar|birgañj|birkenhead|birmingham|biryulëvo|bishan|\
        bishkek|bishoftu|biskra|bissau|bitung|biysk|biên hòa|biñan|blackburn|blackpool|\
        blagoveshchensk|blantyre|blida|blitar|bloemfontein|blumenau|bnei brak|boa vista|\
        bobo-dioulasso|bobruysk|bochum|bocoio|bogor|bogotá|bogra|bohuniya|boise|bojnūrd|\
        boksburg|bokāro|bole|bologna|bolu|boma|bonn|bontang|borama|bordeaux|bordj bou arreridj|\
        borivli|borough park|borshchahivka|borūjerd|boshan|boston|botshabelo|botucatu|bouaké|\
        bournemouth|boyeros|bozhou|bradford|braga|bragança paulista|brahmapur|brakpan|brampton|\
        brasilandia|brasília|bratislava|bratsk|braunschweig|brazzaville|braşov|breda|bremen|\
        brent|brescia|brest|bridgeport|brighton|brisbane|bristol|brno|brooklyn|brownsville|\
        brussels|bryansk|brāhmanbāria|brăila|bucaramanga|bucharest|bucheon-si|buda|budapest|\
        budaun|budta|buenaventura|buenavista|bueng kum|buenos aires|buffalo|bujumbura|bukavu|\
        bukhara|bukit batok new town|bukit jalil|bukit merah estate|bukit mertajam|\
        bukit rahman putra|bukoba|bulandshahr|bulawayo|bumba|bunamwaya|bunda|bunia|bunkyo|\
        buraydah|burewala|burgas|burgos|burhānpur|burlington|burnaby|burnley|bursa|burāri|busan|\
        bushehr|business bay|butembo|butuan|butwāl|buôn ma thuột|bydgoszcz|bytom|béchar|bégoua|\
        béjaïa|bình thạnh|büyükçekmece|bābol|bāli|bālurghāt|bānda|bāndarban|bārākpur|bārāsat|\
        bīrjand|būkān|bạc liêu|bảo lộc|bắc giang|bắc ninh|bắc từ liêm|bến cát|cabanatuan city|\
        cabimas|cabinda|cabo de santo agostinho|cabo frio|cabo san lucas|cabuyao|cachoeirinha|\
        cachoeiro de itapemirim|cacuaco|cagayan de oro|cagliari|cai lậy|cainta|cairns|cairo|\
        cajamarca|calabar|calabozo|calama|calamba|calgary|cali|callao|caloocan|calumbo|cam ranh|\
        camagüey|camama|camaragibe|camayenne|camaçari|cambridge|campeche|campina grande|\
        campinas|campo grande|campo limpo|campos dos goytacazes|canberra|cancún|cangzhou|canoas|\
        cao lãnh|capao redondo|capas|cape coast|cape coral|cape town|capiatá|carabanchel|\
        caracas|carapicuíba|cardiff|cariacica|carletonville|carolina|carrefour|cartagena|\
        caruaru|cary|carúpano|casablanca|cascavel|castanhal|castelló de la plana|catamarca|\
        catania|caucaia|caxias|caxias do sul|cazenga|cebu city|ceilândia|celaya|central coast|\
        centralniy|centro habana|centurion|cergy-pontoise|ch'ŏngdan-ŭp|chak jhumra|chakwama|\
        chalco|chamberí|chandannagar|chandigarh|chandler|chang-hua|changam-ch'on|changchun|\
        changde|changhua|changji|changle|changning|changsha|changshu|changwon|changyi|changyuan|\
        changzheng|changzhi|changzhou|chaoyang|chaozhou|chapecó|charleroi|charlotte|chattanooga|\
        chattogram|chatuchak|cheboksary|chelyabinsk|chemnitz|chengde|chengdu|chenghua|\
        chengzhong|chennai|chenzhou|cheonan|cheongju-si|cherepovets|cherkasy|chernihiv|\
        chernivtsi|chertanovo yuzhnoye|chesapeake|chetumal|chhatarpur|chhindwāra|chiayi city|\
        chiba|chicago|chiclayo|chicoloapan|chifeng|chigasaki|chihuahua|chilanzar|chillán|\
        chilpancingo|chimbote|chimoio|chincha alta|chingola|chiniot|chinju|chipata|chirchiq|\
        chishtian|chisinau|chita|chitato|chitradurga|chittoor|chitungwiza|chizhou|chlef|\
        choa chu kang new town|cholula|chom thong|chon buri|chongjin|chongming|chongqing|\
        chongzuo|christchurch|chula vista|chuncheon|chungju|chunian|chuxiong|chuzhou|\
        chéngguān qū|chí linh|chānda|chāndpur|chāpra|chōfu|chūō|chợ lớn|ciampea|cianjur|\
        cibinong|cidade ademar|cidade dutra|cidade tiradentes|ciego de ávila|cienfuegos|cikupa|\
        cilacap|cilegon|cileungsir|cimahi|cincinnati|ciputat|cirebon|citeureup|\
        city of westminster|ciudad acuña|ciudad apodaca|ciudad benito juárez|ciudad bolívar|\
        ciudad camilo cienfuegos|ciudad del carmen|ciudad del este|ciudad delicias|\
        ciudad general escobedo|ciudad guayana|ciudad juárez|ciudad lineal|\
        ciudad lázaro cárdenas|ciudad lópez mateos|ciudad madero|ciudad nezahualcoyotl|\
        ciudad obregón|ciudad ojeda|ciudad victoria|cixi|clarksville|clermont-ferrand|cleveland|\
        cluj-napoca|coacalco|coatzacoalcos|cobán|cochabamba|coimbatore|colima|colina|colombo|\
        colonia del valle|colorado springs|columbia|columbus|comilla|comitán|commonwealth|\
        conakry|concepcion|concepción|concordia|constantine|constanţa|contagem|copenhagen|\
        coquimbo|coquitlam|cork|coro|corona|corpus christi|corrientes|cotabato|cotia|cotonou|\
        coventry|cox's bāzār|coyoacán|craiova|criciúma|croix-des-bouquets|croydon|cuauhtémoc|\
        cuautitlán|cuautitlán izcalli|cuautla|cuddalore|cuenca|cuernavaca|cuiabá|culiacán|\
        cumaná|curitiba|curug|cusco|cuttack|cuíto|cypress|częstochowa|cà mau|córdoba|cúa|cúcuta|\
        cần giuộc|cần thơ|cầu giấy|cẩm phả|da nang|dachang|dadu|daegu|daejeon|dagupan|dajal|\
        dakar|dali|dalian|daliang|dallas|daloa|dalūpura|damanhur|damascus|damietta|dammam|\
        dandong|danlí|danshui|daqing|dar bouazza|dar es salaam|darbhanga|darmstadt|darnytsya|\
        dasmariñas|datong|daule|davangere|davao|daxing'anling|daye|dayrah|dazhou|daşoguz|\
        debre birhan|debrecen|deer valley|dehiwala-mount lavinia|dehradun|deir ez-zor|\
        delegación cuajimalpa de morelos|delhi|delmas|dengzhou|denizli|denpasar|denver|deoghar|\
        deoli|depok|dera ghazi khan|dera ismail khan|derby|des moines|desna|desnyanskyi|\
        dessalines|dessie|detroit|dewas|deyang|dezful|dezhou|dhaka|dhamār|dhanbad|dhangaḍhi̇̄|\
        dharān|dhirkot|dhule|dhārāvi|diadema|dibrugarh|diepsloot|diez de octubre|digri|dihok|\
        dijon|dili|dinajpur|dinapore|dinapur nizamat|dindigul|dingxi|dingzhou|diourbel|\
        dire dawa|disūq|divinópolis|diyarbakır|djelfa|djibouti|dnipro|dniprovskyi|dodoma|doha|\
        dombivali|donaustadt|donetsk|dongguan|donghai|dongling|dongtai|dongying|\
        donostia / san sebastián|dortmund|dosquebradas|douala|dourados|dresden|dubai|\
        dubai investments park|dublin|dubréka|dudley|duisburg|dumai|dundee|dundo|dunhua|\
        dunhuang|duque de caxias|durban|durg|durgapur|durham|durrës|dushanbe|duyun|dzerzhinsk|\
        düsseldorf|düzce|dĩ an|dīla|e'zhou|east chattanooga|east flatbush|east hampton|\
        east helsinki|east jerusalem|east london|east new york|ebute ikorodu|\
        ecatepec de morelos|ede|edinburgh|edirne|edmonton|edogawe|efon-alaaye|eimsbüttel|\
        eindhoven|eixample|el achir|el daein|el dibir|el eulma|el fasher|el jadida|el limón|\
        el obeid|el oued|el paso|el tigre|el vigía|elazığ|elche|eldoret|elektrostal'|elk grove|\
        eloy alfaro|eluru|emalahleni|embalenhle|embu das artes|eminabad|enfield town|engels|\
        enschede|ensenada|enshi|enugu|envigado|epworth|erbil|ereğli|erfurt|erode|erzincan|\
        erzurum|escondido|escuintla|esenler|esenyurt|eskişehir|eslamshahr|esmeraldas|esna|espoo|\
        essen|etobicoke|etwatwa|etāwah|eugene|evaton|ezhou|faisalabad|fangchenggang|fanling|\
        fardīs|faridabad|farrukhābād|fatehpur|fatih|favoriten|fayetteville|fazenda rio grande|\
        feira de santana|fendou|fengcheng|fenghuang|fengshan|fengxiang|fergana|\
        ferraz de vasconcelos|fes|fianarantsoa|florence|florencia|florianópolis|floridablanca|\
        floridsdorf|fontana|fontanar|formosa|fort collins|fort lauderdale|fort wayne|fort worth|\
        fortaleza|fortechnyi|foshan|foz do iguaçu|franca|francisco morato|franco da rocha|\
        frankfurt am main|freetown|freiburg|fremont|fresnillo|fresno|frisco|fu'an|fuchū|fuding|\
        fuencarral|fuencarral-el pardo|fuenlabrada|fuji|fujieda|fujisawa|fukui-shi|fukuoka|\
        fukushima|fukuyama|fuling|fushun|fuxin|fuyang|fuzhou|fyzābād|fès al bali|fīrozābād|\
        gaborone|gadag|gadag-betageri|gagnoa|gainesville|gajuwaka|galaţi|gandajika|gandhinagar|\
        gangneung|ganja|ganzhou|gaomi|gaoping|gaozhou|garanhuns|garden grove|garhi khairo|\
        garissa|garland|gasteiz / vitoria|gatineau|gaya|gaza|gaziantep|gazipur|gboko|gdańsk|\
        gdynia|gebze|geelong|geita|gelsenkirchen|gemena|general santos|geneva|genoa|gent|geoje|\
        george|george town|georgetown|germiston|getafe|ghardaïa|ghulja|ghāziābād|gia lâm|gifu|\
        gijang|gijón|gilbert|gilgit|gimcheon|gimpo-si|girga|gisenyi|giza|giá rai|glasgow|\
        glendale|gliwice|gloucester|godhra|godomè|goiânia|gojra|gol'yanovo|gold coast|golestān|\
        golfe|goma|gombe|gonbad-e kāvūs|gonder|gongheyong|gorakhpur|gorgān|gorontalo|gothenburg|\
        governador valadares|goyang-si|gqeberha|grajaú|granada|grand prairie|grand rapids|\
        gravataí|graz|greater noida|greater sudbury|greensboro|grenoble|groningen|grozny|\
        guacara|guadalajara|guadalupe|guang'an|guangshui|guangyuan|guangzhou|guankou|guantánamo|\
        guarapuava|guarenas|guarujá|guarulhos|guatemala city|guatire|guayaquil|gucun|guelph|\
        guigang|guilin|guixi|guiyang|gujangbagh|gujranwala|gujrat|guli|gulu|gumi|guna|gunan|\
        gundupālaiyam|gunpo|gunsan|guntur|guri-si|gurugram|gurúè|gusau|gustavo adolfo madero|\
        guwahati|guyong|guyuan|guédiawaye|gwalior|gwangju|gwangmyeong|gwangyang|gweru|gyeongju|\
        gyeongsan-si|gyānpur|gómez palacio|gölbaşı|gāndhīdhām|ha'il|haarlem|hachinohe|hachiōji|\
        hadano|haeju|hafar al-batin|hafizabad|hagen|hai bà trưng|haicheng|haifa|haikou|hailar|\
        hailin|haiphong|hakodate|haldia|halifax|halle (saale)|hamadān|hamamatsu|hamburg|\
        hamburg-mitte|hamburg-nord|hamhŭng|hami|hamilton|hamm|hanam|handan|hanfeng|hangu|\
        hangzhou|hannover|hanoi|hanumāngarh|hanzhong|harar|harare|harbin|harburg|hargeysa|\
        haridwar|harrow|harunabad|hashtsāl|hasilpur|hassan|hat yai|havana|hayward|hazāribāgh|\
        hebi|hebron|hechi|hechuan|hefei|hegang|heidelberg|heihe|helsinki|henderson|hengshan|\
        hengshui|hengyang|hepu|hermosillo|herne|heroica matamoros|herāt|heshan|hetauda|heyuan|\
        heze|hezhou|hialeah|higashihiroshima|higashimurayama|higashiosaka|himeji|hindupur|hino|\
        hirakata|hiratsuka|hirosaki|hiroshima|hisar|hitachi|hitachi-naka|hlaingthaya|\
        ho chi minh city|hobart|hohhot|hoji ya henda|holguín|hollywood|homs|homyel'|honchō|\
        hong kong|hong kong island|honggang|hongkou|honolulu|horlivka|horta-guinardó|hortaleza|\
        hortolândia|hosa'ina|hosapete|hoshiārpur|hosūr|hougang new town|houston|howrah|hrodna|\
        hsinchu|huai'an|huaibei|huaihua|huainan|huambo|huancayo|huanggang|huangpu|huangshan|\
        huangshi|huayin|hub|hubballi|huddersfield|huelva|hugli|huixing|huizhou|hulan ergi|\
        huludao|hulunbuir|humen|huntington beach|huntsville|huocheng|hurghada|huyện lâm hà|\
        huzhou|huánuco|huế|hwaseong-si|hyderabad|hyesan|hà tĩnh|hòa thành|hājīpur|hāpur|\
        hāthazāri|hŭngnam|ẖolon|hạ long|hải dương|iaşi|ibadan|ibagué|ibaraki|ibarra|ibb|\
        ibirité|ica|ichalkaranji|icheon-si|ichihara|ichikawa|ichinomiya|idkū|ifakara|iguatemi|\
        ijebu ode|ijero-ekiti|ikare|ikeja|ikire|ikot ekpene|iksan|ila orangun|ilagan|ile-ife|\
        ilesa|ilford|ilhéus|iligan|iligan city|iloilo|ilorin|imabari|imperatriz|imphal|imus|\
        incheon|indaiatuba|indianapolis|indore|inezgane|ingombota|inisa|insein|ipatinga|ipoh|\
        ipswich|iquique|iquitos|irapuato|irbid|iringa|irkutsk|iruma|irvine|irving|ise-ekiti|\
        isesaki|iseyin|isfahan|isfara|isiro|iskandar puteri|islamabad|islington|ismailia|\
        isparta|istanbul|istaravshan|itabashi|itaboraí|itabuna|itagüí|itaim paulista|itajaí|\
        itami|itapecerica da serra|itapetininga|itapevi|itaquaquecetuba|itaquera|ituzaingó|\
        ivano-frankivsk|ivanovo|ivory park|iwaki|iwata|iwo|ixtapaluca|izhevsk|iztacalco|\
        iztapalapa|izumi|izumo|i̇skenderun|i̇zmir|i̇zmit|jabalpur|jabaquara|\
        jaboatão dos guararapes|jabālyā|jacareí|jackson|jacksonville|jacobabad|jaffna|jaigaon|\
        jaipur|jakarta|jalalpur jattan|jalalpur pirwala|jalandhar|jalapa|jalgaon|jalālābād|\
        jamaica|jambi city|jammu|jamnagar|jampur|jamshedpur|jamālpur|janakpur|janzūr|jaraguá|\
        jaraguá do sul|jaranwala|jardim angela|jardim sao luis|jaunpur|jayapura|jebel ali|\
        jeddah|jeju city|jember|jeonju|jepara|jerez de la frontera|jersey city|jerusalem|\
        jessore|jhang sadr|jhelum|jhānsi|ji'an|jiading|jiamusi|jiangmen|jiangyin|jianshui|\
        jiaojiang|jiaozhou|jiaozuo|jiaxing|jiayuguan|jieshou|jieyang|jijiang|jijiga|jilin|\
        jimeta|jimma|jinan|jinchang|jincheng|jing'an|jingdezhen|jinghong|jingling|jingmen|\
        jingzhou|jinhua|jining|jinjiang|jinshan|jinshanlu|jinzhong|jinzhou|jiujiang|jiuquan|\
        jiutai|jiutepec|jixi|jiyuan|jizhou|jizzax|jodhpur|johannesburg|johor bahru|joinville|\
        joliet|jomvu|jos|josé c. paz|joão pessoa|juazeiro|juazeiro do norte|juba|juiz de fora|\
        juja|juliaca|jundiaí|jurong town|jurong west|jutiapa|jyväskylä|jājmau|jālna|jāmuria|\
        jīnd|jōetsu|jūnāgadh|kabankalan|kabinda|kabul|kabwe|kadapa|kaduna|kaech'ŏn|kaesŏng|\
        kafr ash shaykh|kafrul|kagoshima|kahama|kahramanmaraş|kaifeng|kaili|kaithal|kaiyuan|\
        kajang|kakamega|kakamigahara|kakogawachō-honmachi|kalaban koro|kalaburagi|kalemie|\
        kalemyo|kaliningrad|kalininskiy|kallakurichi|kaluga|kalyān|kamakura|kamalia|\
        kamensk-ural'skiy|kamina|kamirenjaku|kamoke|kampala|kampong baharu cheras batu sebelas|\
        kampong pasir ris|kampung baru subang|kampung kangkar teberau|kampung larkin lama|\
        kampung pasir gudang baru|kampung sungai glugur|kamyanske|kananga|kanayannur|kanazawa|\
        kanchipuram|kandahār|kanggye|kankan|kano|kanpur|kansas city|kaohsiung|kaolack|kapar|\
        karabağlar|karachi|karagandy|karaj|karaman|karamay|karawang|karbala|kariega|kariya|\
        karlsruhe|karnaphuli|karnāl|karol bāgh|karur|karuri|karāwalnagar|karīmnagar|karşıyaka|\
        kasama|kasangati|kashan|kashgar|kashiwa|kassala|kassel|kasugai|kasukabe|kasulu|kasur|\
        katabi|kathmandu|katihar|katowice|katsina|katsushika|katsuta|kaunas|kawagoe|kawaguchi|\
        kawanishi|kawasaki|kayes|kayseri|kazan|kediri|keelung|kelar|kelowna|kemerovo|kendari|\
        kenema|kenitra|kennedy|kerch|kerman|kermanshah|khabarovsk|khairpur mir's|khamis mushait|\
        khammam|khandwa|khanpur|kharagpur|kharkiv|khartoum|khartoum north|khasnahzān|khemisset|\
        khimki|khirdalan|khlong sam wa|khmelnytskyi|khobar|khomeynī shahr|khoroshëvo-mnevniki|\
        khorramabad|khorramshahr|khouribga|khujand|khulna|khuraybat as sūq|khuzdar|khān yūnis|\
        khānaqīn|khūy|kiambu|kibaha|kiel|kielce|kigali|kigoma|kikolo|kikuyu|kikwit|kilamba|\
        kima kieza|kimberley|kimhae|kindia|kindu|kingston|kingston upon hull|kinshasa|kipushi|\
        kira|kirkuk|kirov|kirāri sulemānnagar|kisangani|kishangarh|kishiwada|kisi|kismayo|\
        kisumu|kita|kitakyushu|kitale|kitchener|kitengela|kitwe|klaipėda|klang|klerksdorp|\
        kluang|klungkung|knoxville|kobe|kochi|kodaira|koforidua|kofu|kohat|kokshetau|kolhāpur|\
        kolkata|kollam|kolomna|kolwezi|kom ombo|komaki|komsomolsk-on-amur|kon tum|konak|\
        konibodom|konya|korba|korhogo|korla|koronadal|koshigaya|kostanay|kosti|kostroma|kota|\
        kota bharu|kota damansara|kota kinabalu|kota kuala muda|kotō|koudougou|koumassi|\
        koutiala|kovpakivskyi|kovrov|kowloon|kowloon city|kowloon city centre|kozhikode|košice|\
        kragujevac|kraków|kramatorsk|krasnodar|krasnogvargeisky|krasnoyarsk|krefeld|kremenchuk|\
        kreuzberg|krishnanagar|kropyvnytskyi|krugersdorp|kryvyy rih|kuala kubu baharu|\
        kuala lumpur|kuala terengganu|kuantan|kuching|kukatpally|kukichūō|kulim|kulti|kumagaya|\
        kumamoto|kumarapalayam|kumasi|kumba|kumbakonam|kunduz|kunming|kunri|kunshan|kuntsevo|\
        kupang|kurashiki|kure|kurgan|kurnool|kursk|kurume|kusatsu|kushinagar|kushiro|kuz'minki|\
        kwadukuza|kwai chung|kyaukpyu|kyengera|kyiv|kyoto|kyzylorda|köln|kütahya|küçükçekmece|\
        kākināda|kāmārhāti|kāraikkudi|kāshān|kēng tung|kırıkkale|kırşehir|kızıltepe|kōriyama|\
        kŭlob|kỳ anh|l'hospitalet de llobregat|la ceiba|la gi|la laguna|la paz|la pintana|\
        la plata|la rioja|la romana|la serena|la trinidad|laayoune|labuan bajo|ladysmith|lages|\
        lagos|lahore|laibin|laiwu|laixi|laiyang|laizhou|lajeado|lakewood|lal bahadur nagar|\
        lampang|lancaster|lander|lang'ata|langfang|langsa|lanzhou|lanús|laohekou|lapu-lapu city|\
        laredo|larkana|las palmas de gran canaria|las piñas|las tunas|las vegas|lat krabang|\
        latacunga|latakia|latina|latkrabang|latur|lauro de freitas|laval|layyah|le havre|\
        le mans|leeds|leganés|legaspi|leicester|leipzig|lekki|lembang|leshan|leverkusen|\
        lexington|lexington-fayette|león|león de los aldama|lhoka|lhokseumawe|lianghu|lianshan|\
        lianyungang|liaocheng|liaoyang|libertad|libreville|licheng|lichinga|lijiang|likasi|\
        lille|lilongwe|lima|limassol|limeira|limuru|lincang|lincoln|linfen|linhares|linköping|\
        linqu|linxia chengguanzhen|linyi|linz|lipa city|lipetsk|lisbon|lishui|little rock|\
        liupanshui|liuzhou|liverpool|livingstone|livorno|lizhi|liège|ljubljana|loa janan|lobito|\
        lodhran|logan city|logroño|loja|lomé|london|londrina|long beach|long bien|long khánh|\
        long xuyên|longfeng|longgang|longling county|longshan|longueuil|longyan|loni|\
        los angeles|los mochis|los teques|loudi|louisville|lu'an|luancheng|luanda|luanshya|\
        lubango|lubbock|lublin|lubuklinggau|lubumbashi|lucena|lucknow|ludhiana|\
        ludwigshafen am rhein|luena|luhansk|luohe|luohu district|luojiang|luoyang|lusail|lusaka|\
        lushui|luton|lutsk|luxor|luzhou|luziânia|lviv|lyon|lyubertsy|lyublino|lárisa|lévis|\
        lübeck|lüliang|lạng sơn|ma on shan|ma'anshan|mabalacat city|macapá|macau|macaé|maceió|\
        machala|machida|machilīpatnam|madanapalle|madhyamgram|madinah|madison|madiun|madrid|\
        madrid centro|madurai|madīnat an naşr|maebashi|magdalena contreras|magdeburg|\
        magnitogorsk|magugpo poblacion|magé|mahajanga|maharagama|mahbūbnagar|maheshtala|\
        mahesāna|mahilyow|mahābād|maianga|maicao|maiduguri|mainz|maipú|makassar|makati city|\
        makhachkala|makiyivka|makkah|makurdi|malabo|malabon|malacca|malakal|malang|malanje|\
        malatia-sebastia|malatya|malda|malegaon|malingao|malir cantonment|malkajgiri|mallawī|\
        malmö|malolos|maltepe|malāyer|man|man'gyŏngdae-ri|manado|managua|manama|manaus|\
        manchester|mandalay|mandaluyong|mandaluyong city|mandaue city|mangaluru|mango|manhattan|\
        manila|manisa|manizales|mannheim|mansa|mansfield|mansilingan|manta|mantampay|mantilla|\
        manukau city|manzanillo|manéah|maoming|maputo|mar del plata|mar'ino|marabá|maracaibo|\
        maracanaú|maracay|maradi|marawi city|marbella|marcory|mardan|marg‘ilon|maricá|\
        marienthal|marikina city|maringá|mariupol|mariveles|marka|markham|marne la vallée|\
        maroua|marrakesh|marseille|marsá maţrūḩ|marvdasht|mary|maryvale|marília|marāgheh|masan|\
        maseru|mashhad|masina|matadi|matanzas|mataram|mathura|matola|matsudo|matsue|matsumoto|\
        matsusaka|matsuyama|matuga|maturín|mau|mauá|mawlamyine|maykop|mazatlán|mazār-e sharīf|\
        mbandaka|mbanza kongo|mbanza-ngungu|mbarara|mbeya|mbour|mbuji-mayi|mckinney|mdantsane|\
        meads|medan|medellín|medinīpur|meerut|meguro|meiktila|meishan|meizhou|mejicanos|mek'ele|\
        meknes|melbourne|melitopol|memphis|mengzi|menongue|mentougou|\
        mercier–hochelaga-maisonneuve|merkezefendi|merlo|mersin|mesa|mesquite|messina|mestre|\
        metairie terrace|metro|mexicali|mexico city|meycauayan|miami|mianyang|\
        mianzhu, deyang, sichuan|miass|middelburg|middlesbrough|miguel hidalgo|milan|\
        milton keynes|milwaukee|minamirinkan|minato|minato city|mingora|minhang|minna|\
        minneapolis|minsk|minya|miraflores|miri|mirpur khas|mirpur model thana|mirzāpur|\
        misato, saitama|miskolc|misratah|mississauga|mito|mixco|miyakonojō|miyazaki|mobile|\
        mocuba|modena|modesto|moga|mogadishu|mogi das cruzes|mogi guaçu|mohali|mohammadpur|\
        mohammedia|mokotów|mokpo|mombasa|monclova|monrovia|monterrey|montería|montes claros|\
        montevideo|montgomery|montpellier|montréal|monywa|mopti|moratuwa|morelia|morena|moreno|\
        moreno valley|moriguchi|morioka|moro|morogoro|morvi|morādābād|moscow|moshi|mossamedes|\
        mossoró|mostaganem|mosul|motijheel|moundou|mpanda|mthatha|mu-se|muar|mubi|mudanjiang|\
        mueang nonthaburi|mufulira|mukalla|mukim pulai|mukono|mulenvos|multan|mulugu|mumbai|\
        munger|munich|muntinlupa|muratpaşa|murcia|murfreesboro|muridke|murmansk|murwāra|\
        musaffah|musanze|musashino|muscat|mushin|musoma|mutare|muzaffargarh|muzaffarnagar|\
        muzaffarpur|muzaffarābād|mwala|mwanza|mwene|mwene-ditu|myeik|mykolayiv|mymensingh|\
        mysuru|mytishchi|mzuzu|málaga|médéa|mérida|móstoles|mönchengladbach|mülheim|münster|\
        mīt ghamr|mỹ tho|n'dalatando|n'djamena|naberezhnyye chelny|nacala|nada|nadiād|nador|\
        naga|nagano|nagaoka|nagar naluākot|nagareyama|nagasaki|nagoya|nagpur|naha|naihāti|\
        nairobi|naivasha|najaf|najafgarh|najafābād|najrān|nakano|nakhodka|nakuru|nalchik|\
        nalgonda|nam định|namangan|namp'o|nampula|nanchang|nanchong|nanchuan|nanded|nandyāl|\
        nanjin|nanjing|nanning|nanpiao|nanping|nanqiao|nansana|nantes|nantong|nanyang|\
        naperville|naples|nara-shi|narashino|narayanganj|narela|narsingdi|nashik|nashville|\
        nasimshahr|nasiriyah|nassau|nasīm shahr|natal|natore|naucalpan de juárez|navegantes|
        """
}
