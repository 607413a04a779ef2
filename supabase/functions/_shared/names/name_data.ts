/**
 * What is known of Nigerian names: titles, spellings of one name, short forms, names that look alike and are not, and the
 * words of businesses. Letters as `foldLetters` leaves them: small, without marks. To teach the matching a name, add it here
 * and a pair of it to the labelled pairs.
 */

/** Titles before a name, by whom they are for. They say nothing of who somebody is, unless one is a man's and one a woman's. */
export const titles = {
  men: "mr mister alhaji alh sir mazi otunba master fr oloye ogbueshi ogbuefi nze ozo ichie sarkin",
  women:
    "mrs ms miss madam mme alhaja hajia hajiya haj hajja lady lolo dame yeye erelu iyalode deaconess dcns",
  anybody:
    "dr doc prof professor engr engineer eng arc arch architect barr barrister bar esq pastor pst pas rev reverend revd " +
    "evang evangelist evan apostle apst bishop deacon dcn elder eld hon honourable honorable sen senator comrade comr capt " +
    "captain col colonel gen brig lt sgt cpl insp dsp asp csp acp surv surveyor tpl qs pharm chief amb ambassador " +
    "hrm hrh excellency ven venerable canon fca fcna mni oon ofr mfr phd jp ustaz late",
} as const;

/** Titles that are given names as well: they count where the other name has them too, and cost nothing where it has not. */
export const titlesThatAreNames =
  "prince princess king queen duke major justice doctor imam malam mallam nurse baba mama sheikh alfa hajj";

/** Words that tell a father from his son. */
export const generations = {
  younger: "jr jnr junior ii iii",
  elder: "sr snr senior",
} as const;

/** Between names, and no part of them. */
export const connectors = "bin ibn bint bn the of aka alias";

/** What banks write beside a name about the account. */
export const accountWords = "account acct savings current pos domiciliary";

/** What stands before the name that a married woman had. */
export const maidenMarks = "nee formerly";

