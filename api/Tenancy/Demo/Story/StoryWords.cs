namespace Pivotal.Api.Tenancy.Demo.Story;

/// <summary>What the demo's people and companies are called. Invented combinations; domains under .example, which nobody can own.</summary>
internal static class StoryWords
{
    public static readonly string[] FirstNames = Split(
        """
        Adam Aisha Alan Alice Amara Amir Andrea Angela Anita Anthony Arjun Audrey Bella Brandon Brian Camila Carl Carmen Caroline Cedric Charlotte Chen Claire Colin Cora Daniel Daria David Deborah
        Derek Diana Diego Edith Elena Elias Ella Emil Emma Eric Esther Ethan Eva Felix Fiona Frank Gabriel Gina Grace Graham Greta Hana Harold Helen Henry Hiro Hugh Ibrahim Imani Ingrid Irene Isaac
        Ivan Jamal James Jana Jasmine Jason Joan Joel Jonas Julia Karen Kenji Kevin Kira Kofi Laila Lara Leo Liam Lily Linda Lucas Lucia Malik Marco Maria Martin Maya Mei Mia Michael Mira Nadia Naomi
        Natalie Nathan Neil Nina Noah Nolan Olga Oliver Omar Oscar Pablo Paula Peter Petra Priya Quinn Rachel Raj Ramona Rebecca Rita Robert Rosa Ruth Samir Samuel Sara Sergio Simon Sofia Stella
        Stephen Tara Theresa Thomas Tina Tobias Uma Valerie Vera Victor Vincent Violet Walter Wanda Wendy Xavier Yara Yusuf Zoe
        """
    );

    public static readonly string[] LastNames = Split(
        """
        Abbott Acosta Adler Agarwal Almeida Andersen Archer Asher Atwood Baird Barlow Bauer Becker Bell Bergman Bianchi Blake Boone Bowen Brandt Brooks Burke Calloway Carver Castillo Chandler Chavez
        Clarke Cole Conrad Cortez Crane Cruz Dalton Davenport Delgado Desai Dorsey Doyle Drake Duarte Eaton Ellis Emerson Espinoza Farrell Faulkner Ferreira Finch Fischer Fletcher Flores Foster Fuller
        Garza Gibson Goodwin Grant Greer Haines Hale Hansen Harper Hayes Heller Herrera Hoffman Holt Huang Hughes Ibarra Ingram Iyer Jensen Joshi Kane Kapoor Keller Khan Kim Klein Kowalski Lambert
        Larsen Lawson Lee Lindgren Lopez Lowell Mackey Malone Mancini Marsh Mathur Mayer McCoy Mendez Mercer Meyer Miller Monroe Morales Moreno Morris Nakamura Navarro Nguyen Nolan Norris Novak
        Okoye Olsen Ortega Osborne Palmer Park Patel Pearce Perez Petrov Pierce Porter Prescott Quintero Ramsey Rao Reed Reeves Reyes Rhodes Rivera Roman Rossi Rowe Russo Sandoval Santos Schmidt Sharma
        Shaw Silva Singh Sloan Sokolov Soto Spencer Stokes Sutton Takeda Tanaka Thorne Torres Tran Tucker Underwood Valdez Vance Vargas Vaughn Vogel Wagner Walsh Warren Weber Weiss West Whitaker
        Wong Wright Yates York Young Zamora Ziegler Zimmerman
        """
    );

    public static readonly string[] CompanyHeads = Split(
        """
        Alder Amber Anchor Arbor Aspen Atlas Bayside Beacon Birch Bluestone Boulder Brightwater Canyon Cedar Clearfield Cobalt Copper Coral Crestview Crosswind Delta Eastgate Elmwood Ember Evergreen
        Fairview Falcon Fernwood Foxglove Garnet Glenmore Granite Greystone Harbor Hawthorn Hazel Heron Highland Horizon Ironwood Juniper Keystone Lakeshore Lantern Larkspur Laurel Linden Longview Maple
        Meadow Mercury Midland Millbrook Northgate Oakmont Onyx Orchard Osprey Pebble Pinecrest Pioneer Quarry Ravine Redwood Ridgeline Riverbend Rosewood Sable Sagebrush Sequoia Silverlake Slate
        Southport Spruce Sterling Stonebridge Summit Tamarack Thornton Timber Trailhead Umber Valley Vantage Verdant Walnut Westbrook Whitecap Willow Windmill Wolcott Yarrow Zephyr
        """
    );

    /// <summary>By industry: what its companies call themselves, and their codes.</summary>
    public static readonly (string Industry, string[] Tails, string Sic, string Naics)[] Industries =
    [
        ("Logistics & Supply Chain", ["Logistics", "Freight", "Warehousing"], "4731", "488510"),
        ("Computer Software", ["Software", "Systems", "Analytics"], "7372", "511210"),
        ("Hospital & Health Care", ["Health", "Clinics", "Medical Group"], "8062", "622110"),
        ("Machinery", ["Machinery", "Tooling", "Manufacturing"], "3559", "333249"),
        ("Financial Services", ["Capital", "Advisors", "Credit"], "6282", "523930"),
        ("Food Production", ["Foods", "Mills", "Provisions"], "2099", "311999"),
        ("Construction", ["Builders", "Construction", "Engineering"], "1542", "236220"),
        ("Telecommunications", ["Networks", "Telecom", "Fiber"], "4813", "517311"),
        ("Insurance", ["Insurance", "Assurance", "Underwriters"], "6411", "524210"),
        ("Retail", ["Stores", "Outfitters", "Markets"], "5399", "452319"),
    ];

    public static readonly (string Title, string Department, string Seniority)[] Jobs =
    [
        ("Chief Information Officer", "IT", "executive"),
        ("Chief Financial Officer", "Finance", "executive"),
        ("Chief Operating Officer", "Operations", "executive"),
        ("VP of Operations", "Operations", "vp"),
        ("VP Marketing", "Marketing", "vp"),
        ("VP of Information Security", "IT", "vp"),
        ("Director of Procurement", "Procurement", "director"),
        ("Director, Human Resources", "Human Resources", "director"),
        ("Director of Finance", "Finance", "director"),
        ("Head of Infrastructure", "IT", "director"),
        ("IT Manager", "IT", "manager"),
        ("Plant Manager", "Operations", "manager"),
        ("Marketing Manager", "Marketing", "manager"),
        ("Finance Manager", "Finance", "manager"),
        ("Security Engineer", "IT", "ic"),
        ("Systems Administrator", "IT", "ic"),
        ("Financial Analyst", "Finance", "ic"),
        ("Logistics Coordinator", "Logistics", "ic"),
    ];

    public static readonly (string Range, int Millions)[] Revenues =
    [
        ("$1M - $5M", 1),
        ("$5M - $20M", 5),
        ("$20M - $50M", 20),
        ("$50M - $100M", 50),
        ("$100M - $500M", 100),
        ("$500M - $1B", 500),
    ];

    public static readonly string[] Staff =
    [
        "11 - 50 employees",
        "51 - 200 employees",
        "201 - 500 employees",
        "501 - 1,000 employees",
        "1,001 - 5,000 employees",
    ];

    private static string[] Split(string words) => words.Split([' ', '\n'], StringSplitOptions.RemoveEmptyEntries);
}
