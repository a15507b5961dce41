using Pivotal.Domain.Imports;
using Xunit;

namespace Pivotal.UnitTests.Imports;

/// <summary>Small and larger files of many languages, put together by chance with a fixed seed: what counts as clear is right, and most is clear once there is something to go by.</summary>
public sealed class EncodingSweepTests
{
    private static readonly Random Chance = new(20261130);

    public static TheoryData<string, string> Languages =>
        new()
        {
            {
                "windows-1252",
                "Jürgen Müller;Björn Schäfer;Käthe Groß;Günther Weiß;Jörg Köhler;Bäckerei Hübner GmbH;Süddeutsche Getränke AG;Zürich;Köln;Düsseldorf;Österreich;Ärztehaus Nord;Straßenbau Rühl;Ute Böhm"
            },
            {
                "windows-1252",
                "José García;François Lefèvre;Hélène Noël;Zoë Brontë;Renée Dupré;Jérôme Côté;André Gonçalves;João Conceição;Inês Simões;São Paulo;Peña Muñoz;Ángel Núñez;Íñigo López;Málaga;Société Générale;Crédit Agricole;Château d’Yquem;Niccolò Fò;Università di Forlì;Perù"
            },
            {
                "windows-1252",
                "Søren Kjærgård;Åsa Öberg;Øyvind Håland;Bjørn Ødegård;Mäkinen;Väinö Hämäläinen;Ålesund;Tromsø;Malmö;Västerås;Göteborg;Århus;Næstved;Jyväskylä"
            },
            {
                "windows-1252",
                "O’Brien & Sons;Müller – Söhne;“Acme” Ltd;Café Zoë;Naïve®;100 € Laden;D’Angelo;St. John’s;Señor Frog’s;Chloë’s"
            },
            {
                "windows-1250",
                "Zdeněk Dvořák;Jiří Novotný;Růžena Černá;Tomáš Procházka;Kateřina Svobodová;Plzeň;České Budějovice;Hradec Králové;Společnost s ručením omezeným;Václav Říha;Ľuboš Kováč;Žilina;Košice"
            },
            {
                "windows-1250",
                "Łukasz Wiśniewski;Grażyna Pawłowska;Małgorzata Gąsiór;Zbigniew Śliwa;Żaneta Kępińska;Łódź;Kraków;Gdańsk;Poznań;Wrocław;Częstochowa;Spółka z ograniczoną odpowiedzialnością;Michał Dąbrowski"
            },
            {
                "windows-1250",
                "Béla Erdős;László Szűcs;Győr;Dezső Kőszegi;Zoltán Hegedűs;Győző Fűzfa;Budapest Főváros;Időjárás Kft;Pécs;Szőke Ágnes"
            },
            {
                "windows-1250",
                "Željko Kovačević;Đorđe Šimić;Ćiro Babić;Zvonimir Jurišić;Šibenik;Čakovec;Požega;Goran Vučković;Blaž Žižek;Škofja Loka"
            },
            {
                "windows-1251",
                "Иван Петров;Ольга Смирнова;Алексей Кузнецов;Москва;Екатеринбург;ООО Ромашка;Санкт-Петербург;Дмитрий Соколов;ЗАО «Вектор»;Наталья Попова"
            },
            { "windows-1251", "Олександр Шевченко;Київ;Львів;Наталія Ковальчук;Ірина Їжакевич;Дніпро;ТОВ Зірка;Євген Бондаренко" },
            { "koi8-r", "Иван Петров;Ольга Смирнова;Алексей Кузнецов;Москва;Екатеринбург;ООО Ромашка;Дмитрий Соколов;Наталья Попова" },
            {
                "windows-1253",
                "Γιώργος Παπαδόπουλος;Μαρία Νικολάου;Αθήνα;Θεσσαλονίκη;Δημήτρης Ιωάννου;Ελένη Γεωργίου;Πάτρα;Ανώνυμη Εταιρεία"
            },
            {
                "windows-1254",
                "Ayşe Yılmaz;Mehmet Şahin;Oğuz Kılıç;İstanbul;Beşiktaş;Çağla Güneş;Türkiye İş Bankası;Işıl Öztürk;Muğla;Eskişehir"
            },
            { "windows-1255", "יעקב כהן;שרה לוי;תל אביב;ירושלים;משה פרידמן;חיפה;בנק הפועלים;רחל מזרחי" },
            { "windows-1256", "محمد علي;فاطمة حسن;القاهرة;شركة النور;عبد الله السعيد;دبي;مؤسسة الخليج;يوسف إبراهيم" },
            {
                "windows-1257",
                "Kęstutis Žukauskas;Jānis Bērziņš;Rūta Čepaitė;Ģirts Ķēniņš;Šiauliai;Rīga;Liepāja;Uždaroji akcinė bendrovė;Inga Ozoliņa;Mindaugas Šimkus"
            },
            {
                "gb18030",
                "王伟;李娜;张敏;刘洋;陈静;北京科技有限公司;上海市浦东新区;欧阳锋;诸葛亮;深圳市腾讯计算机系统有限公司;阿里巴巴集团;广州;销售经理;市场总监;赵雪松;孙俪"
            },
            {
                "big5",
                "陳志明;林美玲;王大同;台北市信義區;台灣積體電路製造股份有限公司;鴻海精密工業;張學友;黃曉明;香港九龍;高雄市;業務經理;總經理;劉德華;鄧麗君"
            },
            {
                "euc-kr",
                "김철수;이영희;박지성;삼성전자 주식회사;서울특별시 강남구;현대자동차;최민호;정수정;부산광역시;영업부장;대표이사;카카오;네이버"
            },
            {
                "shift_jis",
                "山田太郎;鈴木はなこ;株式会社サンプル;トヨタ自動車;東京都渋谷区;佐藤健;高橋美咲;営業部長;大阪市北区;ソニー;任天堂;伊藤忠商事;ﾔﾏﾀﾞ ﾀﾛｳ"
            },
            { "euc-jp", "山田太郎;鈴木はなこ;株式会社サンプル;トヨタ自動車;東京都渋谷区;佐藤健;高橋美咲;営業部長;大阪市北区;ソニー" },
            {
                "macintosh",
                "Jürgen Müller;Björn Schäfer;José García;François Lefèvre;Hélène Noël;Köln;Düsseldorf;Peña Muñoz;Søren Kjærgård;Åsa Öberg"
            },
            { "ibm850", "Jürgen Müller;Björn Schäfer;José García;François Lefèvre;Hélène Noël;Köln;Düsseldorf;Peña Muñoz;Åsa Öberg" },
        };