/** Each line: one name in the spellings that papers have of it. */
export const spellings: readonly string[] = [
  // Muslim names, as the North, the Yoruba and clerks write them
  "muhammad mohammed mohammad muhammed mohamed mohamad muhamad muhamed muhd mohd moh md muhammadu mahammed mohamadu",
  "ahmad ahmed ahmadu amadu ahamed ahmod",
  "abubakar abubaker abubakr aboubakar abubakari abubacar bubakar",
  "ibrahim ibraheem ibrahimu ebrahim ibraim ibrahin ibarahim",
  "yusuf yusuff yusufu yousuf yousef yousouf yisuf yusup yusouf",
  "usman uthman osman othman usmanu ousmane usumanu",
  "umar omar umaru oumar umoru",
  "aliyu aliu alliyu alliu aliyou",
  "ali alli",
  "hassan hasan hassen asan",
  "hussaini husseini hussein hussain husain usaini husaini useni",
  "hassana hasana asana",
  "hussaina husaina usaina",
  "aisha aishat aishatu aishah ayisha ayishat ayesha aisatu aishatou aysha",
  "fatima fatimah fatimat fatimatu fatimo fatimoh fatma faatimah",
  "khadija khadijat khadijah khadijatu kadijat kadija hadiza hadija hadizatu kadijah",
  "maryam mariam mariyam miriam maryamu mariama maryama mariamu",
  "amina aminat aminatu aminah aminata",
  "zainab zaynab zainabu zeinab zainob zaynob zenab zainaba",
  "halima halimat halimatu halimah alima alimat alimatu",
  "rukayya rukayyat ruqayyah rukayat ruqayyat rukaiya rukkaya ruqayya rukayatu rukayah ruqayah rukayyatu",
  "rahma rahmat rahmatu rahmah ramat ramatu rahamat rahmota",
  "sadiya saadiya sadia saadia saadiyya",
  "safiya safiyya safiyat safiyah safia safiatu safiyyah",
  "hauwa hawwa hawa hauwau awawu hauwawu",
  "bilkisu bilqis bilkis bilqees bilikis bilikisu bilkees",
  "hafsat hafsa hafsah hafsatu afsat",
  "jamila jamilat jamilah jameela jamilatu",
  "latifat lateefat latifah latifa lateefah",
  "rashidat rasheedat rasheedah rashida",
  "nafisat nafisa nafisah nafeesah nafeesat nafisatu",
  "salamatu salamat salamah",
  "balkisu balkis",
  "abdul abdur abdus abd abdu",
  "abdullahi abdullah abdulahi abdallah abdulla abdulai abdullai abdulah",
  "abdulrahman abdurrahman abdulrahaman abdulraman abdurahman abdurrahaman abdulrahmon abdulramon",
  "abdulkadir abdulqadir abdulkadri abdulqodir abdulkadiri abdulqadri",
  "abdulkarim abdulkareem abdukarim",
  "abdulmalik abdulmaliq abdulmaleek",
  "abdulaziz abdulazeez abdulazis abdulhazeez",
  "abdulsalam abdussalam abdulsalami abdusalam abdulsalaam abdussalami",
  "abdulwahid abdulwaheed abdulwahed",
  "abdulwahab abdulwahhab",
  "abdulrashid abdulrasheed abdurrashid abdurrasheed",
  "abdulhamid abdulhameed",
  "abdulfatai abdulfatah abdulfattah",
  "abdullatif abdullateef abdulateef abdulatif",
  "abdulganiyu abdulganiu",
  "abdulmumin abdulmumini abdulmuumin",
  "abdulgafar abdulgafaru abdulgaffar",
  "ismail ismaila ismaeel ismaheel esmail ismael ismailu",
  "idris idrees idrisu idriss",
  "isa issa isah esa",
  "musa moosa mousa moussa",
  "sulaiman sulaimon suleiman suleman sulayman sulaimana suleimon soliman sulieman",
  "yahaya yahya yahyah yahaiya",
  "yakubu yaqub yakub yaqoob yakubi",
  "ishaq ishaku isiaka ishaka isiaq ishak ishiaku isyaku isyaka",
  "haruna harun haroon aruna",
  "salihu salih saleh salih",
  "saidu said saeed seidu saeedu",
  "saheed shaheed sahid shahid",
  "sanusi sunusi sanusy",
  "lawal lawwal lawali",
  "nasir nasiru naseer nasiri",
  "bashir bashiru basiru basheer",
  "kabir kabiru kabeer kabeeru",
  "munir muniru muneer",
  "mustapha mustafa mustopha mustapher mustafah",
  "mahmud mahmoud mahmood mahmudu mamudu mahmuda",
  "dauda daud dawud dawood dawuda",
  "zubair zubairu zubeir zubayr",
  "jibril jibrin jibreel jubril jibrilu jibrila",
  "shuaibu shuaib suaibu suaib shuaeb",
  "suraj surajo sirajo siraj",
  "auwal auwalu awwal awal awalu",
  "yunus yunusa yinusa yunusu",
  "habib habibu habeeb habeebu",
  "latif lateef latifu",
  "rashid rasheed rashidi rasidi",
  "taofeek taofik taofiq tawfiq taufiq taofeeq toufiq taufik tofik",
  "ganiyu ganiu",
  "kamaldeen kamaludeen kamaluddin kamorudeen kamarudeen",
  "nurudeen nuruddeen nuraddeen nuruddin nurudin",
  "sadiq sadik sodiq sodik saddiq",
  "mubarak mubaraq mubarack",
  "mukhtar muktar mukhtaru muktari muhtar mukhtari",
  "tijani tijjani tijjany",
  "murtala murtalla murtada",
  "jamiu jamiyu",
  "rafiu rafiyu",
  "waheed wahid waidi",
  "azeez aziz asis",
  "kareem karim karimu",
  "hameed hamid amidu hamidu",
  "moruf maruf maaruf maroof",
  "wasiu wasiyu",
  "shehu sheu",
  // Yoruba
  "folasade folashade folasede",
  "olufemi oluwafemi",
  "ogunsola ogunshola",
  "ayooluwa ayoluwa",
  "temidayo temidayor",
  "adebowale adebowhale",
  "olanrewaju olarewaju olarenwaju lanrewaju",
  "toluwalope tolulope toluwalpe",
  "oyindamola oyindamolah",
  "abayomi abayome",
  "titilayo titilayor",
  "iyabo iyabode",
  "aderonke aderoke",
  "adebimpe adebimpeh",
  "tajudeen tajuddin tajudin",
  "owolabi owolabie",
  "ayinde ayindeh",
  "aiyedun ayedun",
  "odunayo odunaiyo",
  "taiwo taiye taye",
  // Igbo
  "chidinma chidimma chidima",
  "chukwuemeka chukuemeka chukwuemaka",
  "chukwudi chukudi chukwudy",
  "nnamdi namdi",
  "ifeanyi ifeany",
  "ikechukwu ikechuku ikechukwuka",
  "nneka nnekka",
  "ngozi ngosi",
  "ugochukwu ugochuku",
  "kenechukwu kenechuku",
  "obiageli obiagheli",
  "okwuchukwu okwuchuku",
  "adaeze adaze",
  // English and Bible names, as they are written here
  "michael micheal michel mikel",
  "emmanuel emanuel immanuel emmauel emmanual",
  "stephen steven stephan",
  "samuel samual",
  "elizabeth elisabeth elizebeth",
  "catherine katherine kathrine catharine kathryn",
  "christiana christianah christianna",
  "deborah debora deborrah",
  "rebecca rebekah rebeka rebbeca",
  "esther ester easther",
  "philip phillip philips phillips",
  "matthew mathew",
  "anthony antony",
  "theresa teresa tereza",
  "susan suzan",
  "isaac isaak issac",
  "jonathan johnathan jonathon",
  "vivian vivien vivianne",
  "lilian lillian",
  "juliet juliette",
  "sarah sara saratu",
  "joel joell",
  "josiah jossiah",
  "geoffrey jeffrey jeffery geofrey",
  "sylvester silvester",
  "gregory gregry",
  "monica monicah",
  "veronica veronicah",
  "hannah hanna",
  "abigail abigael",
  "johnson jonson",
  "thompson thomson",
  "williams william",
];

