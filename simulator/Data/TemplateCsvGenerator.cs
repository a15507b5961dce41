using System.Globalization;

namespace Pivotal.Simulator.Data;

/// <param name="Rows">data rows in the file, bad and double ones included</param>
/// <param name="BadEvery">each n-th row is broken on purpose (33 ≈ 3 %); 0 for none</param>
/// <param name="DoubleEvery">each n-th row repeats the e-mail of an earlier good row; 0 for none</param>
/// <param name="DncEvery">each n-th row is on the do-not-call list; 0 for none</param>
/// <param name="PhonelessEvery">each n-th row has no phone number; 0 for none</param>
public sealed record TemplateCsvOptions(
    int Rows = 5_000,
    int Seed = 1,
    int BadEvery = 33,
    int DoubleEvery = 100,
    int DncEvery = 125,
    int PhonelessEvery = 90,
    int ContactsPerAccount = 4
);

/// <summary>What an import of the file must come to, and the list that must be suppressed before it.</summary>
/// <param name="Suppressed">accepted rows whose phone or e-mail is on the do-not-call list</param>
/// <param name="Dialable">accepted rows with a number that may be dialled</param>
public sealed record TemplateCsvExpectation(
    int Rows,
    int Created,
    int Rejected,
    int Duplicates,
    int Accounts,
    int Suppressed,
    int Phoneless,
    int Dialable,
    IReadOnlyList<string> DncPhones,
    IReadOnlyList<string> DncEmails,
    long Characters
);

/// <summary>
/// A CSV in the 48-column Standard Template about people who do not exist: names from a word list, domains under <c>.example</c>,
/// phone numbers from the ranges kept for fiction. The same seed gives the same file.
/// </summary>
public static class TemplateCsvGenerator
{
    public static readonly string[] Headers =
    [
        "Research Date",
        "Contact Full Name",
        "First Name",
        "Last Name",
        "Title",
        "Department",
        "Seniority",
        "List",
        "Contact LI Profile URL",
        "Email 1",
        "Email 1 Validation",
        "Email 1 Total AI",
        "Contact Phone 1",
        "Contact Phone 1 Total AI",
        "Contact Mobile Phone",
        "Contact City",
        "Contact State",
        "Contact State Abbr",
        "Contact Post Code",
        "Contact Country",
        "Contact Location",
        "Former Position",
        "Time in Current Position",
        "Time in Current Company",
        "Company Name - Cleaned",
        "Website",
        "Company Phone 1",
        "Company Location",
        "Company Street 1",
        "Company Street 2",
        "Company Street 3",
        "Company City",
        "Company State",
        "Company State Abbr",
        "Company Post Code",
        "Company Country",
        "Company Annual Revenue",
        "Company Revenue Range",
        "Company Staff Count Range",
        "Company Description",
        "Company Website Domain",
        "Company Founded Date",
        "Company Industry",
        "Company LI Profile Url",
        "Company LinkedIn ID",
        "Web Technologies",
        "SIC Code",
        "NAICS Code",
    ];

    public static TemplateCsvExpectation Write(string path, TemplateCsvOptions options)
    {
        using var file = new StreamWriter(path);
        return Write(file, options);
    }

    public static TemplateCsvExpectation Write(TextWriter to, TemplateCsvOptions options)
    {
        var count = new Counter();
        var dncPhones = new HashSet<string>();
        var dncEmails = new HashSet<string>();
        for (var i = 0; i < options.Rows; i++)
        {
            if (!Hits(i, options.DncEvery, 7) || KindOf(i, options) != RowKind.Good)
                continue;
            // Every third entry is an e-mail address, the others are numbers.
            if (i / options.DncEvery % 3 == 2)
                dncEmails.Add(FictionalPerson.At(i, options).Email);
            else if (FictionalPerson.At(i, options) is { HasPhone: true } person)
                dncPhones.Add(person.Phone.E164);
        }

        var line = new CsvLine(to);
        line.Write(Headers);
        var accounts = new HashSet<int>();
        for (var i = 0; i < options.Rows; i++)
        {
            var kind = KindOf(i, options);
            var person = FictionalPerson.At(kind == RowKind.Double ? Original(i, options) : i, options);
            line.Write(Cells(person, i, kind));
            switch (kind)
            {
                case RowKind.Bad:
                    count.Rejected++;
                    break;
                case RowKind.Double:
                    count.Duplicates++;
                    break;
                default:
                    count.Created++;
                    accounts.Add(person.Company.Index);
                    var dnc = dncEmails.Contains(person.Email) || (person.HasPhone && dncPhones.Contains(person.Phone.E164));
                    count.Suppressed += dnc ? 1 : 0;
                    count.Phoneless += person.HasPhone ? 0 : 1;
                    count.Dialable += person.HasPhone && !dncPhones.Contains(person.Phone.E164) ? 1 : 0;
                    break;
            }
        }

        to.Flush();
        return new(
            options.Rows,
            count.Created,
            count.Rejected,
            count.Duplicates,
            accounts.Count,
            count.Suppressed,
            count.Phoneless,
            count.Dialable,
            [.. dncPhones],
            [.. dncEmails],
            line.Characters
        );
    }

