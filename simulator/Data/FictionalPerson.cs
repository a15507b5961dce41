using System.Globalization;

namespace Pivotal.Simulator.Data;

/// <summary>Everything of a person follows from seed and row, so that a row can be made again without the rows before it.</summary>
internal sealed record FictionalPerson(
    int Row,
    string First,
    string Last,
    string Title,
    string Department,
    string Seniority,
    string List,
    string Email,
    bool HasPhone,
    FictionalPhone Phone,
    FictionalPlace Place,
    FictionalCompany Company,
    DateOnly ResearchDate,
    int EmailConfidence,
    int PhoneConfidence,
    string FormerTitle,
    string TimeInPosition,
    string TimeInCompany
)
{
    private static readonly (string Title, string Department, string Seniority)[] Jobs =
    [
        ("Chief Information Officer", "IT", "executive"),
        ("Chief Financial Officer", "Finance", "executive"),
        ("VP of Operations", "Operations", "vp"),
        ("VP Marketing", "Marketing", "vp"),
        ("Director of Procurement", "Procurement", "director"),
        ("Director, Human Resources", "Human Resources", "director"),
        ("Head of Infrastructure", "IT", "director"),
        ("IT Manager", "IT", "manager"),
        ("Plant Manager", "Operations", "manager"),
        ("Marketing Manager", "Marketing", "manager"),
        ("Security Engineer", "IT", "ic"),
        ("Financial Analyst", "Finance", "ic"),
        ("Logistics Coordinator", "Logistics", "ic"),
        ("Systems Administrator", "IT", "ic"),
    ];

    public string Slug => $"{First}-{Last}-{Row}".ToLowerInvariant();

    public static FictionalPerson At(int row, TemplateCsvOptions options)
    {
        var random = new Seeded(options.Seed, row, 1);
        var company = FictionalCompany.At(row / Math.Max(1, options.ContactsPerAccount), options.Seed);
        var (first, last) = (random.Pick(Words.FirstNames), random.Pick(Words.LastNames));
        var job = random.Pick(Jobs);
        return new(
            row,
            first,
            last,
            job.Title,
            job.Department,
            job.Seniority,
            "Spring outreach",
            $"{first}.{last}{row}@{company.Domain}".ToLowerInvariant(),
            !(options.PhonelessEvery > 0 && row % options.PhonelessEvery == 40 % options.PhonelessEvery),
            FictionalPhone.At(row, company.Place, random.Next(5)),
            company.Place,
            company,
            new DateOnly(2025, 1, 1).AddDays(random.Next(400)),
            60 + random.Next(41),
            50 + random.Next(51),
            random.Pick(Jobs).Title,
            $"{1 + random.Next(6)} years {random.Next(12)} months",
            $"{2 + random.Next(12)} years"
        );
    }
}

internal sealed record FictionalCompany(
    int Index,
    string Name,
    string Slug,
    string Domain,
    FictionalPlace Place,
    FictionalPhone Phone,
    string Street,
    string Street2,
    long Revenue,
    string RevenueRange,
    string StaffRange,
    string Description,
    string Founded,
    string Industry,
    string LinkedinId,
    string Technologies,
    string Sic,
    string Naics
)
{
    private static readonly (string Range, long Low)[] Revenues =
    [
        ("$1M - $5M", 1_000_000),
        ("$5M - $20M", 5_000_000),
        ("$20M - $50M", 20_000_000),
        ("$50M - $100M", 50_000_000),
        ("$100M - $500M", 100_000_000),
        ("$500M - $1B", 500_000_000),
    ];

    private static readonly string[] Staff =
    [
        "11 - 50 employees",
        "51 - 200 employees",
        "201 - 500 employees",
        "501 - 1,000 employees",
        "1,001 - 5,000 employees",
        "10,001+ employees",
    ];

    private static readonly (string Name, string Sic, string Naics)[] Industries =
    [
        ("Logistics & Supply Chain", "4731", "488510"),
        ("Computer Software", "7372", "511210"),
        ("Hospital & Health Care", "8062", "622110"),
        ("Machinery", "3559", "333249"),
        ("Financial Services", "6282", "523930"),
        ("Food Production", "2099", "311999"),
        ("Construction", "1542", "236220"),
        ("Telecommunications", "4813", "517311"),
    ];

    private static readonly string[] Tools =
    [
        "PostgreSQL",
        "Nginx",
        "React",
        "Kubernetes",
        "Salesforce",
        "SAP",
        "Power BI",
        "Terraform",
        "Oracle",
        "ServiceNow",
    ];

    public static FictionalCompany At(int index, int seed)
    {
        var random = new Seeded(seed, index, 2);
        var (head, tail, form) = (random.Pick(Words.CompanyHeads), random.Pick(Words.CompanyTails), random.Pick(Words.LegalForms));
        var slug = $"{head}-{tail}-{index}".ToLowerInvariant();
        var industry = random.Pick(Industries);
        var revenue = random.Pick(Revenues);
        var place = FictionalPlace.At(index, random);
        var founded = 1900 + random.Next(120);
        return new(
            index,
            $"{head} {tail} {index} {form}",
            slug,
            $"{slug}.example",
            place,
            FictionalPhone.At(index + 7_000_003, place, 0),
            $"{1 + random.Next(900)} {random.Pick(Words.LastNames)} Street",
            random.Next(3) == 0 ? $"Floor {1 + random.Next(20)}" : "",
            revenue.Low + (random.Next(900) * (revenue.Low / 1000)),
            revenue.Range,
            random.Pick(Staff),
            $"{head} {tail} serves {industry.Name.ToLowerInvariant()} customers{(random.Next(4) == 0 ? ", \"on time, every time\",\nfrom one hand" : "")}.",
            random.Next(2) == 0 ? $"{founded}" : $"{founded}-{1 + random.Next(12):00}-{1 + random.Next(28):00}",
            industry.Name,
            $"{30_000_000 + index}",
            string.Join(", ", random.Pick(Tools), "PostgreSQL"),
            industry.Sic,
            industry.Naics
        );
    }
}

