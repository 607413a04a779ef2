/**
 * Pairs of names, judged by people: what somebody gave as their name, and what a bank or a register had. Made by hand, names
 * as they are written in Nigeria; no real person is meant. Where a careful clerk with nothing but the two names would not
 * decide, the pair is of `unsure`: it is for a person, and letting it pass is a fault.
 */

/** One person or one business: a clerk with both papers would not hesitate. */
export const onePerson = `
// Order, and capitals with the surname first
Chidi Okafor | OKAFOR CHIDI
Ngozi Okonkwo | OKONKWO NGOZI
Tunde Bakare | BAKARE TUNDE
Folake Adeyemi | ADEYEMI FOLAKE
Ifeanyi Nwosu | NWOSU IFEANYI
Osaze Igbinedion | IGBINEDION OSAZE
Effiong Bassey | BASSEY EFFIONG
Terhemen Aondona | AONDONA TERHEMEN
Okafor, Chidi | CHIDI OKAFOR
OKAFOR CHIDI | Chidi Okafor
Oghenetega Ovie | OVIE OGHENETEGA
Musa Abubakar | ABUBAKAR MUSA
// More names on one side
Chidi Okafor | OKAFOR CHIDI EMMANUEL
Chidi Emmanuel Okafor | OKAFOR CHIDI
Adunni Balogun | BALOGUN ADUNNI MARGARET
Ngozi Blessing Eze | EZE NGOZI
Tolani Fashola | FASHOLA TOLANI OLUWATOYIN ABIKE
Kelechi Nwachukwu | NWACHUKWU PRECIOUS KELECHI
Ebiere Dokubo | DOKUBO EBIERE PATIENCE
Ikenna Obi Okoye | OKOYE IKENNA
Yetunde Ogunleye | OGUNLEYE YETUNDE AJOKE
Nsikan Udoh | UDOH NSIKAN EMMANUEL
Musa Ibrahim Sani | SANI MUSA IBRAHIM ADAMU
Efosa Idahosa | IDAHOSA EFOSA LUCKY
Amarachi Onuoha | ONUOHA AMARACHI FAVOUR
Zainab Dantata | DANTATA ZAINAB
Bukar Kyari | KYARI BUKAR MODU
// Titles and marks of honour
Alhaji Musa Dantata | DANTATA MUSA
Alh. Sani Kwankwaso | KWANKWASO SANI
Alhaja Risikat Gbadamosi | GBADAMOSI RISIKAT
Chief Emeka Ojukwu | OJUKWU EMEKA
Dr. Ngozi Iweala | IWEALA NGOZI
Dr (Mrs) Adaeze Uba | UBA ADAEZE
Engr. Bayo Ogunlesi | OGUNLESI BAYO
Barr. Femi Falana | FALANA FEMI
Barrister Uche Anyanwu | ANYANWU UCHE
Pastor Kunle Odukoya | ODUKOYA KUNLE
Pst Grace Umoh | UMOH GRACE
Otunba Gani Adeniran | ADENIRAN GANI
Prince Adewale Ademola | ADEMOLA ADEWALE
Princess Ronke Adesanya | ADESANYA RONKE
Mrs Halima Ribadu | RIBADU HALIMA
Mrs. Chinwe Onwuka | MRS ONWUKA CHINWE
Hajia Hauwa Gusau | GUSAU HAUWA
Hajiya Bilkisu Shagari | SHAGARI BILKISU YAGANA
Prof. Wole Soyinka | SOYINKA WOLE
Arc. Tobi Makinde | MAKINDE TOBI
Mallam Nuhu Tambuwal | TAMBUWAL NUHU
Hon. Tersoo Ngunan | NGUNAN TERSOO
Rev. Fr. Kelechi Mbah | MBAH KELECHI
Sir Ikechukwu Umeh | UMEH IKECHUKWU
Evang. Esther Inyang | INYANG ESTHER
Surv. Idris Masari | MASARI IDRIS
Comrade Ovie Onome | ONOME OVIE
Deacon Peter Okpara | OKPARA PETER
Lolo Obioma Nwabueze | NWABUEZE OBIOMA
Nze Obiora Odoh | ODOH OBIORA
Capt. Ehis Osagie | OSAGIE EHIS
Chief (Mrs) Folorunsho Alakija | ALAKIJA FOLORUNSHO
Ms Tiwa Olaniyan | OLANIYAN TIWA
Dr Amina Yaradua PhD | YARADUA AMINA
Tunde Fagbemi, Esq. | FAGBEMI TUNDE
Prince Okechukwu Igwe | IGWE PRINCE OKECHUKWU
// Tone marks, dotted and hooked letters, apostrophes
Ọlájùmọ̀kẹ́ Adébáyọ̀ | ADEBAYO OLAJUMOKE
Ẹniọlá Ọ̀ṣúntókun | OSUNTOKUN ENIOLA
Ṣadé Ògúnbánjọ | OGUNBANJO SADE
Chídị̀ebéré Ọkọ́nkwọ̀ | OKONKWO CHIDIEBERE
Ɗanjuma Ƙwaru | KWARU DANJUMA
Ɓagudu Bello Kebbi | KEBBI BELLO BAGUDU
Ọ̀yẹ́dẹ̀pọ̀ Fẹ́mi | OYEDEPO FEMI
Nwáòkóyè Ụchẹ | NWAOKOYE UCHE
Sa'adatu Rimi | RIMI SAADATU
Isma'il Gwarzo | GWARZO ISMAIL
Mu’azu Babangida | BABANGIDA MUAZU
D'Angelo Pepple | PEPPLE DANGELO
Rabi'u Kwankwaso | KWANKWASO RABIU
Ƴar'adua Ummaru Katsina | YARADUA UMARU KATSINA
// Hyphens, double-barrelled names, words written together or apart
Adaora Okafor-Eze | OKAFOR-EZE ADAORA
Adaora Okafor-Eze | OKAFOR EZE ADAORA
Nkem Adeleke-Johnson | ADELEKE NKEM
Bimpe Coker-Williams | COKERWILLIAMS BIMPE
Abdul-Rahman Kwara | KWARA ABDULRAHMAN
Abdul Rahman Gwadabe | GWADABE ABDULRAHMAN
Abdul Kadir Maitama | MAITAMA ABDULKADIR
Nasir El-Rufai | ELRUFAI NASIR
Nasir El Rufai | EL-RUFAI NASIR
Al-Mustapha Hamisu | ALMUSTAPHA HAMISU
Chi Amaka Ohaneje | OHANEJE CHIAMAKA
Oluwa-Seun Taiwo Dada | DADA OLUWASEUN TAIWO
Mary-Ann Ekpo | EKPO MARYANN
Ayo Bami Akintola | AKINTOLA AYOBAMI
Jean-Paul Etim Okon | OKON JEAN PAUL ETIM
Nne Oma Achebe | ACHEBE NNEOMA
Tamuno-Ibi George | GEORGE TAMUNOIBI
// Initials beside two whole names
Chidi E. Okafor | OKAFOR CHIDI EMMANUEL
Adebayo T Ogunsola | OGUNSOLA ADEBAYO TEMITOPE
Fatima B. Shekarau | SHEKARAU FATIMA
Emmanuel Okon Bassey | BASSEY EMMANUEL O
Grace A.B. Etuk | ETUK GRACE
O. Kelechi Nnadi | NNADI KELECHI OBINNA
Ngozi C. Ani | ANI NGOZI CHIKA
Tersoo J. Akiga | AKIGA TERSOO
J. Olumide Kuti | KUTI OLUMIDE JACOB
// Married women with both names in the papers
Ngozi Okafor-Eze | EZE NGOZI OKAFOR
Mrs Amaka Eze (nee Okoye) | EZE AMAKA
Mrs Amaka Eze (née Okoye) | OKOYE AMAKA
Bolanle Adeyemi nee Coker | ADEYEMI BOLANLE
Mrs Funke Akindele Bello | AKINDELE FUNKE
Hauwa Umar Ganduje | GANDUJE HAUWA
Yewande Sadiku-Okoro | SADIKU YEWANDE
Mrs Ini Edo Ehiagwina | EDO INI EHIAGWINA
Omotola Jalade | JALADE-EKEINDE OMOTOLA
// Cut by the bank
Oluwadamilola Ogunbanjo-Adesanya | OGUNBANJO ADESANYA OLUWADAMILO
Chukwuebuka Emmanuel Nwachukwu | NWACHUKWU CHUKWUEBUKA EMMANUE
Oluwatobiloba Ayomide Oyelaran | OYELARAN OLUWATOBILOBA AYOMI
Chimamanda Somtochukwu Ezekwesili | EZEKWESILI CHIMAMANDA SOMTOCHU
Abdulrahman Muhammad Kwankwaso | KWANKWASO ABDULRAHMAN MUHAMM
Oluwafunmilayo Abiodun Babatunde Ojo | OJO OLUWAFUNMILAYO ABIODUN BAB
Ifeyinwa Nkechinyere Onyekwelu | ONYEKWELU IFEYINWA NKECHINYER
Kosisochukwu Munachimso Okwuosa | OKWUOSA KOSISOCHUKWU MUNACHIM
Temiloluwa Oreoluwa Olorunfemi | OLORUNFEMI TEMILOLUWA OREOLUW
Olanrewaju Olorunnimbe Fagbohungbe | FAGBOHUNGBE OLANREWAJU OLORU
Nkechinyere Ogochukwu Ezenwa | EZENWA NKECHINYERE OGOCH
// Spellings of one name
Mohammed Buhari Daura | DAURA MUHAMMADU BUHARI
Muhammad Goni Bulama | BULAMA MOHAMMED GONI
Mohd Tukur Wada | WADA MUHAMMAD TUKUR
Aisha Zannah | ZANNAH AISHAT
Aishatu Binani | BINANI AISHA
Yusuf Alli-Balogun | ALLI BALOGUN YUSUFF
Ibrahim Shekarau | SHEKARAU IBRAHEEM
Fatima Gambo Ado | ADO FATIMAH GAMBO
Fatimat Adebola Raji | RAJI FATIMA ADEBOLA
Hadiza Zakari Daggash | DAGGASH KHADIJA ZAKARI
Maryam Uwais | UWAIS MARIAM
Umar Ganduje | GANDUJE UMARU
Usman Danfodio | DANFODIO OTHMAN
Ahmed Gulak | GULAK AHMAD
Suleiman Hunkuyi | HUNKUYI SULAIMON
Isiaka Adeleke Oyo | OYO ISHAQ ADELEKE
Rukayat Gawat | GAWAT RUQAYYAH
Zaynab Alkali | ALKALI ZAINAB
Abdulazeez Adegbite | ADEGBITE ABDULAZIZ
Abdulsalam Bande | BANDE ABDUSSALAM
Taofeek Arapaja | ARAPAJA TAWFIQ
Mustapha Gubio | GUBIO MUSTAFA
Micheal Opara | OPARA MICHAEL
Steven Keshi | KESHI STEPHEN
Philip Ikeanyionwu | IKEANYIONWU PHILLIP
Esther Nwaogwugwu | NWAOGWUGWU ESTER
Elisabeth Udofia | UDOFIA ELIZABETH
Folashade Tinubu-Ojo | TINUBU OJO FOLASADE
Segun Awolowo Remo | REMO SHEGUN AWOLOWO
Sola Allyson-Obaniyi | ALLYSON OBANIYI SHOLA
Chidinma Ekile | EKILE CHIDIMMA
Ugochuku Monye | MONYE UGOCHUKWU
Ezeh Nnamdi | EZE NAMDI
Sani Abacha Yola | YOLA SANNI ABACHA
Yahaya Kuta | KUTA YAHYA
Jubril Martins-Kuye | MARTINS KUYE JIBRIL
Theresa Akumadu | AKUMADU TERESA
// What people call each other
Emeka Ezekwesili | EZEKWESILI CHUKWUEMEKA
Chukwuemeka Odumegwu | ODUMEGWU EMEKA
Seun Akinbode | AKINBODE OLUWASEUN
Oluwaseun Osewa | OSEWA SEUN
Ngozi Ezeilo | EZEILO NGOZICHUKWUKA
Tunde Ednut-Alli | ALLI EDNUT BABATUNDE
Femi Otedola | OTEDOLA OLUWAFEMI
Olufemi Majekodunmi | MAJEKODUNMI FEMI
Wale Adenuga | ADENUGA ADEWALE
Kunle Afolayan | AFOLAYAN ADEKUNLE
Tolu Erogbogbo | EROGBOGBO TOLULOPE
Temi Dollface Bright | BRIGHT TEMITOPE DOLLFACE
Tobi Bakre | BAKRE OLUWATOBILOBA
Uche Jombo-Rodriguez | JOMBO RODRIGUEZ UCHENNA
Ebuka Obi-Uchendu | OBI UCHENDU CHUKWUEBUKA
Ify Onwuemene | ONWUEMENE IFEOMA
Ike Diorgu | DIORGU IKECHUKWU
Nonso Okpala | OKPALA CHUKWUNONSO
Funmi Iyanda | IYANDA FUNMILAYO
Bukola Elemide | ELEMIDE OLUBUKOLA
Kemi Adesoye | ADESOYE OLUWAKEMI
Tony Elumelu | ELUMELU ANTHONY
Mike Adenuga | ADENUGA MICHAEL
Sam Amuka-Pemu | AMUKA PEMU SAMUEL
Lanre Shittu | SHITTU OLANREWAJU
Yinka Ayefele | AYEFELE OLAYINKA
Chris Okotie | OKOTIE CHRISTOPHER
Oby Ezekwesili | EZEKWESILI OBIAGELI
Bode George | GEORGE OLABODE
Dapo Abiodun | ABIODUN OLADAPO
Yemi Osinbajo | OSINBAJO OLUYEMI OLULEKE
Ayo Fayose | FAYOSE PETER AYODELE
Bisi Akande | AKANDE ADEBISI
Kola Abiola | ABIOLA KOLAWOLE
Adebukola Oni | ONI BUKOLA
Sule Lamido | LAMIDO SULEIMAN
// Slips of a clerk
Chukwunweike Monanu | MONANU CHUKWUNWIEKE
Olorunfunmi Adewunmi Ige | IGE OLORUNFUMI ADEWUNMI
Ehizogie Aimufua | AIMUFUA EHIZOGE
Nwakaego Obiesie | OBIESIE NWAKEGO
Ogheneruemu Okiemute | OKIEMUTE OGHENERUMU
// Accounts of a trade that a person runs under their own name
Chidi Okafor | OKAFOR CHIDI T/A CHIDI STORES
Emeka Eze | EZE EMEKA (POS)
Tunde Ojo | OJO TUNDE -SAVINGS
// Any other
Godswill Akpabio | AKPABIO GODSWILL OBOT
Nyesom Wike | WIKE EZENWO NYESOM
Hafsat Abiola Costello | ABIOLA HAFSAT
Ubong Essien | ESSIEN UBONG-ABASI
Ini-Obong Udom | UDOM INIOBONG
Asmau Sani | SANI ASMA'U
Zulaihat Bala | BALA ZULAIHA
Bayo Adebayo | ADEBAYO BAYO
Mercy Johnson | MERCY JOHNSON OKOJIE
Samuel Samuel | SAMUEL SAMUEL
// Businesses
Grace Land School | GRACELAND SCHOOLS LTD
Peter & Paul Homes | PETER AND PAUL HOMES LTD
St. Mary's School | SAINT MARYS SCHOOL
Zenithview Properties Limited | ZENITHVIEW PROPERTIES LTD
Zenithview Properties Ltd | ZENITHVIEW PROPERTIES
Lekki Gardens Estate Limited | LEKKI GARDENS ESTATE LTD
Bakare & Sons Nigeria Limited | BAKARE AND SONS NIG LTD
Adaeze Ventures | ADAEZE VENTURE
Okafor Brothers Enterprises | OKAFOR BROS ENT
Haven Homes Ltd | HAVEN HOMES NIGERIA LIMITED
Sujimoto Construction Limited | SUJIMOTO CONSTR LTD
Mustard Seed Property Management Ltd | MUSTARD SEED PROPERTY MGT LTD
Pearl Atlantic Realty & Investment Company Limited | PEARL ATLANTIC REALTY AND INVESTM
Greenfield Facility Management Services Limited | GREENFIELD FACILITY MANAGEMENT
Ibile Estate Surveyors and Valuers | IBILE ESTATE SURVEYORS & VALUERS
A.B.C. Homes Ltd | ABC HOMES LIMITED
C & O Realtors | C AND O REALTORS LTD
Dantata Integrated Services Nig. Ltd. | DANTATA INTEGRATED SERVICES NIGERIA LIMITED
RC 123456 Palmgrove Apartments Ltd | PALMGROVE APARTMENTS LIMITED
Ẹlẹ́gbẹ́ Homes Limited | ELEGBE HOMES LTD
Royal Palm Intl Ltd | ROYAL PALM INTERNATIONAL LIMITED
God's Favour Enterprises | GODS FAVOUR ENTERPRISE
Northgate Resources Limited | NORTHGATE RESOURCES PLC
Kano Millers Cooperative Society | KANO MILLERS COOP SOCIETY
247 Stores Nigeria Ltd | 247 STORES LTD
The Address Homes Limited | ADDRESS HOMES LTD
Blueroof Property Developers Ltd | BLUE ROOF PROPERTY DEVELOPERS LTD
`;