    [Theory]
    [MemberData(nameof(Languages))]
    public void What_is_clear_is_right_and_much_is_clear(string encoding, string names)
    {
        var all = names.Split(';');
        var (wrong, open, asked) = (new List<string>(), 0, 0);
        foreach (var rows in new[] { 1, 1, 1, 1, 1, 2, 3, 4, 6, 10, 20, 60 })
        {
            for (var i = 0; i < 25; i++)
            {
                var text =
                    "Email 1,Contact Full Name,Contact City\n"
                    + string.Concat(
                        Enumerable
                            .Range(0, rows)
                            .Select(n => $"p{n}@x.example,{all[Chance.Next(all.Length)]},\"{all[Chance.Next(all.Length)]}\"\n")
                    );
                if (text.All(char.IsAscii))
                    continue;
                var bytes = TextEncodings.Get(encoding).GetBytes(text);
                var (found, sure) = EncodingDetection.Find(new MemoryStream(bytes))!.Value;
                if (sure > Certainty.Guess && TextEncodings.Get(found).GetString(bytes) != text)
                    wrong.Add($"{found}: {text[38..Math.Min(text.Length, 120)]}");
                if (sure == Certainty.Guess && rows >= 20)
                    open++;
                if (sure == Certainty.Guess)
                    asked++;
            }
        }

        Assert.True(wrong.Count == 0, $"{wrong.Count} wrong: {string.Join(" | ", wrong.Take(5))}");
        Assert.True(open == 0, $"{open} large files open");
        // One name alone may be Forlì or Forlě.
        if (encoding == TextEncodings.Windows1252)
            Assert.True(asked <= 25, $"{asked} of 300 asked");
    }
}
