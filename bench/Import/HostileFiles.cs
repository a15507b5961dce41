using System.Text;

namespace Pivotal.Bench.Import;

/// <summary>Files that are made to hurt: each is 50 MB and has one dimension without an end. The same bytes on every run.</summary>
internal static class HostileFiles
{
    private const int Size = 50 << 20;
    private const string Header = "Email 1,Title,Company Name - Cleaned,Company Description\n";

    private static readonly string Sentence = string.Concat(Enumerable.Repeat("Makes things, and sells them. ", 20));

    public static IReadOnlyList<(string Name, Action<Stream> Write)> All { get; } =
    [
        ("one-line", file => Fill(file, Header + "a@x.example,", "x")),
        (
            "open-quote",
            file => Fill(file, Header + "a@x.example,\"never closed\n", i => $"p{i}@x.example,CTO,Firm {i % 1_000},\"{Sentence}\"\n")
        ),
        ("ten-thousand-columns", file => Fill(file, Columns(10_000, "c") + "\n", _ => Columns(10_000, "v") + "\n")),
        ("archive", file => Fill(file, "PK\u0003\u0004", Noise(new Random(1)))),
        ("nothing-but-nul", file => Fill(file, "", "\0")),
        ("separators", file => Fill(file, Header, ",")),
        // Every second one is taken with its text, the others go to the error file because of the company's name.
        (
            "long-cells",
            file => Fill(file, Header, i => $"p{i}@x.example,{Long(i, 'a')},{(i % 2 == 0 ? "Firm" : Long(i, 'b'))},{Long(i, 'c')}\n")
        ),
        (
            "no-encoding",
            file =>
            {
                file.Write([0xFF, 0xFE]);
                file.Write(Encoding.Unicode.GetBytes(Header));
                // Half pairs and bytes of another encoding between lines that are whole.
                var line = Encoding.Unicode.GetBytes("a@x.example,CTO,Firm,");
                while (file.Length < Size)
                {
                    file.Write(line);
                    for (var i = 0; i < 500; i++)
                        file.Write([0x3D, 0xD8, 0xFC, 0x00, 0x00, 0x00]);
                    file.Write([0x0A, 0x00]);
                }
            }
        ),
    ];

    private static string Columns(int count, string name) =>
        string.Join(',', Enumerable.Range(0, count).Select(i => i == 0 ? "Email 1" : $"{name}{i}"));

    private static string Long(int row, char letter) => new(letter, 32_000 + (row % 700));

    private static Func<int, byte[]> Noise(Random random) =>
        _ =>
        {
            var bytes = new byte[64 * 1024];
            random.NextBytes(bytes);
            return bytes;
        };

    private static void Fill(Stream file, string head, string again) =>
        Fill(file, head, Encoding.UTF8.GetBytes(string.Concat(Enumerable.Repeat(again, 64 * 1024))));

    private static void Fill(Stream file, string head, byte[] part) => Fill(file, head, _ => part);

    private static void Fill(Stream file, string head, Func<int, string> part) => Fill(file, head, i => Encoding.UTF8.GetBytes(part(i)));

    private static void Fill(Stream file, string head, Func<int, byte[]> part)
    {
        file.Write(Encoding.UTF8.GetBytes(head));
        for (var i = 0; file.Length < Size; i++)
            file.Write(part(i));
    }
}