/** Left of the colon a short form, right of it the names it is short for, where no rule of `nameParts` says it. */
export const shortForms: readonly string[] = [
  "ugo: ugochukwu ugonna ugochi",
  "ike: ikechukwu ikenna",
  "oge: ogechi ogechukwu ogechukwuka",
  "ada: adaobi adaeze adanna adaora",
  "obi: obinna obioma obichukwu",
  "izu: izuchukwu izunna",
  "ify: ifeoma ifeanyi ifeyinwa",
  "ife: ifeoluwa",
  "ini: inioluwa iniobong",
  "ore: oreoluwa oreofe",
  "ope: opeyemi opeoluwa",
  "kele: kelechi kelechukwu",
  "kachi: onyekachi onyekachukwu",
  "onyi: onyinye onyinyechi",
  "okey: okechukwu",
  "somto: somtochukwu somtochi",
  "kosi: kosisochukwu kosisochi",
  "ebuka: chukwuebuka",
  "nk: nkechi",
  "nkem: nkemdilim nkemakolam nkemjika nkemchukwu",
  "ndu: ndubuisi",
  "chi: chinyere chioma",
  "chidi: chidiebere chidubem chidiebube",
  "chinwe: chinwendu chinweuba chinweike",
  "amanda: chimamanda",
  "dubem: chidubem",
  "amaka: chiamaka nwamaka chukwuamaka",
  "temi: temitope temitayo temidayo temiloluwa temilade",
  "tope: temitope",
  "tayo: temitayo omotayo adetayo olatayo",
  "dayo: temidayo adedayo oladayo ekundayo",
  "tunde: babatunde",
  "tola: omotola adetola",
  "tobi: oluwatobi oluwatobiloba tobiloba",
  "dami: damilola damilare oluwadamilola oluwadamilare damisola",
  "damilola: oluwadamilola",
  "tolu: tolulope toluwalope toluwani toluwanimi",
  "dele: ayodele bamidele akindele oladele",
  "deji: ayodeji adedeji oladeji",
  "kola: kolawole",
  "wole: kolawole oluwole",
  "titi: titilayo titilope",
  "nike: morenike adenike",
  "oyin: oyinkansola oyindamola",
  "ibukun: ibukunoluwa",
  "lanre: olanrewaju",
  "bola: bolanle omobolanle",
  "bisi: adebisi",
  "biodun: abiodun",
  "bimbo: abimbola",
  "bunmi: olubunmi oluwabunmi",
  "funmi: funmilayo olufunmilayo funmilola oluwafunmilayo",
  "funke: olufunke oluwafunke",
  "yemi: opeyemi oluyemi adeyemi",
  "gbemi: oluwagbemi gbemisola",
  "sade: folasade",
  "shade: folashade folasade",
  "lara: omolara",
  "ronke: aderonke",
  "simi: similoluwa simisola",
  "bukky: bukola olubukola",
  "mide: olamide ayomide olumide",
  "abdul: abdulrahman abdullahi abdulkadir abdulkarim abdulmalik abdulaziz abdulsalam abdulrashid abdulhamid",
  "fati: fatima",
  "mike: michael",
  "tony: anthony",
  "sam: samuel",
  "ben: benjamin benedict",
  "vicky: victoria",
  "chris: christopher christian christiana",
  "dan: daniel",
  "dave: david",
  "steve: stephen",
  "ken: kenneth",
  "fred: frederick alfred",
  "andy: andrew",
  "joe: joseph",
  "tom: thomas",
  "tim: timothy",
  "liz: elizabeth",
  "kate: catherine",
  "pat: patrick patricia",
  "emma: emmanuel",
  "bose: abosede",
  "uche: uchenna uchechukwu uchechi",
  "ayo: ayodele ayodeji ayobami ayomide ayoola",
  "oby: obiageli obioma",
  "sule: sulaiman",
  "bode: olabode",
];