/** Two people, or two businesses, or nothing that says they are one. */
export const twoPeople = `
// Brothers and sisters: one surname, another given name
Chidi Okafor | OKAFOR CHIKA
Chidi Okafor | OKAFOR EMEKA
Ngozi Okonkwo | OKONKWO NKECHI
Amina Yusuf Bello | AMINU YUSUF BELLO
Hassan Danladi | DANLADI HASSANA
Hussaini Gwarzo | GWARZO HUSSAINA
Taiwo Ogunbanjo | OGUNBANJO KEHINDE
Adeola Bankole | BANKOLE ADEOLU
Olamide Shittu | SHITTU OLUMIDE
Ayodele Ojo | OJO AYODEJI
Uchenna Mbah | MBAH UCHECHI
Temitope Alabi | ALABI TEMITAYO
Damilola Oyewole | OYEWOLE DAMILARE
Chinedu Anyanwu | ANYANWU CHINELO
Oluwaseun Akande | AKANDE OLUWASEYI
Emmanuel Bassey | BASSEY EMMANUELLA
Daniel Etim | ETIM DANIELLA
Francis Ekong | EKONG FRANCES
Victor Udo | UDO VICTORIA
Christian Onuoha | ONUOHA CHRISTIANA
Babatunde Fashola | FASHOLA BABAJIDE
Jamilu Wada | WADA JAMILA
Aisha Lawan | LAWAN HALIMA
Osaze Osagie | OSAGIE OSAS
Tega Oghene | OGHENE EJIRO
Iniobong Udoh | UDOH IMAOBONG
Ebere Nwafor | NWAFOR EBELE
Amara Eze | EZE AMAKA
Sadiq Masari | MASARI SANI
Idara Umoh | UMOH UDUAK
// ... and one middle name, the father's
Chidi Emmanuel Okafor | OKAFOR CHUKA EMMANUEL
Ngozi Amaka Eze | EZE NNEKA AMAKA
Tunde Ajibola Bakare | BAKARE SEGUN AJIBOLA
Musa Ibrahim Gusau | GUSAU YUSUF IBRAHIM
Aisha Ibrahim Gusau | GUSAU FATIMA IBRAHIM
Aisha Muhammad Sani | AMINA MUHAMMAD SANI
Umar Faruk Bello | USMAN FARUK BELLO
Blessing Ita Bassey | BASSEY GLORY ITA
Kemi Adunni Salami | SALAMI YEMI ADUNNI
Mary Etim Okon | OKON MARTHA ETIM
Abdulkadir Tanko Bature | ABDULKARIM TANKO BATURE
Osahon Efe Idahosa | IDAHOSA OSARO EFE
Zara Bukar Modu | ZUWAIRA BUKAR MODU
Hauwa Ado Bayero | HAFSAT ADO BAYERO
Kelechi Uzoma Ibe | IBE KENECHI UZOMA
Oluwatobi Adekunle Dada | DADA OLUWATONI ADEKUNLE
Tersoo Terkimbi Akiga | AKIGA DOOSUUR TERKIMBI
Joy Ogechi Nwankwo | NWANKWO HOPE OGECHI
Abdullahi Garba Tukur | ABDULRAHMAN GARBA TUKUR
Salihu Musa Kwari | SALISU MUSA KWARI
Binta Haruna Jibo | BALA HARUNA JIBO
// Father and son
Chukwuemeka Okafor Jnr | CHUKWUEMEKA OKAFOR SNR
Adebayo Ogunlesi Jr. | OGUNLESI ADEBAYO SNR
Sunday Akpan Junior | AKPAN SUNDAY SENIOR
Ibrahim Musa Gambo | GAMBO MUSA UMAR
Emeka Peter Nnadi | NNADI PETER OBI
Yusuf Maitama Sule | SULE MAITAMA DANLADI
Kunle Balogun | BALOGUN ABIODUN
Idris Bala Zaki | ZAKI BALA ADAMU
Femi Ransome-Kuti | RANSOME-KUTI OLADOTUN
// One common name, and nothing else
Musa Ibrahim | IBRAHIM YUSUF
Musa Ibrahim | MUSA SANI
Musa Bello | BELLO IBRAHIM
Aisha Abubakar | ABUBAKAR SADIQ
Fatima Umar | UMAR FAROUK
Muhammad Sani | MOHAMMED BELLO
Abubakar Aliyu | ALIYU GARBA
Usman Musa | MUSA HARUNA
Ibrahim Sani | SANI DANJUMA
John Emmanuel | EMMANUEL PETER
Sunday Peter | PETER MONDAY
David Samuel | SAMUEL JOSEPH
Grace James | JAMES BLESSING
Blessing John | BLESSING OKORO
Sunday Okon | SUNDAY EKPO
Tunde Ojo | TUNDE ALABI
Chidi Okafor | CHIDI NWOSU
Emeka Obi | EMEKA EZE
Ahmed Lawal | AHMED YUSUF
Yusuf Lawal | LAWAL TAOFEEK
Kemi Balogun | BALOGUN KAYODE
Mercy Akpan | AKPAN ITORO
Musa | IBRAHIM MUSA SANI
Ngozi | OKAFOR NGOZI
Okafor | OKAFOR CHIDI EMMANUEL
Esther Okoro | ESTHER OKORIE
Adeyemi Tunde | ADEYEMO TUNDE
Okeke Uche | OKEREKE UCHE
Lawal Hamza | LAWAN HAMZA
Adebayo Tolani | ADEBOYE TOLANI
Adesina Wale | ADESANYA WALE
Olawale Adigun | ADIGUN ADEWALE
Okonkwo Ada | OKON ADA
Nwankwo Ike | NWACHUKWU IKE
Bakare Sola | BALOGUN SOLA
Okorie Chika | OKORO CHIKA
Umeh Obiora | UMOH OBIORA
Ajayi Bisi | AJIBADE BISI
Akinola Dare | AKINTOLA DARE
Ogunleye Bose | OGUNLESI BOSE
Effiong Ekaette | EKPENYONG EKAETTE
Peter Obi | PETERS OBIANUJU
John Okafor | JOHNSON OKAFOR
// A middle name that is another, in one order, and other initials
Chidi Emmanuel Okafor | CHIDI BENJAMIN OKAFOR
Samuel Ayo Ojo | SAMUEL TAIWO OJO
Chidi E. Okafor | OKAFOR CHIDI BENJAMIN
Adebayo T. Ogunsola | OGUNSOLA ADEBAYO KAYODE
Grace A. Etuk | ETUK GRACE UDUAK
Musa A. Bello | BELLO MUSA IBRAHIM
C. Okafor | OKAFOR BENJAMIN
E. Nwosu | NWOSU IFEANYI
A. Bello | BELLO MUSA
// A man's and a woman's account
Mr A. Bello | MRS A BELLO
Mr Tosin Alade | MRS ALADE TOSIN
Alhaji Shamsu Wali | HAJIA WALI SHAMSU
// Nobody they could be
Chidi Okafor | BAKARE TUNDE
Amina Bello | OKON EKAETTE
Ngozi Okonjo | MUHAMMAD SANI KANO
Tunde Ednut | DANTATA AISHA
Seun Kuti | OLUWAFEMI OTEDOLA
Ola Rotimi | ADE BENDEL
Chi Okoye | CHIOMA NWOSU
Ade Bakare | ADEWALE OJO
Emmanuel Eze | IMAOBONG EFFIONG
Michael Essien | MICHELLE ESSIEN
Joseph Yobo | JOSEPHINE YOBO
Patrick Doyle | PATRICIA DOYLE
Terry Waya | WAYA TERNA
Dele Momodu | MOMODU DEJI
Gbenga Daniel | DANIEL GBOYEGA
Bola Ige | IGE BOLAJI MUYIWA
Paul Unongo | UNONGO PAULINA
Rotimi Amaechi | AMAECHI ROTANNA
Ibrahim Lamorde | LAMORDE IBADULLAHI
Nnamdi Kalu | KALU NNANNA
Kalu Orji Uzor | KALU MASCOT UZOR
Nneoma Ugwu | UGWU NNENNA
Oluwole Ajayi | AJAYI OLUWASEGUN
Olusola Ajayi | AJAYI OLUSEGUN
Ifeoma Chukwu | CHUKWU IFEYINWA
Musa Musa | MUSA IBRAHIM
Okafor Okafor | OKAFOR CHIDI
Sunday Igboho | ADEYEMO SUNDAY
Adebayo Adebayo | ADEBAYO BAYONLE
// Other families' words in other orders
Ibrahim Garba Musa | MUSA GARBA YUSUF
Sani Ahmed Yerima | YERIMA BELLO AHMED
Ado Gwanja Kano | KANO GWANJA SABO
Bala Mohammed Duguri | DUGURI ALI MOHAMMED
Grace Peter John | JOHN PETER MERCY
Uche Paul Nnaji | NNAJI PAUL CHIKE
// Businesses
Zenithview Properties Ltd | ZENITHLAND PROPERTIES LTD
Grace Homes Ltd | GRACE LAND HOMES LTD
Bakare & Sons Ltd | BALOGUN & SONS LTD
Bakare & Sons Ltd | BAKARE TUNDE
Lekki Gardens Estate Ltd | LEKKI PHASE ONE ESTATE LTD
Okafor Brothers Enterprises | OKEKE BROTHERS ENTERPRISES
Royal Palm Homes | ROYAL PINE HOMES
Greenfield Realty Ltd | GREENVILLE REALTY LTD
Haven Homes Ltd | HEAVEN GATE HOMES LTD
Sujimoto Construction Ltd | JULIUS BERGER CONSTRUCTION LTD
Dantata Foods Ltd | DANTATA AND SAWOE CONSTRUCTION CO
ABC Homes Ltd | ACB HOMES LTD
Chidi Okafor | EMEKA OKAFOR ENTERPRISES
Adaeze Ventures | ADAOBI VENTURES
Mustard Seed Schools | MUSTARD TREE SCHOOLS
Northgate Resources Ltd | SOUTHGATE RESOURCES LTD
First Atlantic Realty | LAST ATLANTIC REALTY
247 Stores Ltd | 274 STORES LTD
Pearl Homes Ltd | PEARL TOWERS HOMES LTD
Global Ventures Ltd | GLOBAL RESOURCES LTD
Amina Bello | ZENITHVIEW PROPERTIES LTD
Ikeja Landlords Association | IKOYI LANDLORDS ASSOCIATION
`;

