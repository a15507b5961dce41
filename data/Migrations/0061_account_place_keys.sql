-- The places of companies that were there before 0053, once, by the countries' names of today; what has a key, the product wrote. Doubles that are there stay apart: the oldest has
-- the key of its place and takes what an import brings, each other one has its id behind it until somebody changes its name or its place, gives it a domain, or deletes it.
-- A table's owner sees no tenant's rows of it either; a change of them has to lift that and put it back (0053, as it first was, changed nothing).
alter table accounts no force row level security;
drop index if exists accounts_name_place_ux;

with spelled as (
  select n.name, split_part(c.line, ':', 1) as code
  from regexp_split_to_table(trim($countries$
    AC:ac,asc,ascensionisland AD:ad,and,andorra AE:ae,are,unitedarabemirates,uae,emirates,dubai,vereinigtearabischeemirate AF:af,afg,afghanistan
    AG:ag,atg,antiguaandbarbuda AI:ai,aia,anguilla AL:al,alb,albania AM:am,arm,armenia AO:ao,ago,angola AQ:aq,ata,antarctica
    AR:ar,arg,argentina,argentinien AS:as,asm,americansamoa AT:at,aut,austria,osterreich,oesterreich,autriche,oostenrijk
    AU:au,aus,australia,australien,australie AW:aw,abw,aruba AX:ax,ala,alandislands AZ:az,aze,azerbaijan BA:ba,bih,bosniaandherzegovina BB:bb,brb,barbados
    BD:bd,bgd,bangladesh BE:be,bel,belgium,belgique,belgie,belgien,belgica BF:bf,bfa,burkinafaso BG:bg,bgr,bulgaria,bulgarien BH:bh,bhr,bahrain
    BI:bi,bdi,burundi BJ:bj,ben,benin BL:bl,blm,saintbarthelemy BM:bm,bmu,bermuda BN:bn,brn,bruneidarussalam,brunei
    BO:bo,bol,boliviaplurinationalstateof,bolivia BQ:bq,bes,bonairesinteustatiusandsaba BR:br,bra,brazil,brasil,brasilien,bresil BS:bs,bhs,bahamas
    BT:bt,btn,bhutan BV:bv,bvt,bouvetisland BW:bw,bwa,botswana BY:by,blr,belarus,weissrussland BZ:bz,blz,belize CA:ca,can,canada,kanada
    CC:cc,cck,cocoskeelingislands,cocosislands CD:cd,cod,congodemocraticrepublicofthe,drcongo,drc,democraticrepublicofthecongo,congokinshasa,zaire
    CF:cf,caf,centralafricanrepublic CG:cg,cog,congo,republicofthecongo,congobrazzaville CH:ch,che,switzerland,schweiz,suisse,svizzera,suiza,zwitserland
    CI:ci,civ,cotedivoire,ivorycoast,elfenbeinkuste CK:ck,cok,cookislands CL:cl,chl,chile CM:cm,cmr,cameroon
    CN:cn,chn,china,peoplesrepublicofchina,prc,mainlandchina,chine CO:co,col,colombia CR:cr,cri,costarica CU:cu,cub,cuba CV:cv,cpv,caboverde,capeverde
    CW:cw,cuw,curacao CX:cx,cxr,christmasisland CY:cy,cyp,cyprus CZ:cz,cze,czechia,czechrepublic,tschechien,cesko,ceskarepublika
    DE:de,deu,germany,d,deutschland,ger,federalrepublicofgermany,allemagne,alemania,germania,duitsland,alemanha DJ:dj,dji,djibouti
    DK:dk,dnk,denmark,danmark,danemark,denemarken DM:dm,dma,dominica DO:do,dom,dominicanrepublic DZ:dz,dza,algeria EC:ec,ecu,ecuador
    EE:ee,est,estonia,eesti,estland EG:eg,egy,egypt,agypten EH:eh,esh,westernsahara ER:er,eri,eritrea ES:es,esp,spain,espana,spanien,espagne,spagna,spanje
    ET:et,eth,ethiopia FI:fi,fin,finland,suomi,finnland,finlande FJ:fj,fji,fiji FK:fk,flk,falklandislandsmalvinas,falklandislands,malvinas
    FM:fm,fsm,micronesiafederatedstatesof,micronesia FO:fo,fro,faroeislands FR:fr,fra,france,frankreich,francia,frankrijk,franca GA:ga,gab,gabon
    GB:gb,gbr,unitedkingdomofgreatbritainandnorthernireland,unitedkingdom,uk,greatbritain,england,scotland,wales,northernireland,britain,vereinigteskonigreich,grossbritannien,royaumeuni,reinounido,regnounito
    GD:gd,grd,grenada GE:ge,geo,georgia GF:gf,guf,frenchguiana GG:gg,ggy,guernsey GH:gh,gha,ghana GI:gi,gib,gibraltar GL:gl,grl,greenland GM:gm,gmb,gambia
    GN:gn,gin,guinea GP:gp,glp,guadeloupe GQ:gq,gnq,equatorialguinea GR:gr,grc,greece,hellas,griechenland,grece,grecia
    GS:gs,sgs,southgeorgiaandthesouthsandwichislands GT:gt,gtm,guatemala GU:gu,gum,guam GW:gw,gnb,guineabissau GY:gy,guy,guyana
    HK:hk,hkg,hongkong,hongkongsar HM:hm,hmd,heardislandandmcdonaldislands HN:hn,hnd,honduras HR:hr,hrv,croatia,hrvatska,kroatien HT:ht,hti,haiti
    HU:hu,hun,hungary,magyarorszag,ungarn,hongrie ID:id,idn,indonesia IE:ie,irl,ireland,republicofireland,eire,irland,irlande IL:il,isr,israel
    IM:im,imn,isleofman IN:in,ind,india,bharat,indien,inde IO:io,iot,britishindianoceanterritory IQ:iq,irq,iraq IR:ir,irn,iranislamicrepublicof,iran
    IS:is,isl,iceland,island IT:it,ita,italy,italia,italien,italie JE:je,jey,jersey JM:jm,jam,jamaica JO:jo,jor,jordan JP:jp,jpn,japan,nippon,japon
    KE:ke,ken,kenya KG:kg,kgz,kyrgyzstan KH:kh,khm,cambodia KI:ki,kir,kiribati KM:km,com,comoros KN:kn,kna,saintkittsandnevis
    KP:kp,prk,koreademocraticpeoplesrepublicof,northkorea,dprk,democraticpeoplesrepublicofkorea
    KR:kr,kor,korearepublicof,southkorea,korea,republicofkorea,sudkorea KW:kw,kwt,kuwait KY:ky,cym,caymanislands KZ:kz,kaz,kazakhstan
    LA:la,lao,laopeoplesdemocraticrepublic,laos LB:lb,lbn,lebanon LC:lc,lca,saintlucia LI:li,lie,liechtenstein,furstentumliechtenstein LK:lk,lka,srilanka
    LR:lr,lbr,liberia LS:ls,lso,lesotho LT:lt,ltu,lithuania,lietuva,litauen LU:lu,lux,luxembourg,luxemburg LV:lv,lva,latvia,latvija,lettland
    LY:ly,lby,libya MA:ma,mar,morocco,marokko,maroc MC:mc,mco,monaco MD:md,mda,moldovarepublicof,moldova ME:me,mne,montenegro
    MF:mf,maf,saintmartinfrenchpart,saintmartin MG:mg,mdg,madagascar MH:mh,mhl,marshallislands MK:mk,mkd,northmacedonia,macedonia ML:ml,mli,mali
    MM:mm,mmr,myanmar,burma MN:mn,mng,mongolia MO:mo,mac,macao,macau,macausar MP:mp,mnp,northernmarianaislands MQ:mq,mtq,martinique MR:mr,mrt,mauritania
    MS:ms,msr,montserrat MT:mt,mlt,malta MU:mu,mus,mauritius MV:mv,mdv,maldives MW:mw,mwi,malawi MX:mx,mex,mexico,mexiko,mexique MY:my,mys,malaysia
    MZ:mz,moz,mozambique NA:na,nam,namibia NC:nc,ncl,newcaledonia NE:ne,ner,niger NF:nf,nfk,norfolkisland NG:ng,nga,nigeria NI:ni,nic,nicaragua
    NL:nl,nld,netherlandskingdomofthe,netherlands,holland,nederland,niederlande,paysbas,paisesbajos,paesibassi
    NO:no,nor,norway,norge,norwegen,norvege,noruega NP:np,npl,nepal NR:nr,nru,nauru NU:nu,niu,niue NZ:nz,nzl,newzealand OM:om,omn,oman PA:pa,pan,panama
    PE:pe,per,peru PF:pf,pyf,frenchpolynesia PG:pg,png,papuanewguinea PH:ph,phl,philippines,philippinen PK:pk,pak,pakistan
    PL:pl,pol,poland,polska,polen,pologne PM:pm,spm,saintpierreandmiquelon PN:pn,pcn,pitcairn,pitcairnislands PR:pr,pri,puertorico
    PS:ps,pse,palestinestateof,palestine PT:pt,prt,portugal,portogallo PW:pw,plw,palau PY:py,pry,paraguay QA:qa,qat,qatar RE:re,reu,reunion
    RO:ro,rou,romania,rumania,rumanien RS:rs,srb,serbia,srbija,serbien RU:ru,rus,russianfederation,russia,russland,russie RW:rw,rwa,rwanda
    SA:sa,sau,saudiarabia,ksa,kingdomofsaudiarabia,saudi SB:sb,slb,solomonislands SC:sc,syc,seychelles SD:sd,sdn,sudan
    SE:se,swe,sweden,sverige,schweden,suede,suecia SG:sg,sgp,singapore,singapur SH:sh,shn,sainthelenaascensionandtristandacunha,sainthelena
    SI:si,svn,slovenia,slowenien,slovenija SJ:sj,sjm,svalbardandjanmayen SK:sk,svk,slovakia,slovakrepublic,slowakei,slovensko SL:sl,sle,sierraleone
    SM:sm,smr,sanmarino SN:sn,sen,senegal SO:so,som,somalia SR:sr,sur,suriname SS:ss,ssd,southsudan ST:st,stp,saotomeandprincipe SV:sv,slv,elsalvador
    SX:sx,sxm,sintmaartendutchpart,sintmaarten SY:sy,syr,syrianarabrepublic,syria SZ:sz,swz,eswatini,swaziland TA:ta,taa,tristandacunha
    TC:tc,tca,turksandcaicosislands TD:td,tcd,chad TF:tf,atf,frenchsouthernterritories TG:tg,tgo,togo TH:th,tha,thailand TJ:tj,tjk,tajikistan
    TK:tk,tkl,tokelau TL:tl,tls,timorleste,easttimor TM:tm,tkm,turkmenistan TN:tn,tun,tunisia TO:to,ton,tonga TR:tr,tur,turkiye,turkey,turkei,turquie
    TT:tt,tto,trinidadandtobago TV:tv,tuv,tuvalu TW:tw,twn,taiwanprovinceofchina,taiwan TZ:tz,tza,tanzaniaunitedrepublicof,tanzania
    UA:ua,ukr,ukraine,ukraina UG:ug,uga,uganda UM:um,umi,unitedstatesminoroutlyingislands
    US:us,usa,unitedstatesofamerica,unitedstates,america,vereinigtestaaten,etatsunis,estadosunidos,statiuniti,verenigdestaten UY:uy,ury,uruguay
    UZ:uz,uzb,uzbekistan VA:va,vat,holysee,vaticancity,vatican VC:vc,vct,saintvincentandthegrenadines VE:ve,ven,venezuelabolivarianrepublicof,venezuela
    VG:vg,vgb,virginislandsbritish,britishvirginislands,bvi VI:vi,vir,virginislandsus,usvirginislands,unitedstatesvirginislands,virginislands
    VN:vn,vnm,vietnam VU:vu,vut,vanuatu WF:wf,wlf,wallisandfutuna WS:ws,wsm,samoa XK:xk,xkx,kosovo,kosova YE:ye,yem,yemen YT:yt,myt,mayotte
    ZA:za,zaf,southafrica,rsa,sudafrika,afriquedusud ZM:zm,zmb,zambia ZW:zw,zwe,zimbabwe
  $countries$), '\s+') as c(line), string_to_table(split_part(c.line, ':', 2), ',') as n(name) where n.name <> ''
), lettered as (
  select tenant_id, id, hq_city, hq_country, name_normalized, place_key, created_at, deleted_at is null and domain_normalized is null as keyed,
    left(regexp_replace(lower(normalize(coalesce(hq_city, ''), NFD)), '[^[:alpha:]]', '', 'g'), 100) as city,
    left(regexp_replace(lower(normalize(coalesce(hq_country, ''), NFD)), '[^[:alpha:]]', '', 'g'), 100) as country
  from accounts where hq_city is not null or hq_country is not null
), keyed as (
  select l.tenant_id, l.id, l.keyed, l.name_normalized, l.place_key, l.created_at, l.city || '/' || coalesce(s.code, l.country) as place
  from lettered l left join spelled s on s.name = case when l.country like 'the%' then substr(l.country, 4) else l.country end
), numbered as (
  select tenant_id, id, place, place_key, case when keyed then row_number() over (partition by tenant_id, name_normalized, place, keyed order by place_key = '', created_at, id) else 1 end as double from keyed
)
update accounts a set place_key = n.place || case when n.double > 1 then '#' || n.id else '' end
from numbered n where a.tenant_id = n.tenant_id and a.id = n.id and n.place_key = '';

create unique index accounts_name_place_ux on accounts (tenant_id, name_normalized, place_key) where deleted_at is null and domain_normalized is null;
alter table accounts force row level security;