/** Parts that everyday use leaves off the front or the end of a name: Oluwaseun is Seun, Ngozichukwuka is Ngozi. */
export const nameParts = {
  front: "oluwa olu ade ola ayo omo oba chukwu chi nna nne ogo ire akin",
  end: "oluwa loluwa olu chukwu chukwuka chi nna olorun chukwukadibia",
} as const;

/** Names that are alike and are never one name: brothers and sisters carry them. */
export const neverTheSame: readonly string[] = [
  "adeola adeolu",
  "adeyemi adeyemo",
  "amina aminu amin",
  "jamila jamilu",
  "nafisa nafiu",
  "habiba habibu",
  "rashida rashid",
  "latifa latif",
  "francis frances",
  "emmanuel emmanuella",
  "daniel daniella daniela",
  "gabriel gabriella gabriela",
  "michael michelle michaela",
  "victor victory victoria",
  "christian christiana christina",
  "joseph josephine",
  "patrick patricia",
  "justin justina",
  "martin martina martins",
  "paul paula paulina",
  "augustine augustina",
  "celestine celestina",
  "clement clementina",
  "anthony anthonia antonia",
  "john johnson",
  "peter peters petra",
  "olamide olumide",
  "olawale adewale",
  "ayodele ayodeji",
  "okoro okorie okoroafor",
  "okafor okoafor",
  "chinedu chinelo chinedum",
  "chika chike",
  "uchenna uchechi",
  "adebayo adebola adeboye",
  "damilola damilare",
  "oluwatobi oluwatoni oluwatoyin",
  "oluwaseun oluwaseyi",
  "temitope temitayo",
  "ebere ebele",
  "amara amaka",
  "kehinde taiwo",
  "chinwe chinonye",
  "obinna obianuju",
  "sade sandra",
  "tunji tunde",
  "lawal lawan",
  "sani sanusi",
  "titilayo titilope",
  "chinyere chinyelu",
  "philip philippa",
  "babatunde babatunji",
  "nonso nonye",
];

