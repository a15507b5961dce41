namespace Pivotal.Domain.Accounts;

public static partial class Countries
{
    // alpha-2 | alpha-3 | numeric | English short name | IANA zone, with * where it is only that of most people | other names people write, accents and case aside.
    // Sources: ISO 3166-1 (AC and TA are reserved there, XK is for the user to assign; none of them has a number), tzdata zone.tab.
    private const string Table = """
        AC|ASC||Ascension Island|Atlantic/St_Helena|
        AD|AND|020|Andorra|Europe/Andorra|
        AE|ARE|784|United Arab Emirates|Asia/Dubai|UAE,Emirates,Dubai,Vereinigte Arabische Emirate
        AF|AFG|004|Afghanistan|Asia/Kabul|
        AG|ATG|028|Antigua and Barbuda|America/Antigua|
        AI|AIA|660|Anguilla|America/Anguilla|
        AL|ALB|008|Albania|Europe/Tirane|
        AM|ARM|051|Armenia|Asia/Yerevan|
        AO|AGO|024|Angola|Africa/Luanda|
        AQ|ATA|010|Antarctica||
        AR|ARG|032|Argentina|America/Argentina/Buenos_Aires|Argentinien
        AS|ASM|016|American Samoa|Pacific/Pago_Pago|
        AT|AUT|040|Austria|Europe/Vienna|Osterreich,Oesterreich,Autriche,Oostenrijk
        AU|AUS|036|Australia|Australia/Sydney*|Australien,Australie
        AW|ABW|533|Aruba|America/Aruba|
        AX|ALA|248|Åland Islands|Europe/Mariehamn|
        AZ|AZE|031|Azerbaijan|Asia/Baku|
        BA|BIH|070|Bosnia and Herzegovina|Europe/Sarajevo|
        BB|BRB|052|Barbados|America/Barbados|
        BD|BGD|050|Bangladesh|Asia/Dhaka|
        BE|BEL|056|Belgium|Europe/Brussels|Belgique,Belgie,Belgien,Belgica
        BF|BFA|854|Burkina Faso|Africa/Ouagadougou|
        BG|BGR|100|Bulgaria|Europe/Sofia|Bulgarien
        BH|BHR|048|Bahrain|Asia/Bahrain|
        BI|BDI|108|Burundi|Africa/Bujumbura|
        BJ|BEN|204|Benin|Africa/Porto-Novo|
        BL|BLM|652|Saint Barthélemy|America/St_Barthelemy|
        BM|BMU|060|Bermuda|Atlantic/Bermuda|
        BN|BRN|096|Brunei Darussalam|Asia/Brunei|Brunei
        BO|BOL|068|Bolivia (Plurinational State of)|America/La_Paz|Bolivia
        BQ|BES|535|Bonaire, Sint Eustatius and Saba|America/Kralendijk|
        BR|BRA|076|Brazil|America/Sao_Paulo|Brasil,Brasilien,Bresil
        BS|BHS|044|Bahamas|America/Nassau|
        BT|BTN|064|Bhutan|Asia/Thimphu|
        BV|BVT|074|Bouvet Island||
        BW|BWA|072|Botswana|Africa/Gaborone|
        BY|BLR|112|Belarus|Europe/Minsk|Weissrussland
        BZ|BLZ|084|Belize|America/Belize|
        CA|CAN|124|Canada|America/Toronto*|Kanada
        CC|CCK|166|Cocos (Keeling) Islands|Indian/Cocos|Cocos Islands
        CD|COD|180|Congo (Democratic Republic of the)|Africa/Kinshasa*|DR Congo,DRC,Democratic Republic of the Congo,Congo Kinshasa,Zaire
        CF|CAF|140|Central African Republic|Africa/Bangui|
        CG|COG|178|Congo|Africa/Brazzaville|Republic of the Congo,Congo Brazzaville
        CH|CHE|756|Switzerland|Europe/Zurich|Schweiz,Suisse,Svizzera,Suiza,Zwitserland
        CI|CIV|384|Côte d'Ivoire|Africa/Abidjan|Ivory Coast,Elfenbeinkuste
        CK|COK|184|Cook Islands|Pacific/Rarotonga|
        CL|CHL|152|Chile|America/Santiago|
        CM|CMR|120|Cameroon|Africa/Douala|
        CN|CHN|156|China|Asia/Shanghai|People's Republic of China,PRC,Mainland China,Chine
        CO|COL|170|Colombia|America/Bogota|
        CR|CRI|188|Costa Rica|America/Costa_Rica|
        CU|CUB|192|Cuba|America/Havana|
        CV|CPV|132|Cabo Verde|Atlantic/Cape_Verde|Cape Verde
        CW|CUW|531|Curaçao|America/Curacao|
        CX|CXR|162|Christmas Island|Indian/Christmas|
        CY|CYP|196|Cyprus|Asia/Nicosia|
        CZ|CZE|203|Czechia|Europe/Prague|Czech Republic,Tschechien,Cesko,Ceska republika
        DE|DEU|276|Germany|Europe/Berlin|D,Deutschland,GER,Federal Republic of Germany,Allemagne,Alemania,Germania,Duitsland,Alemanha
        DJ|DJI|262|Djibouti|Africa/Djibouti|
        DK|DNK|208|Denmark|Europe/Copenhagen|Danmark,Danemark,Denemarken
        DM|DMA|212|Dominica|America/Dominica|
        DO|DOM|214|Dominican Republic|America/Santo_Domingo|
        DZ|DZA|012|Algeria|Africa/Algiers|
        EC|ECU|218|Ecuador|America/Guayaquil|
        EE|EST|233|Estonia|Europe/Tallinn|Eesti,Estland
        EG|EGY|818|Egypt|Africa/Cairo|Agypten
        EH|ESH|732|Western Sahara|Africa/El_Aaiun|
        ER|ERI|232|Eritrea|Africa/Asmara|
        ES|ESP|724|Spain|Europe/Madrid|Espana,Spanien,Espagne,Spagna,Spanje
        ET|ETH|231|Ethiopia|Africa/Addis_Ababa|
        FI|FIN|246|Finland|Europe/Helsinki|Suomi,Finnland,Finlande
        FJ|FJI|242|Fiji|Pacific/Fiji|
        FK|FLK|238|Falkland Islands (Malvinas)|Atlantic/Stanley|Falkland Islands,Malvinas
        FM|FSM|583|Micronesia (Federated States of)|Pacific/Chuuk*|Micronesia
        FO|FRO|234|Faroe Islands|Atlantic/Faroe|
        FR|FRA|250|France|Europe/Paris|Frankreich,Francia,Frankrijk,Franca
        GA|GAB|266|Gabon|Africa/Libreville|
        GB|GBR|826|United Kingdom of Great Britain and Northern Ireland|Europe/London|United Kingdom,UK,Great Britain,England,Scotland,Wales,Northern Ireland,Britain,Vereinigtes Konigreich,Grossbritannien,Royaume-Uni,Reino Unido,Regno Unito
        GD|GRD|308|Grenada|America/Grenada|
        GE|GEO|268|Georgia|Asia/Tbilisi|
        GF|GUF|254|French Guiana|America/Cayenne|
        GG|GGY|831|Guernsey|Europe/Guernsey|
        GH|GHA|288|Ghana|Africa/Accra|
        GI|GIB|292|Gibraltar|Europe/Gibraltar|
        GL|GRL|304|Greenland|America/Nuuk|
        GM|GMB|270|Gambia|Africa/Banjul|
        GN|GIN|324|Guinea|Africa/Conakry|
        GP|GLP|312|Guadeloupe|America/Guadeloupe|
        GQ|GNQ|226|Equatorial Guinea|Africa/Malabo|
        GR|GRC|300|Greece|Europe/Athens|Hellas,Griechenland,Grece,Grecia
        GS|SGS|239|South Georgia and the South Sandwich Islands|Atlantic/South_Georgia|
        GT|GTM|320|Guatemala|America/Guatemala|
        GU|GUM|316|Guam|Pacific/Guam|
        GW|GNB|624|Guinea-Bissau|Africa/Bissau|
        GY|GUY|328|Guyana|America/Guyana|
        HK|HKG|344|Hong Kong|Asia/Hong_Kong|Hong Kong SAR
        HM|HMD|334|Heard Island and McDonald Islands||
        HN|HND|340|Honduras|America/Tegucigalpa|
        HR|HRV|191|Croatia|Europe/Zagreb|Hrvatska,Kroatien
        HT|HTI|332|Haiti|America/Port-au-Prince|
        HU|HUN|348|Hungary|Europe/Budapest|Magyarorszag,Ungarn,Hongrie
        ID|IDN|360|Indonesia|Asia/Jakarta|
        IE|IRL|372|Ireland|Europe/Dublin|Republic of Ireland,Eire,Irland,Irlande
        IL|ISR|376|Israel|Asia/Jerusalem|
        IM|IMN|833|Isle of Man|Europe/Isle_of_Man|
        IN|IND|356|India|Asia/Kolkata|Bharat,Indien,Inde
        IO|IOT|086|British Indian Ocean Territory|Indian/Chagos|
        IQ|IRQ|368|Iraq|Asia/Baghdad|
        IR|IRN|364|Iran (Islamic Republic of)|Asia/Tehran|Iran
        IS|ISL|352|Iceland|Atlantic/Reykjavik|Island
        IT|ITA|380|Italy|Europe/Rome|Italia,Italien,Italie
        JE|JEY|832|Jersey|Europe/Jersey|
        JM|JAM|388|Jamaica|America/Jamaica|
        JO|JOR|400|Jordan|Asia/Amman|
        JP|JPN|392|Japan|Asia/Tokyo|Nippon,Japon
        KE|KEN|404|Kenya|Africa/Nairobi|
        KG|KGZ|417|Kyrgyzstan|Asia/Bishkek|
        KH|KHM|116|Cambodia|Asia/Phnom_Penh|
        KI|KIR|296|Kiribati|Pacific/Tarawa*|
        KM|COM|174|Comoros|Indian/Comoro|
        KN|KNA|659|Saint Kitts and Nevis|America/St_Kitts|
        KP|PRK|408|Korea (Democratic People's Republic of)|Asia/Pyongyang|North Korea,DPRK,Democratic People's Republic of Korea
        KR|KOR|410|Korea (Republic of)|Asia/Seoul|South Korea,Korea,Republic of Korea,Sudkorea
        KW|KWT|414|Kuwait|Asia/Kuwait|
        KY|CYM|136|Cayman Islands|America/Cayman|
        KZ|KAZ|398|Kazakhstan|Asia/Almaty|
        LA|LAO|418|Lao People's Democratic Republic|Asia/Vientiane|Laos
        LB|LBN|422|Lebanon|Asia/Beirut|
        LC|LCA|662|Saint Lucia|America/St_Lucia|
        LI|LIE|438|Liechtenstein|Europe/Vaduz|Furstentum Liechtenstein
        LK|LKA|144|Sri Lanka|Asia/Colombo|
        LR|LBR|430|Liberia|Africa/Monrovia|
        LS|LSO|426|Lesotho|Africa/Maseru|
        LT|LTU|440|Lithuania|Europe/Vilnius|Lietuva,Litauen
        LU|LUX|442|Luxembourg|Europe/Luxembourg|Luxemburg
        LV|LVA|428|Latvia|Europe/Riga|Latvija,Lettland
        LY|LBY|434|Libya|Africa/Tripoli|
        MA|MAR|504|Morocco|Africa/Casablanca|Marokko,Maroc
        MC|MCO|492|Monaco|Europe/Monaco|
        MD|MDA|498|Moldova (Republic of)|Europe/Chisinau|Moldova
        ME|MNE|499|Montenegro|Europe/Podgorica|
        MF|MAF|663|Saint Martin (French part)|America/Marigot|Saint Martin
        MG|MDG|450|Madagascar|Indian/Antananarivo|
        MH|MHL|584|Marshall Islands|Pacific/Majuro|
        MK|MKD|807|North Macedonia|Europe/Skopje|Macedonia
        ML|MLI|466|Mali|Africa/Bamako|
        MM|MMR|104|Myanmar|Asia/Yangon|Burma
        MN|MNG|496|Mongolia|Asia/Ulaanbaatar|
        MO|MAC|446|Macao|Asia/Macau|Macau,Macau SAR
        MP|MNP|580|Northern Mariana Islands|Pacific/Saipan|
        MQ|MTQ|474|Martinique|America/Martinique|
        MR|MRT|478|Mauritania|Africa/Nouakchott|
        MS|MSR|500|Montserrat|America/Montserrat|
        MT|MLT|470|Malta|Europe/Malta|
        MU|MUS|480|Mauritius|Indian/Mauritius|
        MV|MDV|462|Maldives|Indian/Maldives|
        MW|MWI|454|Malawi|Africa/Blantyre|
        MX|MEX|484|Mexico|America/Mexico_City*|Mexiko,Mexique
        MY|MYS|458|Malaysia|Asia/Kuala_Lumpur|
        MZ|MOZ|508|Mozambique|Africa/Maputo|
        NA|NAM|516|Namibia|Africa/Windhoek|
        NC|NCL|540|New Caledonia|Pacific/Noumea|
        NE|NER|562|Niger|Africa/Niamey|
        NF|NFK|574|Norfolk Island|Pacific/Norfolk|
        NG|NGA|566|Nigeria|Africa/Lagos|
        NI|NIC|558|Nicaragua|America/Managua|
        NL|NLD|528|Netherlands (Kingdom of the)|Europe/Amsterdam|Netherlands,Holland,Nederland,Niederlande,Pays-Bas,Paises Bajos,Paesi Bassi
        NO|NOR|578|Norway|Europe/Oslo|Norge,Norwegen,Norvege,Noruega
        NP|NPL|524|Nepal|Asia/Kathmandu|
        NR|NRU|520|Nauru|Pacific/Nauru|
        NU|NIU|570|Niue|Pacific/Niue|
        NZ|NZL|554|New Zealand|Pacific/Auckland|
        OM|OMN|512|Oman|Asia/Muscat|
        PA|PAN|591|Panama|America/Panama|
        PE|PER|604|Peru|America/Lima|
        PF|PYF|258|French Polynesia|Pacific/Tahiti|
        PG|PNG|598|Papua New Guinea|Pacific/Port_Moresby|
        PH|PHL|608|Philippines|Asia/Manila|Philippinen
        PK|PAK|586|Pakistan|Asia/Karachi|
        PL|POL|616|Poland|Europe/Warsaw|Polska,Polen,Pologne
        PM|SPM|666|Saint Pierre and Miquelon|America/Miquelon|
        PN|PCN|612|Pitcairn|Pacific/Pitcairn|Pitcairn Islands
        PR|PRI|630|Puerto Rico|America/Puerto_Rico|
        PS|PSE|275|Palestine (State of)|Asia/Hebron|Palestine
        PT|PRT|620|Portugal|Europe/Lisbon|Portogallo
        PW|PLW|585|Palau|Pacific/Palau|
        PY|PRY|600|Paraguay|America/Asuncion|
        QA|QAT|634|Qatar|Asia/Qatar|
        RE|REU|638|Réunion|Indian/Reunion|
        RO|ROU|642|Romania|Europe/Bucharest|Rumania,Rumanien
        RS|SRB|688|Serbia|Europe/Belgrade|Srbija,Serbien
        RU|RUS|643|Russian Federation|Europe/Moscow*|Russia,Russland,Russie
        RW|RWA|646|Rwanda|Africa/Kigali|
        SA|SAU|682|Saudi Arabia|Asia/Riyadh|KSA,Kingdom of Saudi Arabia,Saudi
        SB|SLB|090|Solomon Islands|Pacific/Guadalcanal|
        SC|SYC|690|Seychelles|Indian/Mahe|
        SD|SDN|729|Sudan|Africa/Khartoum|
        SE|SWE|752|Sweden|Europe/Stockholm|Sverige,Schweden,Suede,Suecia
        SG|SGP|702|Singapore|Asia/Singapore|Singapur
        SH|SHN|654|Saint Helena, Ascension and Tristan da Cunha|Atlantic/St_Helena|Saint Helena
        SI|SVN|705|Slovenia|Europe/Ljubljana|Slowenien,Slovenija
        SJ|SJM|744|Svalbard and Jan Mayen|Arctic/Longyearbyen|
        SK|SVK|703|Slovakia|Europe/Bratislava|Slovak Republic,Slowakei,Slovensko
        SL|SLE|694|Sierra Leone|Africa/Freetown|
        SM|SMR|674|San Marino|Europe/San_Marino|
        SN|SEN|686|Senegal|Africa/Dakar|
        SO|SOM|706|Somalia|Africa/Mogadishu|
        SR|SUR|740|Suriname|America/Paramaribo|
        SS|SSD|728|South Sudan|Africa/Juba|
        ST|STP|678|Sao Tome and Principe|Africa/Sao_Tome|
        SV|SLV|222|El Salvador|America/El_Salvador|
        SX|SXM|534|Sint Maarten (Dutch part)|America/Lower_Princes|Sint Maarten
        SY|SYR|760|Syrian Arab Republic|Asia/Damascus|Syria
        SZ|SWZ|748|Eswatini|Africa/Mbabane|Swaziland
        TA|TAA||Tristan da Cunha|Atlantic/St_Helena|
        TC|TCA|796|Turks and Caicos Islands|America/Grand_Turk|
        TD|TCD|148|Chad|Africa/Ndjamena|
        TF|ATF|260|French Southern Territories|Indian/Kerguelen|
        TG|TGO|768|Togo|Africa/Lome|
        TH|THA|764|Thailand|Asia/Bangkok|
        TJ|TJK|762|Tajikistan|Asia/Dushanbe|
        TK|TKL|772|Tokelau|Pacific/Fakaofo|
        TL|TLS|626|Timor-Leste|Asia/Dili|East Timor
        TM|TKM|795|Turkmenistan|Asia/Ashgabat|
        TN|TUN|788|Tunisia|Africa/Tunis|
        TO|TON|776|Tonga|Pacific/Tongatapu|
        TR|TUR|792|Türkiye|Europe/Istanbul|Turkey,Turkei,Turquie
        TT|TTO|780|Trinidad and Tobago|America/Port_of_Spain|
        TV|TUV|798|Tuvalu|Pacific/Funafuti|
        TW|TWN|158|Taiwan (Province of China)|Asia/Taipei|Taiwan
        TZ|TZA|834|Tanzania (United Republic of)|Africa/Dar_es_Salaam|Tanzania
        UA|UKR|804|Ukraine|Europe/Kyiv|Ukraina
        UG|UGA|800|Uganda|Africa/Kampala|
        UM|UMI|581|United States Minor Outlying Islands||
        US|USA|840|United States of America|America/New_York*|United States,U.S.,America,Vereinigte Staaten,Etats-Unis,Estados Unidos,Stati Uniti,Verenigde Staten
        UY|URY|858|Uruguay|America/Montevideo|
        UZ|UZB|860|Uzbekistan|Asia/Tashkent|
        VA|VAT|336|Holy See|Europe/Vatican|Vatican City,Vatican
        VC|VCT|670|Saint Vincent and the Grenadines|America/St_Vincent|
        VE|VEN|862|Venezuela (Bolivarian Republic of)|America/Caracas|Venezuela
        VG|VGB|092|Virgin Islands (British)|America/Tortola|British Virgin Islands,BVI
        VI|VIR|850|Virgin Islands (U.S.)|America/St_Thomas|US Virgin Islands,United States Virgin Islands,Virgin Islands
        VN|VNM|704|Viet Nam|Asia/Ho_Chi_Minh|
        VU|VUT|548|Vanuatu|Pacific/Efate|
        WF|WLF|876|Wallis and Futuna|Pacific/Wallis|
        WS|WSM|882|Samoa|Pacific/Apia|
        XK|XKX||Kosovo|Europe/Belgrade|Kosova
        YE|YEM|887|Yemen|Asia/Aden|
        YT|MYT|175|Mayotte|Indian/Mayotte|
        ZA|ZAF|710|South Africa|Africa/Johannesburg|RSA,Sudafrika,Afrique du Sud
        ZM|ZMB|894|Zambia|Africa/Lusaka|
        ZW|ZWE|716|Zimbabwe|Africa/Harare|
        """;
}