/** A careful clerk asks: letting one of these pass by itself is a fault, refusing it outright a pity. */
export const unsure = `
// Names that fathers hand on, with one more on a side
Musa Ibrahim | IBRAHIM MUSA SANI
Ibrahim Musa Sani | MUSA IBRAHIM
Sani Bello | BELLO SANI UMAR
Aisha Abubakar | ABUBAKAR AISHA MUSA
Muhammad Aliyu | MOHAMMED ALIYU GARBA
John Peter | PETER JOHN SUNDAY
Samuel David | DAVID SAMUEL EMMANUEL
Yusuf Ibrahim | IBRAHIM YUSUF LAWAL
// A surname that may have changed by marriage
Ngozi Amaka Okafor | EZE NGOZI AMAKA
Mrs Ngozi Eze | OKAFOR NGOZI
Folake Abike Adeyemi | COKER FOLAKE ABIKE
Mrs Halima Ado | WADA HALIMA
Uduak Idara Akpan | ETIM UDUAK IDARA
// A name and initials
C. Okafor | OKAFOR CHIDI EMMANUEL
C. E. Okafor | OKAFOR CHIDI EMMANUEL
T. Bakare | BAKARE TUNDE
A.B. Dangote | DANGOTE ALIKO BASHIR
// One name, as some have
Danfulani | DANFULANI
Okonkwo | OKONKWO
// Father or son
Chukwuemeka Okafor | OKAFOR CHUKWUEMEKA JNR
Adebayo Ogunlesi Snr | OGUNLESI ADEBAYO
// Two people's account
Chidi Okafor | OKAFOR CHIDI AND NGOZI
Tunde Bakare | MR & MRS BAKARE TUNDE
// A business that may be theirs
Chidi Okafor | CHIDI OKAFOR ENTERPRISES
Tunde Bakare Ventures | BAKARE TUNDE
Adaeze Ventures | ADAEZE ENTERPRISES
Haven Homes Ltd | HAVEN HOMES AND INVESTMENT LTD
// A middle name that is another, crosswise
Chidi Emmanuel Okafor | OKAFOR BENJAMIN CHIDI
// Two slips, or one in a short name
Bosun Adeola | ADEOLA BOSUM
Zulum Kaka | KAKA ZULEM
`;