/**
 * Names that fathers hand on as surnames, so that they say little of who somebody is: Musa Ibrahim's son may be Ibrahim Musa.
 * The Muslim names of `spellings` and these.
 */
export const handedOn =
  "sani bello garba danjuma bala audu adamu tanko shehu rabiu salisu hamza bature gambo lawan ado nuhu inuwa labaran magaji " +
  "aminu amin abba jafaru buhari shagari gana tukur wada waziri zakari zakariya " +
  "muhammad ahmad abubakar ibrahim yusuf usman umar aliyu ali hassan hussaini abdul abdullahi abdulrahman abdulkadir " +
  "abdulkarim abdulmalik abdulaziz abdulsalam abdulrashid abdulhamid ismail idris isa musa sulaiman yahaya yakubu ishaq haruna " +
  "salihu saidu sanusi lawal nasir bashir kabir munir mustapha mahmud dauda zubair jibril shuaibu suraj auwal yunus habib " +
  "mukhtar tijani murtala sadiq aisha fatima khadija maryam amina zainab halima hauwa " +
  "john peter james paul emmanuel daniel samuel joseph david moses sunday monday friday saturday simon stephen philip thomas " +
  "matthew mark luke isaac jacob abraham solomon joshua elijah jeremiah ezekiel gabriel michael anthony francis augustine " +
  "godwin felix victor patrick charles henry george williams edward richard robert johnson thompson jackson benjamin timothy " +
  "andrew bassey effiong okon etim udo friday clement christopher benson wilson nelson martins peters";

/** Other names that are well known: two that are known and not one name are two names, however alike they look. */
export const otherNames =
  "chioma chiamaka nkechi nkechinyere ifeoma ifeyinwa adaobi adanna obinna uchenna uchechukwu chinonso chukwunonso kelechi kenechi " +
  "ebuka chukwuma chuka chukwuka okechukwu emeka nonso somtochukwu kosisochukwu amarachi oluchi ogechi onyeka onyekachi chidiebere " +
  "chidera chisom chizoba chidozie obiora obioma ikenna ikemefuna azubuike uzoma uzochukwu nwachukwu okafor okeke okonkwo okoye " +
  "okoro nwosu nwankwo eze ezeh obi onyekwere anyanwu nnadi nwafor igwe ibe udeh uba ugwu mbah onuoha okpara okereke ogbonna " +
  "nwokedi nwoye chukwu azikiwe achebe adichie ekwueme ojukwu iweala soludo umeh ani odoh nwabueze onwuka ohaneje " +
  "seun oluwaseun olusegun segun femi tunde babatunde adebayo bayo adewale wale kunle adekunle olakunle gbenga olugbenga " +
  "rotimi kayode kehinde taiwo idowu alaba ayo ayodele ayodeji deji dele segun sola olusola sola shola yinka olayinka adeyinka " +
  "niyi adeniyi dapo oladapo bukola olubukola kemi oluwakemi yetunde bisola abosede omolara omotola morenike adenike ronke " +
  "aderonke tosin oluwatosin toyin toyosi simisola damilola damilare olamide ayomide olumide ayobami opeyemi tolulope temitope " +
  "jumoke kafayat mojisola moji iyabo bolanle bola yemisi adeyemi adeyemo adeleke adeyinka adeniran adesina adetokunbo " +
  "afolabi afolayan akande akinola akintola akinwale alabi awolowo ayeni babalola bakare balogun bamidele dada fashola falana " +
  "fagbemi fawehinmi gbadamosi ige jimoh kuti makinde obasanjo odukoya ogunbanjo ogundipe ogunleye ogunlesi ojo okunola ola " +
  "oladipo olaniyan olatunji olawale oni onifade osinbajo oyebanji oyedepo oyelaran oyewole salami shonekan sowande soyinka " +
  "tinubu williams adeboye adegoke ademola adesanya ajayi ajibade akinyemi akpan ekong eyo effiong bassey essien etim inyang " +
  "udoh udom umoh usoro okon nsikan idara uduak aniekan imaobong iniobong mfon emem otobong edet ekpo " +
  "grace blessing mercy joy peace patience comfort charity faith hope favour precious gift happiness goodness rejoice rose " +
  "mary margaret martha ruth naomi rachel lydia priscilla juliana lucy agnes cecilia dorcas eunice felicia gloria glory helen " +
  "janet jane joan joyce linda lois maureen nancy roseline sandra stella sylvia tina vera victoria virginia winifred " +
  "osagie osaze osas ehis efosa efe ese ejiro oghene oghenero tega ovie ochuko onome osahon ighodaro igbinedion idahosa " +
  "terhemen tersoo doosuur mnguember aondona ngunan ushie ladi asabe ladidi talatu laraba lami jummai hajara binta binta zara " +
  "zuwaira rabi raliya samira shamsiyya sumayya umma uwani yagana falmata bukar kyari goni modu bulama zanna " +
  "dangote dantata elrufai kwankwaso ganduje tambuwal shekarau ribadu gusau yaradua masari atiku gowon abacha";