internal sealed record FictionalPlace(string City, string State, string StateAbbr, string PostCode, string Country)
{
    private static readonly FictionalPlace[] Places =
    [
        new("New York", "New York", "NY", "10001", "United States"),
        new("Boston", "Massachusetts", "MA", "02108", "United States"),
        new("Chicago", "Illinois", "IL", "60601", "United States"),
        new("Austin", "Texas", "TX", "78701", "United States"),
        new("Denver", "Colorado", "CO", "80202", "United States"),
        new("Seattle", "Washington", "WA", "98101", "United States"),
        new("San Diego", "California", "CA", "92101", "United States"),
        new("Atlanta", "Georgia", "GA", "30303", "United States"),
        new("Phoenix", "Arizona", "AZ", "85004", "USA"),
        new("Columbus", "Ohio", "OH", "43215", "United States"),
        new("Toronto", "Ontario", "ON", "M5H 2N2", "Canada"),
        new("Calgary", "Alberta", "AB", "T2P 1J9", "Canada"),
        new("London", "", "", "EC1A 1BB", "United Kingdom"),
        new("Leeds", "", "", "LS1 4DY", "UK"),
        new("Berlin", "", "", "10115", "Germany"),
        new("Paris", "", "", "75001", "France"),
    ];

    public static FictionalPlace At(int index, Seeded random) => Places[(index + random.Next(Places.Length)) % Places.Length];
}

/// <summary>
/// Numbers that regulators keep for fiction: 555-0100…0199 in each North American area code; Ofcom's drama ranges; the ranges of the Bundesnetzagentur and of Arcep.
/// Rows that lie far apart may share a number, rows of one 5,000-row file do not.
/// </summary>
internal sealed record FictionalPhone(string E164, string Written)
{
    private static readonly string[] UsAreas = Words.Split(
        """
        201 202 203 205 206 207 208 209 210 212 213 214 215 216 217 218 219 224 225 228 229 231 234 239 240 248 251 252 253 254 256 260 262 267 269 270 272 276 281 301 302 303 304 305
        307 308 309 310 312 313 314 315 316 317 318 319 320 321 323 325 330 331 334 336 337 339 347 351 352 360 361 386 401 402 404 405 406 407 408 409 410 412 413 414 415 417 419 423
        424 425 430 432 434 435 440 443 458 469 470 475 478 479 480 484 501 502 503 504 505 507 508 509 510 512 513 515 516 517 518 520 530 531 534 539 540 541 551 559 561 562 563 567
        570 571 573 574 575 580 585 586 601 602 603 605 606 607 608 609 610 612 614 615 616 617 618 619 620 623 626 630 631 636 641 646 650 651 660 661 662 678 682 701 702 703 704 706
        """
    );

    private static readonly string[] CanadianAreas = Words.Split(
        """
        204 226 236 249 250 257 263 289 306 343 354 365 367 368 382 387 403 416 418 428 431 437 438 450 460 468 474 506 514 519 548 579 581 584 587 604 613 639 647 672 683 705 709 742
        753 778 780 782 807 819 825 873 879 902 905 942
        """
    );

    private static readonly string[] British =
    [
        "1632960",
        "7700900",
        "2079460",
        "1134960",
        "1144960",
        "1154960",
        "1164960",
        "1174960",
        "1214960",
        "1314960",
        "1414960",
        "1514960",
        "1614960",
    ];

    private static readonly string[] German = ["3023125", "6990009", "4066969", "2214710", "8999998"];

    private static readonly string[] French = ["19900", "26191", "35301", "46571", "53649", "63998"];

    public static FictionalPhone At(int row, FictionalPlace place, int style) =>
        place.Country switch
        {
            "Canada" => American(CanadianAreas, row, style),
            "United Kingdom" or "UK" => InUk(row, style),
            "Germany" => Abroad("49", German[row % German.Length], row / German.Length % 1000, 3, style),
            "France" => Abroad("33", French[row % French.Length], row / French.Length % 10_000, 4, style),
            _ => American(UsAreas, row, style),
        };

    private static FictionalPhone American(string[] areas, int row, int style)
    {
        var (area, line) = (areas[row % areas.Length], $"01{row / areas.Length % 100:00}");
        return new(
            $"+1{area}555{line}",
            style switch
            {
                0 => $"+1 ({area}) 555-{line}",
                1 => $"({area}) 555-{line}",
                2 => $"{area}.555.{line}",
                3 => $"1-{area}-555-{line} ext. {100 + (row % 800)}",
                _ => $"+1{area}555{line}",
            }
        );
    }

    private static FictionalPhone InUk(int row, int style)
    {
        var national = $"{British[row % British.Length]}{row / British.Length % 1000:000}";
        return new(
            $"+44{national}",
            style switch
            {
                0 => $"+44 (0){national}",
                1 => $"0{national}",
                2 => $"0044 {national}",
                _ => $"+44 {national[..2]} {national[2..6]} {national[6..]}",
            }
        );
    }

    private static FictionalPhone Abroad(string code, string block, int number, int digits, int style)
    {
        var national = block + number.ToString(new string('0', digits), CultureInfo.InvariantCulture);
        return new($"+{code}{national}", style is 0 or 1 ? $"0{national[..2]} {national[2..]}" : $"+{code} {national}");
    }
}
