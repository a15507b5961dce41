using System.Globalization;
using System.Text;

namespace Pivotal.Bench.Import;

/// <summary>
/// A CSV in the 48-header Standard Template with fictional people: reserved domains (.example) and numbers (555-01xx).
/// The same number of rows gives the same bytes. Ten people work at each company.
/// </summary>
internal static class TemplateFile
{
    private const int PeoplePerCompany = 10;

    private static readonly string[] Headers =
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

    private static readonly string[] First =
    [
        "Ada",
        "Ben",
        "Cleo",
        "Dan",
        "Eva",
        "Finn",
        "Gia",
        "Hugo",
        "Ida",
        "Jon",
        "Kim",
        "Leo",
        "Mia",
        "Ned",
        "Ona",
        "Pia",
    ];
    private static readonly string[] Last =
    [
        "Archer",
        "Baker",
        "Carter",
        "Dyer",
        "Fisher",
        "Glover",
        "Hunter",
        "Mason",
        "Parker",
        "Sawyer",
        "Tanner",
        "Turner",
        "Weaver",
    ];
    private static readonly string[] Titles =
    [
        "Chief Technology Officer",
        "IT Manager",
        "Head of Operations",
        "VP Sales",
        "Procurement Lead",
        "Systems Engineer",
    ];
    private static readonly int[] AreaCodes =
    [
        201,
        202,
        203,
        205,
        206,
        207,
        208,
        209,
        210,
        212,
        213,
        214,
        215,
        216,
        217,
        218,
        219,
        224,
        225,
        228,
        229,
        231,
        234,
        239,
        240,
        248,
        251,
        252,
        253,
        254,
    ];

    private static readonly (string City, string State, string Abbr, string Zip)[] Places =
    [
        ("Austin", "Texas", "TX", "78701"),
        ("Boston", "Massachusetts", "MA", "02108"),
        ("Denver", "Colorado", "CO", "80202"),
        ("Seattle", "Washington", "WA", "98101"),
    ];

    public static async Task<long> Write(string path, int rows, CancellationToken cancel)
    {
        await using var writer = new StreamWriter(path, false, new UTF8Encoding(false), 1 << 16) { NewLine = "\r\n" };
        await writer.WriteLineAsync(string.Join(',', Headers));
        for (var i = 0; i < rows; i++)
            await writer.WriteLineAsync(string.Join(',', Row(i)).AsMemory(), cancel);
        await writer.FlushAsync(cancel);
        return new FileInfo(path).Length;
    }

    private static string[] Row(int i)
    {
        var company = i / PeoplePerCompany;
        var (first, last, title) = (First[i % First.Length], Last[i / 7 % Last.Length], Titles[i % Titles.Length]);
        var (city, state, abbr, zip) = Places[company % Places.Length];
        var domain = Text($"company{company}.example");
        return
        [
            "2026-01-15",
            $"{first} {last}",
            first,
            last,
            title,
            "Information Technology",
            i % 3 == 0 ? "C-Level" : "Manager",
            "Bench",
            Text($"https://linkedin.example/in/person{i}"),
            Text($"{first}.{last}.{i}@{domain}"),
            "valid",
            "97",
            Phone(i),
            "88",
            Phone(i + 50_000),
            city,
            state,
            abbr,
            zip,
            "United States",
            $"\"{city}, {abbr}\"",
            "Team Lead",
            "2 years 3 months",
            "4 years",
            $"\"Company {company}, Inc.\"",
            Text($"https://www.{domain}"),
            Phone(company),
            $"\"{city}, {abbr}\"",
            Text($"{company % 900 + 1} Main Street"),
            "Suite 4",
            "",
            city,
            state,
            abbr,
            zip,
            "United States",
            "12500000",
            "$10M - $50M",
            "51-200",
            "\"Makes fictional things, ships them, and answers the phone \"\"always\"\".\"",
            domain,
            "1998",
            "Manufacturing",
            Text($"https://linkedin.example/company/{company}"),
            Text($"{1_000_000 + company}"),
            "nginx; PostgreSQL; React",
            "3571",
            "334111",
        ];
    }

    // 555-01xx is kept for fiction in every North American area code.
    private static string Phone(int n) => Text($"+1 {AreaCodes[n / 100 % AreaCodes.Length]} 555 01{n % 100:00}");

    private static string Text(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