/** Words of a business that say its legal form or country: papers have them or not. */
export const businessForms =
  "limited plc incorporated nigeria company the and of rc bn gte llc llp west africa";

/** Words that say what a business does: a business is known as one by them, and two with different ones may be two. */
export const businessKinds =
  "enterprise venture property homes home estate realty realtor investment service construction engineering management " +
  "associates partner agency agent concept resource holding group international global trading trader store stores shop " +
  "supermarket industry communication technology solution consult consultant consulting logistics transport motor oil gas " +
  "energy hotel suite apartment lodge restaurant kitchen pharmacy hospital clinic school college academy foundation church " +
  "ministry association cooperative society union club bakery farm integrated multi multipurpose interbiz biz business brothers sons " +
  "development developer facility surveyor chambers studio media";

/** How the words of businesses are shortened or varied, each line one word first in the spelling that stands for all. */
export const businessSpellings: readonly string[] = [
  "limited ltd lmtd limted lim",
  "nigeria nig nigerian",
  "company co coy",
  "incorporated inc",
  "international intl int",
  "enterprise enterprises ent entr enterp entprise enterprice enterprices",
  "venture ventures vent",
  "property properties prop props",
  "homes home",
  "estate estates est",
  "realtor realtors",
  "investment investments inv invest investmt",
  "service services serv servs svcs svc",
  "construction constructions constr const construct",
  "engineering engr engrg eng",
  "management mgt mgmt mngt",
  "associates assoc associate ass",
  "partner partners",
  "agency agencies",
  "agent agents",
  "concept concepts",
  "resource resources res",
  "holding holdings",
  "group groups grp",
  "trader traders",
  "store stores",
  "industry industries ind inds",
  "communication communications comm comms",
  "technology technologies tech techs",
  "solution solutions sol",
  "consult consults",
  "consultant consultants",
  "logistics logistic",
  "motor motors",
  "hotel hotels",
  "suite suites",
  "apartment apartments apts",
  "brothers bros brother",
  "sons son",
  "development developments dev devt",
  "developer developers",
  "facility facilities",
  "surveyor surveyors",
  "farm farms",
  "ministry ministries",
  "cooperative coop",
  "multipurpose multipurp",
  "school schools",
  "college colleges",
  "church churches",
  "shop shops",
  "supermarket supermarkets",
  "saint st",
];
