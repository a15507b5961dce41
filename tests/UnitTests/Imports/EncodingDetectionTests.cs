using System.Text;
using Pivotal.Domain.Imports;
using Xunit;

namespace Pivotal.UnitTests.Imports;

public sealed class EncodingDetectionTests
{
    private const string Header = "Email 1,Contact Full Name,Company City\n";

    [Fact]
    public void A_line_that_is_no_utf8_is_read_in_its_page_and_its_row_is_told()
    {
        byte[] file = [.. Good(200), .. "bad@x.example,Ren"u8, 0xE9, .. ",Paris\n"u8];
        Assert.Equal(
            ("utf-8+windows-1252", Certainty.Likely),
            (Files.Look(file).Reading!.Format.Encoding, Files.Look(file).Reading!.Encoding)
        );
        var rows = Files.Rows(file);
        Assert.All(rows[..200], r => Assert.Equal(("Zoë Müller", null), (r.Contact.FullName, r.Problems)));
        Assert.Equal(
            ("René", "row.other_encoding", false, 0),
            Assert.Single(rows[200].Problems!) is var p ? (rows[200].Contact.FullName, p.Code, p.Rejects, rows[200].LeftOut) : default
        );
        Assert.Contains("windows-1252", rows[200].Problems![0].Detail, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(new byte[] { 0xC3 })]
    [InlineData(new byte[] { 0xE2, 0x80 })]
    public void A_character_that_was_cut_is_told_and_its_value_is_left_out(byte[] cut)
    {
        byte[] file = [.. Good(200), .. "cut@x.example,Ren"u8, .. cut, .. ",Paris\n"u8];
        var row = Files.Rows(file)[200];
        Assert.Equal(
            (null, "Paris", 1, ("cell.damaged", "contact.fullName")),
            (row.Contact.FullName, row.Account.HqCity, row.LeftOut, Assert.Single(row.Problems!) is var p ? (p.Code, p.Field) : default)
        );
    }

    [Fact]
    public void A_few_lines_of_utf8_in_a_western_file_are_read_as_such_and_told()
    {
        var western = TextEncodings
            .Get(TextEncodings.Windows1252)
            .GetBytes(Header + string.Concat(Enumerable.Range(0, 200).Select(i => $"p{i}@x.example,Zoë Müller,Köln\n")));
        byte[] file = [.. western, .. Encoding.UTF8.GetBytes("u@x.example,Łukasz Żak,Łódź\n")];
        Assert.Equal(
            ("windows-1252+utf-8", Certainty.Likely),
            (Files.Look(file).Reading!.Format.Encoding, Files.Look(file).Reading!.Encoding)
        );
        var rows = Files.Rows(file);
        Assert.All(rows[..200], r => Assert.Equal(("Zoë Müller", null), (r.Contact.FullName, r.Problems)));
        Assert.Equal(("Łukasz Żak", "row.other_encoding"), (rows[200].Contact.FullName, rows[200].Problems!.Single().Code));
    }

    [Fact]
    public void Columns_of_two_encodings_in_a_row_are_read_each_in_its_own()
    {
        byte[] file = [.. Good(20), .. Encoding.UTF8.GetBytes("a@x.example,Łukasz Żak,"), .. "K"u8, 0xF6, .. "ln\nb@x.example,Ann,x\n"u8];
        var rows = Files.Rows(file);
        Assert.Equal(
            ("Łukasz Żak", "Köln", "row.other_encoding"),
            (rows[20].Contact.FullName, rows[20].Account.HqCity, rows[20].Problems!.Single().Code)
        );
        Assert.Null(rows[21].Problems);
    }

    [Theory]
    [InlineData("\n", false)]
    [InlineData("\r\n", true)]
    [InlineData("\r", false)]
    public void A_long_mixed_file_is_read_line_by_line_across_blocks(string end, bool mark)
    {
        var western = TextEncodings.Get(TextEncodings.Windows1252);
        using var file = new MemoryStream();
        if (mark)
            file.Write([0xEF, 0xBB, 0xBF]);
        file.Write(Encoding.ASCII.GetBytes(Header.TrimEnd() + end));
        for (var i = 1; i <= 20_000; i++)
            file.Write(
                (i % 7 == 0 ? western : Encoding.UTF8).GetBytes($"p{i}@x.example,\"Zoë{(i % 49 == 0 ? end : " ")}Müller, {i}\",Köln{end}")
            );
        var rows = Files.Rows(file.ToArray());
        Assert.Equal(20_000, rows.Count);
        Assert.All(
            rows,
            r =>
                Assert.Equal(
                    ($"Zoë{(r.Number % 49 == 0 ? end : " ")}Müller, {r.Number}", "Köln", r.Number % 7 == 0),
                    (r.Contact.FullName, r.Account.HqCity, r.Problems?.Single().Code == "row.other_encoding")
                )
        );
    }

    [Fact]
    public void What_is_no_text_in_any_page_leaves_a_file_in_utf8()
    {
        byte[] file = [.. Good(200), .. "cut@x.example,Garc"u8, 0xC3, .. ",Paris\n"u8];
        Assert.Equal((TextEncodings.Utf8, Certainty.Likely), Files.Look(file).Reading is { } r ? (r.Format.Encoding, r.Encoding) : default);
    }

    [Theory]
    [InlineData("windows-1252", "Zoë Müller;Françoise Lefèvre;José Muñoz;Søren Kjærgård;Åsa Öberg;Jürgen Groß;Hélène Noël")]
    [InlineData("windows-1250", "Zdeněk Dvořák;Jiří Novotný;Łukasz Wiśniewski;Grażyna Pawłowska;Růžena Černá;Béla Erdős;Małgorzata Gąsiór")]
    [InlineData("windows-1251", "Иван Петров;Ольга Смирнова;Алексей Кузнецов;Москва;Екатеринбург")]
    [InlineData("koi8-r", "Иван Петров;Ольга Смирнова;Алексей Кузнецов;Москва;Екатеринбург")]
    [InlineData("windows-1253", "Γιώργος Παπαδόπουλος;Μαρία Νικολάου;Αθήνα;Θεσσαλονίκη")]
    [InlineData("windows-1254", "Ayşe Yılmaz;Mehmet Şahin;Oğuz Kılıç;İstanbul;Beşiktaş")]
    [InlineData("macintosh", "Zoë Müller;Françoise Lefèvre;José Muñoz;Jürgen Groß;Hélène Noël;Köln")]
    [InlineData("ibm850", "Jürgen Groß;Hélène Noël;José Muñoz;Köln;Zürich;Göteborg")]
    [InlineData("shift_jis", "山田太郎;鈴木はなこ;株式会社サンプル;トヨタ;東京都")]
    [InlineData("shift_jis", "ﾔﾏﾀﾞ ﾀﾛｳ;ｽｽﾞｷ ﾊﾅｺ;ｶﾌﾞｼｷｶﾞｲｼｬ")]
    [InlineData("euc-jp", "山田太郎;鈴木はなこ;株式会社サンプル;トヨタ;東京都")]
    [InlineData("gb18030", "王伟;李娜;张敏;北京科技有限公司;上海市浦东新区")]
    [InlineData("gb18030", "欧阳锋;司马懿;诸葛亮;令狐冲;慕容复")]
    [InlineData("big5", "陳志明;林美玲;王大同;台北市信義區;台灣積體電路製造股份有限公司")]
    [InlineData("euc-kr", "김철수;이영희;박지성;삼성전자 주식회사;서울특별시 강남구")]
    [InlineData("euc-kr", "똠방각하;펲시콜라;쓩쓩;햏자;김철수")]
    [InlineData("windows-1255", "יעקב כהן;שרה לוי;תל אביב;ירושלים")]
    [InlineData("windows-1256", "محمد علي;فاطمة حسن;القاهرة;شركة النور")]
    [InlineData("windows-1257", "Kęstutis Žukauskas;Jānis Bērziņš;Rūta Čepaitė;Ģirts Ķēniņš")]
    public void A_code_page_is_told_by_the_letters_it_gives(string encoding, string names)
    {
        var file = TextEncodings
            .Get(encoding)
            .GetBytes(Header + string.Concat(names.Split(';').Select((n, i) => $"p{i}@x.example,{n},x\n")));
        var reading = Files.Look(file).Reading!;
        Assert.Equal((encoding, Certainty.Likely), (reading.Format.Encoding, reading.Encoding));
        Assert.Equal(names.Split(';'), Files.Rows(file).Select(r => r.Contact.FullName));
    }

    [Theory]
    [InlineData("Jürgen Müller")]
    [InlineData("Sørensen")]
    [InlineData("José")]
    [InlineData("Renée")]
    [InlineData("O’Brien")]
    [InlineData("João")]
    [InlineData("Muñoz")]
    [InlineData("MÜLLER")]
    [InlineData("Øyvind Åsland")]
    [InlineData("Zoë")]
    [InlineData("Weiß")]
    [InlineData("Müller – Söhne®")]
    [InlineData("Guðrún Þórsdóttir")]
    public void One_name_in_a_western_file_stays_western_and_nobody_is_asked(string name)
    {
        var reading = Files.Look(TextEncodings.Get(TextEncodings.Windows1252).GetBytes($"{Header}a@x.example,{name},x\n")).Reading!;
        Assert.Equal((TextEncodings.Windows1252, Certainty.Likely), (reading.Format.Encoding, reading.Encoding));
    }

    [Theory]
    [InlineData("gb18030", "王伟")]
    [InlineData("big5", "陳志明")]
    [InlineData("euc-kr", "김철수")]
    [InlineData("shift_jis", "山田太郎")]
    [InlineData("windows-1251", "Иванов")]
    [InlineData("windows-1250", "Łukasz")]
    [InlineData("macintosh", "Jürgen")]
    public void A_name_or_two_in_another_encoding_are_a_guess_that_somebody_has_to_confirm(string encoding, string name)
    {
        var file = TextEncodings.Get(encoding).GetBytes($"{Header}a@x.example,{name},x\n");
        var reading = Files.Look(file).Reading!;
        Assert.Equal(Certainty.Guess, reading.Encoding);
        var proposals = EncodingProposals.Of(new MemoryStream(file), reading.Format);
        Assert.Equal(reading.Format.Encoding, proposals[0].Encoding);
        Assert.Equal([name], proposals.Single(p => p.Encoding == encoding).Examples);
    }

    [Fact]
    public void Proposals_show_the_cells_that_tell_them_apart()
    {
        var file = TextEncodings.Get("windows-1250").GetBytes($"{Header}a@x.example,Jürgen,Köln\nb@x.example,Dvořák,Plzeň\n");
        var proposals = EncodingProposals.Of(new MemoryStream(file), new("windows-1250", ','));
        Assert.Equal(["Dvořák", "Plzeň"], proposals[0].Examples.Take(2));
        Assert.All(proposals, p => Assert.Equal(proposals[0].Examples.Count, p.Examples.Count));
        Assert.Empty(
            EncodingProposals.Of(new MemoryStream(Encoding.UTF8.GetBytes($"{Header}a@x.example,Jürgen,x\n")), new("utf-8", ','))[0].Examples
        );
    }

    [Fact]
    public void A_page_that_makes_the_same_text_is_no_other_reading()
    {
        var file = TextEncodings
            .Get(TextEncodings.Windows1252)
            .GetBytes(Header + string.Concat(Enumerable.Range(0, 50).Select(i => $"p{i}@x.example,Jürgen Größe,Köln\n")));
        Assert.Equal(
            (TextEncodings.Windows1252, Certainty.Likely),
            Files.Look(file).Reading is { } r ? (r.Format.Encoding, r.Encoding) : default
        );
    }

    [Theory]
    [InlineData(TextEncodings.Utf16, 1)]
    [InlineData(TextEncodings.Utf16, 3_001)]
    [InlineData(TextEncodings.Utf8, 1)]
    [InlineData(TextEncodings.Utf8, 3_001)]
    public void A_NUL_or_half_a_pair_is_taken_out_of_its_cell_and_told(string encoding, int at)
    {
        var text =
            Header
            + string.Concat(Enumerable.Range(1, 4_000).Select(i => i == at ? $"p{i}@x.example,An\0n,x\n" : $"p{i}@x.example,Ann,x\n"));
        byte[] file =
        [
            .. encoding == TextEncodings.Utf16 ? [0xFF, 0xFE] : Array.Empty<byte>(),
            .. TextEncodings.Get(encoding).GetBytes(text),
        ];
        var rows = Files.Rows(file);
        Assert.Equal(4_000, rows.Count);
        Assert.All(rows, r => Assert.Equal("Ann", r.Contact.FullName));
        Assert.Equal([((long)at, 0)], rows.Where(r => r.Problems is not null).Select(r => (r.Number, r.LeftOut)));
    }

    [Fact]
    public void Half_a_surrogate_pair_in_utf16_is_told_and_left_out_and_a_whole_pair_stays()
    {
        byte[] file =
        [
            0xFF,
            0xFE,
            .. Encoding.Unicode.GetBytes($"{Header}a@x.example,An"),
            0x3D,
            0xD8,
            .. Encoding.Unicode.GetBytes("n,x\nb@x.example,Bo😀b,x\n"),
        ];
        var rows = Files.Rows(file);
        Assert.Equal((null, "cell.damaged", 1), (rows[0].Contact.FullName, rows[0].Problems![0].Code, rows[0].LeftOut));
        Assert.Equal(("Bo😀b", null), (rows[1].Contact.FullName, rows[1].Problems));
    }

    [Fact]
    public void A_byte_without_a_letter_in_the_code_page_is_told_and_its_value_left_out()
    {
        byte[] file = [.. Encoding.ASCII.GetBytes($"{Header}a@x.example,M"), 0x81, .. "ller,x\nb@x.example,M"u8, 0xFC, .. "ller,x\n"u8];
        var rows = Files.Rows(file, new(TextEncodings.Windows1252, ','));
        Assert.Equal(["cell.damaged", null], rows.Select(r => r.Problems?.Single().Code));
        Assert.Equal([null, "Müller"], rows.Select(r => r.Contact.FullName));
    }

    [Fact]
    public void A_chosen_encoding_is_read_as_chosen()
    {
        var file = TextEncodings.Get("iso-8859-2").GetBytes($"{Header}a@x.example,Łukasz Żak,x\n");
        Assert.Equal("Łukasz Żak", Files.Rows(file, new("iso-8859-2", ','))[0].Contact.FullName);
        Assert.All(TextEncodings.All, name => Assert.NotNull(TextEncodings.Get(name)));
        Assert.All(TextEncodings.Choices, name => Assert.True(TextEncodings.IsKnown(name)));
        Assert.All(new[] { "utf-8+gb18030", "utf-8+utf-8", "+utf-8", "klingon" }, name => Assert.False(TextEncodings.IsKnown(name)));
    }

    private static byte[] Good(int rows) =>
        Encoding.UTF8.GetBytes(Header + string.Concat(Enumerable.Range(0, rows).Select(i => $"p{i}@x.example,Zoë Müller,Köln\n")));
}
