namespace Pivotal.Data.Accounts;

public static partial class Countries
{
    // ISO code | name | calling code | trunk prefix | national length | IANA zone (empty where the state decides). Sources: ITU-T E.164 list, ITU national numbering plans, tzdata zone.tab.
    private const string Table = """
        AC|Ascension Island|247||4-6|Atlantic/St_Helena
        AD|Andorra|376||6-9|Europe/Andorra
        AE|United Arab Emirates|971|0|8-9|Asia/Dubai
        AF|Afghanistan|93|0|9|Asia/Kabul
        AG|Antigua and Barbuda|1|1|10|America/Antigua
        AI|Anguilla|1|1|10|America/Anguilla
        AL|Albania|355|0|6-9|Europe/Tirane
        AM|Armenia|374|0|8|Asia/Yerevan
        AO|Angola|244||9|Africa/Luanda
        AR|Argentina|54|0|10-11|America/Argentina/Buenos_Aires
        AS|American Samoa|1|1|10|Pacific/Pago_Pago
        AT|Austria|43|0|4-13|Europe/Vienna
        AU|Australia|61|0|9|
        AW|Aruba|297||7|America/Aruba
        AX|Aland Islands|358|0|5-12|Europe/Mariehamn
        AZ|Azerbaijan|994|0|9|Asia/Baku
        BA|Bosnia and Herzegovina|387|0|8-9|Europe/Sarajevo
        BB|Barbados|1|1|10|America/Barbados
        BD|Bangladesh|880|0|6-10|Asia/Dhaka
        BE|Belgium|32|0|8-9|Europe/Brussels
        BF|Burkina Faso|226||8|Africa/Ouagadougou
        BG|Bulgaria|359|0|7-9|Europe/Sofia
        BH|Bahrain|973||8|Asia/Bahrain
        BI|Burundi|257||8|Africa/Bujumbura
        BJ|Benin|229||8-10|Africa/Porto-Novo
        BL|Saint Barthelemy|590|0|9|America/St_Barthelemy
        BM|Bermuda|1|1|10|Atlantic/Bermuda
        BN|Brunei|673||7|Asia/Brunei
        BO|Bolivia|591|0|8|America/La_Paz
        BR|Brazil|55|0|10-11|America/Sao_Paulo
        BS|Bahamas|1|1|10|America/Nassau
        BT|Bhutan|975||7-8|Asia/Thimphu
        BW|Botswana|267||7-8|Africa/Gaborone
        BY|Belarus|375|80|9|Europe/Minsk
        BZ|Belize|501||7|America/Belize
        CA|Canada|1|1|10|
        CD|Democratic Republic of the Congo|243|0|7-9|
        CF|Central African Republic|236||8|Africa/Bangui
        CG|Congo|242||9|Africa/Brazzaville
        CH|Switzerland|41|0|9|Europe/Zurich
        CI|Ivory Coast|225||10|Africa/Abidjan
        CK|Cook Islands|682||5|Pacific/Rarotonga
        CL|Chile|56||9|America/Santiago
        CM|Cameroon|237||8-9|Africa/Douala
        CN|China|86|0|8-11|Asia/Shanghai
        CO|Colombia|57||8-10|America/Bogota
        CR|Costa Rica|506||8|America/Costa_Rica
        CU|Cuba|53|0|6-8|America/Havana
        CV|Cape Verde|238||7|Atlantic/Cape_Verde
        CW|Curacao|599||7-8|America/Curacao
        CY|Cyprus|357||8|Asia/Nicosia
        CZ|Czechia|420||9|Europe/Prague
        DE|Germany|49|0|4-13|Europe/Berlin
        DJ|Djibouti|253||8|Africa/Djibouti
        DK|Denmark|45||8|Europe/Copenhagen
        DM|Dominica|1|1|10|America/Dominica
        DO|Dominican Republic|1|1|10|America/Santo_Domingo
        DZ|Algeria|213|0|8-9|Africa/Algiers
        EC|Ecuador|593|0|8-9|America/Guayaquil
        EE|Estonia|372||7-8|Europe/Tallinn
        EG|Egypt|20|0|8-10|Africa/Cairo
        ER|Eritrea|291|0|7|Africa/Asmara
        ES|Spain|34||9|Europe/Madrid
        ET|Ethiopia|251|0|9|Africa/Addis_Ababa
        FI|Finland|358|0|5-12|Europe/Helsinki
        FJ|Fiji|679||7|Pacific/Fiji
        FK|Falkland Islands|500||5|Atlantic/Stanley
        FM|Micronesia|691||7|
        FO|Faroe Islands|298||6|Atlantic/Faroe
        FR|France|33|0|9|Europe/Paris
        GA|Gabon|241|0|7-8|Africa/Libreville
        GB|United Kingdom|44|0|7-10|Europe/London
        GD|Grenada|1|1|10|America/Grenada
        GE|Georgia|995|0|9|Asia/Tbilisi
        GF|French Guiana|594|0|9|America/Cayenne
        GG|Guernsey|44|0|7-10|Europe/Guernsey
        GH|Ghana|233|0|9|Africa/Accra
        GI|Gibraltar|350||8|Europe/Gibraltar
        GL|Greenland|299||6|America/Nuuk
        GM|Gambia|220||7|Africa/Banjul
        GN|Guinea|224||8-9|Africa/Conakry
        GP|Guadeloupe|590|0|9|America/Guadeloupe
        GQ|Equatorial Guinea|240||9|Africa/Malabo
        GR|Greece|30||10|Europe/Athens
        GT|Guatemala|502||8|America/Guatemala
        GU|Guam|1|1|10|Pacific/Guam
        GW|Guinea-Bissau|245||7-9|Africa/Bissau
        GY|Guyana|592||7|America/Guyana
        HK|Hong Kong|852||8|Asia/Hong_Kong
        HN|Honduras|504||8|America/Tegucigalpa
        HR|Croatia|385|0|8-9|Europe/Zagreb
        HT|Haiti|509||8|America/Port-au-Prince
        HU|Hungary|36|06|8-9|Europe/Budapest
        ID|Indonesia|62|0|7-12|Asia/Jakarta
        IE|Ireland|353|0|7-9|Europe/Dublin
        IL|Israel|972|0|8-9|Asia/Jerusalem
        IM|Isle of Man|44|0|7-10|Europe/Isle_of_Man
        IN|India|91|0|10|Asia/Kolkata
        IO|British Indian Ocean Territory|246||7|Indian/Chagos
        IQ|Iraq|964|0|8-10|Asia/Baghdad
        IR|Iran|98|0|8-10|Asia/Tehran
        IS|Iceland|354||7-9|Atlantic/Reykjavik
        IT|Italy|39||6-11|Europe/Rome
        JE|Jersey|44|0|7-10|Europe/Jersey
        JM|Jamaica|1|1|10|America/Jamaica
        JO|Jordan|962|0|8-9|Asia/Amman
        JP|Japan|81|0|9-10|Asia/Tokyo
        KE|Kenya|254|0|7-9|Africa/Nairobi
        KG|Kyrgyzstan|996|0|9|Asia/Bishkek
        KH|Cambodia|855|0|8-9|Asia/Phnom_Penh
        KI|Kiribati|686||5-8|
        KM|Comoros|269||7|Indian/Comoro
        KN|Saint Kitts and Nevis|1|1|10|America/St_Kitts
        KP|North Korea|850|0|6-10|Asia/Pyongyang
        KR|South Korea|82|0|8-11|Asia/Seoul
        KW|Kuwait|965||7-8|Asia/Kuwait
        KY|Cayman Islands|1|1|10|America/Cayman
        KZ|Kazakhstan|7|8|10|Asia/Almaty
        LA|Laos|856|0|8-10|Asia/Vientiane
        LB|Lebanon|961|0|7-8|Asia/Beirut
        LC|Saint Lucia|1|1|10|America/St_Lucia
        LI|Liechtenstein|423||7-9|Europe/Vaduz
        LK|Sri Lanka|94|0|9|Asia/Colombo
        LR|Liberia|231|0|7-9|Africa/Monrovia
        LS|Lesotho|266||8|Africa/Maseru
        LT|Lithuania|370|8|8|Europe/Vilnius
        LU|Luxembourg|352||4-11|Europe/Luxembourg
        LV|Latvia|371||8|Europe/Riga
        LY|Libya|218|0|8-9|Africa/Tripoli
        MA|Morocco|212|0|9|Africa/Casablanca
        MC|Monaco|377|0|8-9|Europe/Monaco
        MD|Moldova|373|0|8|Europe/Chisinau
        ME|Montenegro|382|0|8-9|Europe/Podgorica
        MF|Saint Martin|590|0|9|America/Marigot
        MG|Madagascar|261|0|9|Indian/Antananarivo
        MH|Marshall Islands|692|1|7|Pacific/Majuro
        MK|North Macedonia|389|0|8|Europe/Skopje
        ML|Mali|223||8|Africa/Bamako
        MM|Myanmar|95|0|7-10|Asia/Yangon
        MN|Mongolia|976|0|8-10|Asia/Ulaanbaatar
        MO|Macao|853||8|Asia/Macau
        MP|Northern Mariana Islands|1|1|10|Pacific/Saipan
        MQ|Martinique|596|0|9|America/Martinique
        MR|Mauritania|222||8|Africa/Nouakchott
        MS|Montserrat|1|1|10|America/Montserrat
        MT|Malta|356||8|Europe/Malta
        MU|Mauritius|230||7-8|Indian/Mauritius
        MV|Maldives|960||7|Indian/Maldives
        MW|Malawi|265|0|7-9|Africa/Blantyre
        MX|Mexico|52|01|10|
        MY|Malaysia|60|0|8-10|Asia/Kuala_Lumpur
        MZ|Mozambique|258||8-9|Africa/Maputo
        NA|Namibia|264|0|8-9|Africa/Windhoek
        NC|New Caledonia|687||6|Pacific/Noumea
        NE|Niger|227||8|Africa/Niamey
        NF|Norfolk Island|672||5-6|Pacific/Norfolk
        NG|Nigeria|234|0|8-10|Africa/Lagos
        NI|Nicaragua|505||8|America/Managua
        NL|Netherlands|31|0|9|Europe/Amsterdam
        NO|Norway|47||8|Europe/Oslo
        NP|Nepal|977|0|8-10|Asia/Kathmandu
        NR|Nauru|674||7|Pacific/Nauru
        NU|Niue|683||4-7|Pacific/Niue
        NZ|New Zealand|64|0|8-10|Pacific/Auckland
        OM|Oman|968||8|Asia/Muscat
        PA|Panama|507||7-8|America/Panama
        PE|Peru|51|0|8-9|America/Lima
        PF|French Polynesia|689||6-8|Pacific/Tahiti
        PG|Papua New Guinea|675||7-8|Pacific/Port_Moresby
        PH|Philippines|63|0|8-10|Asia/Manila
        PK|Pakistan|92|0|9-10|Asia/Karachi
        PL|Poland|48||9|Europe/Warsaw
        PM|Saint Pierre and Miquelon|508|0|6-9|America/Miquelon
        PR|Puerto Rico|1|1|10|America/Puerto_Rico
        PS|Palestine|970|0|8-9|Asia/Hebron
        PT|Portugal|351||9|Europe/Lisbon
        PW|Palau|680||7|Pacific/Palau
        PY|Paraguay|595|0|7-9|America/Asuncion
        QA|Qatar|974||7-8|Asia/Qatar
        RE|Reunion|262|0|9|Indian/Reunion
        RO|Romania|40|0|9|Europe/Bucharest
        RS|Serbia|381|0|8-9|Europe/Belgrade
        RU|Russia|7|8|10|
        RW|Rwanda|250|0|9|Africa/Kigali
        SA|Saudi Arabia|966|0|8-9|Asia/Riyadh
        SB|Solomon Islands|677||5-7|Pacific/Guadalcanal
        SC|Seychelles|248||7|Indian/Mahe
        SD|Sudan|249|0|9|Africa/Khartoum
        SE|Sweden|46|0|7-9|Europe/Stockholm
        SG|Singapore|65||8|Asia/Singapore
        SH|Saint Helena|290||4-5|Atlantic/St_Helena
        SI|Slovenia|386|0|8|Europe/Ljubljana
        SK|Slovakia|421|0|9|Europe/Bratislava
        SL|Sierra Leone|232|0|8|Africa/Freetown
        SM|San Marino|378||6-10|Europe/San_Marino
        SN|Senegal|221||9|Africa/Dakar
        SO|Somalia|252|0|7-9|Africa/Mogadishu
        SR|Suriname|597||6-7|America/Paramaribo
        SS|South Sudan|211|0|9|Africa/Juba
        ST|Sao Tome and Principe|239||7|Africa/Sao_Tome
        SV|El Salvador|503||8|America/El_Salvador
        SX|Sint Maarten|1|1|10|America/Lower_Princes
        SY|Syria|963|0|8-9|Asia/Damascus
        SZ|Eswatini|268||8|Africa/Mbabane
        TC|Turks and Caicos Islands|1|1|10|America/Grand_Turk
        TD|Chad|235||8|Africa/Ndjamena
        TG|Togo|228||8|Africa/Lome
        TH|Thailand|66|0|8-9|Asia/Bangkok
        TJ|Tajikistan|992||9|Asia/Dushanbe
        TK|Tokelau|690||4-7|Pacific/Fakaofo
        TL|Timor-Leste|670||7-8|Asia/Dili
        TM|Turkmenistan|993|8|8|Asia/Ashgabat
        TN|Tunisia|216||8|Africa/Tunis
        TO|Tonga|676||5-7|Pacific/Tongatapu
        TR|Turkey|90|0|10|Europe/Istanbul
        TT|Trinidad and Tobago|1|1|10|America/Port_of_Spain
        TV|Tuvalu|688||5-7|Pacific/Funafuti
        TW|Taiwan|886|0|8-9|Asia/Taipei
        TZ|Tanzania|255|0|9|Africa/Dar_es_Salaam
        UA|Ukraine|380|0|9|Europe/Kyiv
        UG|Uganda|256|0|9|Africa/Kampala
        US|United States|1|1|10|
        UY|Uruguay|598|0|7-8|America/Montevideo
        UZ|Uzbekistan|998||9|Asia/Tashkent
        VA|Vatican City|39||6-11|Europe/Vatican
        VC|Saint Vincent and the Grenadines|1|1|10|America/St_Vincent
        VE|Venezuela|58|0|10|America/Caracas
        VG|British Virgin Islands|1|1|10|America/Tortola
        VI|US Virgin Islands|1|1|10|America/St_Thomas
        VN|Vietnam|84|0|8-10|Asia/Ho_Chi_Minh
        VU|Vanuatu|678||5-7|Pacific/Efate
        WF|Wallis and Futuna|681||6|Pacific/Wallis
        WS|Samoa|685||5-10|Pacific/Apia
        XK|Kosovo|383|0|8-9|Europe/Belgrade
        YE|Yemen|967|0|7-9|Asia/Aden
        YT|Mayotte|262|0|9|Indian/Mayotte
        ZA|South Africa|27|0|9|Africa/Johannesburg
        ZM|Zambia|260|0|9|Africa/Lusaka
        ZW|Zimbabwe|263|0|5-10|Africa/Harare
        """;

