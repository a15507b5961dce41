namespace Pivotal.Api.Tenancy.Demo.Story;

internal enum StoryRegion
{
    East,
    Central,
    West,
    Uk,
}

/// <param name="Codes">area codes; in the United Kingdom the block that Ofcom keeps for drama</param>
internal sealed record StoryPlace(
    StoryRegion Region,
    string City,
    string State,
    string StateAbbr,
    string PostCode,
    string Country,
    string Zone,
    string[] Codes
);

/// <summary>Where the demo's companies are, and the numbers that regulators keep for fiction there: 555-0100…0199 in each North American area code, Ofcom's drama ranges. Each number is given out once.</summary>
internal sealed class StoryPlaces(StoryDice dice)
{
    private const string Us = "United States",
        Eastern = "America/New_York",
        Central = "America/Chicago",
        Pacific = "America/Los_Angeles",
        Britain = "United Kingdom",
        London = "Europe/London";

    public static readonly IReadOnlyList<StoryPlace> All =
    [
        new(StoryRegion.East, "New York", "New York", "NY", "10001", Us, Eastern, ["212", "646", "332", "347", "917"]),
        new(StoryRegion.East, "Boston", "Massachusetts", "MA", "02108", Us, Eastern, ["617", "857", "781"]),
        new(StoryRegion.East, "Philadelphia", "Pennsylvania", "PA", "19103", Us, Eastern, ["215", "267", "445"]),
        new(StoryRegion.East, "Atlanta", "Georgia", "GA", "30303", Us, Eastern, ["404", "470", "678", "770"]),
        new(StoryRegion.East, "Charlotte", "North Carolina", "NC", "28202", Us, Eastern, ["704", "980"]),
        new(StoryRegion.East, "Raleigh", "North Carolina", "NC", "27601", Us, Eastern, ["919", "984"]),
        new(StoryRegion.East, "Baltimore", "Maryland", "MD", "21202", Us, Eastern, ["410", "443", "667"]),
        new(StoryRegion.East, "Pittsburgh", "Pennsylvania", "PA", "15222", Us, Eastern, ["412", "878"]),
        new(StoryRegion.East, "Columbus", "Ohio", "OH", "43215", Us, Eastern, ["614", "380"]),
        new(StoryRegion.East, "Orlando", "Florida", "FL", "32801", Us, Eastern, ["407", "321", "689"]),
        new(StoryRegion.East, "Hartford", "Connecticut", "CT", "06103", Us, Eastern, ["860", "959"]),
        new(StoryRegion.East, "Newark", "New Jersey", "NJ", "07102", Us, Eastern, ["862", "551", "201"]),
        new(StoryRegion.Central, "Chicago", "Illinois", "IL", "60601", Us, Central, ["312", "773", "872", "630", "847"]),
        new(StoryRegion.Central, "Dallas", "Texas", "TX", "75201", Us, Central, ["214", "469", "972"]),
        new(StoryRegion.Central, "Houston", "Texas", "TX", "77002", Us, Central, ["713", "281", "832"]),
        new(StoryRegion.Central, "Austin", "Texas", "TX", "78701", Us, Central, ["512", "737"]),
        new(StoryRegion.Central, "Minneapolis", "Minnesota", "MN", "55401", Us, Central, ["612", "952"]),
        new(StoryRegion.Central, "Milwaukee", "Wisconsin", "WI", "53202", Us, Central, ["414"]),
        new(StoryRegion.Central, "St. Louis", "Missouri", "MO", "63101", Us, Central, ["314", "636"]),
        new(StoryRegion.West, "Los Angeles", "California", "CA", "90012", Us, Pacific, ["213", "310", "323", "424"]),
        new(StoryRegion.West, "San Francisco", "California", "CA", "94103", Us, Pacific, ["415", "628"]),
        new(StoryRegion.West, "San Jose", "California", "CA", "95113", Us, Pacific, ["408", "669"]),
        new(StoryRegion.West, "San Diego", "California", "CA", "92101", Us, Pacific, ["619", "858"]),
        new(StoryRegion.West, "Seattle", "Washington", "WA", "98101", Us, Pacific, ["206", "425"]),
        new(StoryRegion.West, "Portland", "Oregon", "OR", "97204", Us, Pacific, ["503", "971"]),
        new(StoryRegion.West, "Las Vegas", "Nevada", "NV", "89101", Us, Pacific, ["702", "725"]),
        new(StoryRegion.West, "Sacramento", "California", "CA", "95814", Us, Pacific, ["916", "279"]),
        new(StoryRegion.Uk, "London", "", "", "EC1A 1BB", Britain, London, ["20794"]),
        new(StoryRegion.Uk, "Leeds", "", "", "LS1 4DY", Britain, London, ["11349"]),
        new(StoryRegion.Uk, "Manchester", "", "", "M2 5DB", Britain, London, ["16149"]),
        new(StoryRegion.Uk, "Birmingham", "", "", "B2 4QA", Britain, London, ["12149"]),
    ];

    private readonly Dictionary<StoryPlace, Queue<string>> _free = All.ToDictionary(
        p => p,
        p => new Queue<string>(dice.Shuffled(Numbers(p)))
    );

    /// <summary>A place of the region that has so many numbers left.</summary>
    public StoryPlace Find(StoryRegion region, int numbers) =>
        dice.PickBy<StoryPlace>([
            .. _free.Where(f => f.Key.Region == region && f.Value.Count >= numbers).Select(f => (f.Key, (double)f.Value.Count)),
        ]);

    /// <summary>E.164, never given out before.</summary>
    public string Number(StoryPlace place) => _free[place].Dequeue();

    private static IEnumerable<string> Numbers(StoryPlace place) =>
        place.Region == StoryRegion.Uk
            ? place.Codes.SelectMany(code => Enumerable.Range(0, 1000).Select(n => $"+44{code}60{n:000}"))
            : place.Codes.SelectMany(code => Enumerable.Range(0, 100).Select(n => $"+1{code}55501{n:00}"));
}