    private enum RowKind
    {
        Good,
        Bad,
        Double,
    }

    private static bool Hits(int row, int every, int offset) => every > 0 && row % every == offset % every;

    private static RowKind KindOf(int row, TemplateCsvOptions options) =>
        Hits(row, options.BadEvery, 20) ? RowKind.Bad
        : row > 50 && Hits(row, options.DoubleEvery, 60) ? RowKind.Double
        : RowKind.Good;

    /// <summary>The good row that a double repeats: some rows above it.</summary>
    private static int Original(int row, TemplateCsvOptions options)
    {
        var at = row - 17;
        while (KindOf(at, options) != RowKind.Good)
            at--;
        return at;
    }

    private static string[] Cells(FictionalPerson p, int row, RowKind kind)
    {
        var c = p.Company;
        var email = kind switch
        {
            RowKind.Bad => (row % 4) switch
            {
                0 => "",
                1 => p.Email.Replace("@", " at "),
                2 => "n/a",
                _ => p.Email + "@" + c.Domain,
            },
            RowKind.Double => $" {p.Email.ToUpperInvariant()} ",
            _ => p.Email,
        };
        return
        [
            p.ResearchDate.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture),
            $"{p.First} {p.Last}",
            p.First,
            p.Last,
            p.Title,
            p.Department,
            p.Seniority,
            p.List,
            $"https://www.linkedin.example/in/{p.Slug}",
            email,
            "valid",
            $"{p.EmailConfidence}%",
            p.HasPhone ? p.Phone.Written : "",
            p.HasPhone ? $"{p.PhoneConfidence}%" : "",
            "",
            p.Place.City,
            p.Place.State,
            p.Place.StateAbbr,
            p.Place.PostCode,
            p.Place.Country,
            $"{p.Place.City}, {p.Place.Country}",
            p.FormerTitle,
            p.TimeInPosition,
            p.TimeInCompany,
            c.Name,
            $"https://www.{c.Domain}/",
            c.Phone.Written,
            $"{c.Place.City}, {c.Place.Country}",
            c.Street,
            c.Street2,
            "",
            c.Place.City,
            c.Place.State,
            c.Place.StateAbbr,
            c.Place.PostCode,
            c.Place.Country,
            c.Revenue.ToString(CultureInfo.InvariantCulture),
            c.RevenueRange,
            c.StaffRange,
            c.Description,
            c.Domain,
            c.Founded,
            c.Industry,
            $"https://www.linkedin.example/company/{c.Slug}",
            c.LinkedinId,
            c.Technologies,
            c.Sic,
            c.Naics,
        ];
    }

    private sealed class Counter
    {
        public int Created,
            Rejected,
            Duplicates,
            Suppressed,
            Phoneless,
            Dialable;
    }

    /// <summary>RFC 4180 lines.</summary>
    private sealed class CsvLine(TextWriter to)
    {
        public long Characters { get; private set; }

        public void Write(string[] cells)
        {
            for (var i = 0; i < cells.Length; i++)
            {
                var cell = cells[i].AsSpan().ContainsAny(",\"\r\n") ? $"\"{cells[i].Replace("\"", "\"\"")}\"" : cells[i];
                to.Write(cell);
                to.Write(i == cells.Length - 1 ? "\r\n" : ",");
                Characters += cell.Length + (i == cells.Length - 1 ? 2 : 1);
            }
        }
    }
}