    private const string Aliases = """
        US:USA,U.S.,U.S.A.,United States of America,America
        GB:UK,U.K.,Great Britain,England,Scotland,Wales,Northern Ireland,Britain,GBR
        DE:Deutschland,DEU,GER,Federal Republic of Germany
        FR:FRA
        CA:CAN
        AU:AUS
        IN:IND,Bharat
        AE:UAE,U.A.E.,Emirates,Dubai
        NL:Holland,NLD,Nederland
        CH:Schweiz,Suisse,Svizzera,CHE
        AT:Osterreich,AUT
        ES:Espana,ESP
        IT:Italia,ITA
        BE:Belgique,Belgie,BEL
        BR:Brasil,BRA
        MX:MEX,Mexiko
        CZ:Czech Republic
        KR:Korea,Republic of Korea,Korea Republic of
        KP:Democratic People's Republic of Korea
        RU:Russian Federation
        CN:People's Republic of China,PRC,Mainland China
        TW:Taiwan Province of China
        HK:Hong Kong SAR
        MO:Macau
        TR:Turkiye
        VN:Viet Nam
        CI:Cote d'Ivoire
        CD:DR Congo,DRC,Congo Kinshasa
        CG:Republic of the Congo,Congo Brazzaville
        MK:Macedonia
        SZ:Swaziland
        MM:Burma
        CV:Cabo Verde
        IR:Islamic Republic of Iran
        SY:Syrian Arab Republic
        LA:Lao People's Democratic Republic
        MD:Republic of Moldova
        TZ:United Republic of Tanzania
        VE:Bolivarian Republic of Venezuela
        BO:Plurinational State of Bolivia
        BN:Brunei Darussalam
        VA:Holy See
        PS:State of Palestine
        IE:Republic of Ireland,Eire,IRL
        NZ:NZL
        SG:SGP
        JP:JPN
        SE:SWE,Sverige
        NO:NOR,Norge
        DK:DNK,Danmark
        FI:FIN,Suomi
        PL:POL,Polska
        PT:PRT
        ZA:ZAF,RSA
        SA:KSA,Kingdom of Saudi Arabia
        PH:PHL
        VI:U.S. Virgin Islands,Virgin Islands
        """;
}
