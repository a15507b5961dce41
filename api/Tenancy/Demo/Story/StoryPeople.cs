namespace Pivotal.Api.Tenancy.Demo.Story;

/// <param name="Phone">of the headquarters, E.164</param>
internal sealed record StoryAccount(
    Guid Id,
    string Name,
    string Domain,
    string Industry,
    string Sic,
    string Naics,
    string Description,
    decimal Revenue,
    string RevenueRange,
    string StaffRange,
    int Founded,
    StoryPlace Place,
    string Street,
    string Phone,
    DateTimeOffset CreatedAt
);

/// <summary>What answers at a contact's number; the simulated carrier knows, the tenant finds out.</summary>
internal enum StoryLine
{
    Desk,
    Fax,
    Disconnected,
}

/// <param name="Phone">E.164; of the desk, or mobile</param>
internal sealed record StoryContact(
    Guid Id,
    StoryAccount Account,
    string First,
    string Last,
    string Title,
    string Department,
    string Seniority,
    string Email,
    string Phone,
    bool IsMobile,
    StoryLine Line,
    DateTimeOffset CreatedAt
)
{
    public string FullName => $"{First} {Last}";
}

/// <summary>The companies and the people who work there.</summary>
internal static class StoryPeople
{
    public const int Companies = 900,
        Contacts = 5_000;

    public static IReadOnlyList<StoryContact> Make(StoryDice dice, DateTimeOffset at)
    {
        var places = new StoryPlaces(dice);
        var names = dice.Shuffled(
            from head in StoryWords.CompanyHeads
            from industry in StoryWords.Industries
            from tail in industry.Tails
            select (Name: $"{head} {tail}", industry.Industry, industry.Sic, industry.Naics)
        );
        var contacts = new List<StoryContact>(Contacts);
        for (var i = 0; i < Companies; i++)
        {
            // What is left is shared out so that the sum comes out exactly, between one and ten people a company.
            var left = Companies - i;
            var average = (Contacts - contacts.Count) / (double)left;
            var people =
                left == 1 ? Contacts - contacts.Count : Math.Clamp((int)Math.Round(dice.Between(average * 0.5, average * 1.5)), 1, 10);
            contacts.AddRange(Staff(dice, places, Company(dice, places, names[i], Region(i), people + 1, at), people, at));
        }

        return contacts;
    }

    /// <summary>By the company's number, so that each region has the same share in every month.</summary>
    private static StoryRegion Region(int company) =>
        (company % 20) switch
        {
            < 9 => StoryRegion.East,
            < 14 => StoryRegion.Central,
            < 18 => StoryRegion.West,
            _ => StoryRegion.Uk,
        };

    private static StoryAccount Company(
        StoryDice dice,
        StoryPlaces places,
        (string Name, string Industry, string Sic, string Naics) named,
        StoryRegion region,
        int numbers,
        DateTimeOffset at
    )
    {
        var place = places.Find(region, numbers);
        var (range, millions) = dice.Pick(StoryWords.Revenues);
        return new(
            dice.Id(at),
            named.Name,
            $"{named.Name.ToLowerInvariant().Replace(' ', '-')}.example",
            named.Industry,
            named.Sic,
            named.Naics,
            $"{named.Name} serves {named.Industry.ToLowerInvariant()} customers in and around {place.City}.",
            (millions * 1_000_000m) + (dice.Between(0, 400) * millions * 10_000m),
            range,
            dice.Pick(StoryWords.Staff),
            1925 + dice.Between(0, 95),
            place,
            $"{1 + dice.Between(0, 900)} {dice.Pick(StoryWords.LastNames)} Street",
            places.Number(place),
            at
        );
    }

    private static IEnumerable<StoryContact> Staff(StoryDice dice, StoryPlaces places, StoryAccount account, int people, DateTimeOffset at)
    {
        var taken = new HashSet<string>();
        for (var i = 0; i < people; i++)
        {
            string first,
                last;
            do (first, last) = (dice.Pick(StoryWords.FirstNames), dice.Pick(StoryWords.LastNames));
            while (!taken.Add($"{first}.{last}"));
            var job = dice.Pick(StoryWords.Jobs);
            var line = dice.PickBy((StoryLine.Desk, 0.965), (StoryLine.Disconnected, 0.03), (StoryLine.Fax, 0.005));
            yield return new(
                dice.Id(at),
                account,
                first,
                last,
                job.Title,
                job.Department,
                job.Seniority,
                $"{first}.{last}@{account.Domain}".ToLowerInvariant(),
                places.Number(account.Place),
                dice.Chance(0.25),
                line,
                at
            );
        }
    }
}
