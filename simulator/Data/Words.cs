namespace Pivotal.Simulator.Data;

/// <summary>A random stream for one thing: seed, number and purpose decide, not the order of calls.</summary>
internal struct Seeded(int seed, int number, int purpose)
{
    private ulong _state = Mix(((ulong)(uint)seed << 32) ^ (uint)number ^ ((ulong)purpose << 59));

    public int Next(int below)
    {
        _state += 0x9E3779B97F4A7C15;
        return (int)(Mix(_state) % (ulong)below);
    }

    public T Pick<T>(T[] from) => from[Next(from.Length)];

    // SplitMix64 finaliser (Steele, Lea, Flood 2014).
    private static ulong Mix(ulong z)
    {
        z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9;
        z = (z ^ (z >> 27)) * 0x94D049BB133111EB;
        return z ^ (z >> 31);
    }
}

internal static class Words
{
    public static readonly string[] FirstNames = Split(
        """
        Ada Adrian Aisha Alan Alba Amir Anna Arjun Astrid Ben Bianca Boris Carla Chen Clara Daan Dalia David Diego Elena Elias Emma Erik Esther Fatima Felix Fiona Frank Gita Grace Hana Hugo
        Ida Imran Ines Ivan Jack Jana Jonas Julia Kamal Karin Kofi Laila Lars Leo Lina Lucas Maja Marco Maria Mateo Mei Mila Nadia Nils Nora Omar Oscar Paula Pedro Priya Quinn Rana Rosa
        Samir Sara Sven Tara Theo Tomas Uma Vera Victor Wanda Yara Yusuf Zoe
        """
    );

    public static readonly string[] LastNames = Split(
        """
        Abbott Alder Ashby Barlow Beck Bishop Blair Boone Brandt Briggs Calder Carver Castillo Chambers Cole Conrad Crane Dalton Dawson Delgado Dorsey Drake Easton Ellery Farrow Fenn Fischer
        Flint Fontaine Garner Gibbs Granger Grove Hale Harlow Hartley Hobbs Holt Ingram Jarvis Kapoor Keller Kemp Lambert Larkin Lowe Mallory Marsh Mercer Moreau Nash Novak Oakes Okafor
        Osborne Park Pell Quigley Ramsey Reeve Rhodes Rossi Salgado Sato Shaw Silva Sloan Stone Sutter Tanaka Thorne Underhill Vance Vega Walsh Webber Weiss Winter Yates Zimmer
        """
    );

    public static readonly string[] CompanyHeads = Split(
        """
        Amber Anchor Atlas Beacon Birch Blue Bridge Bright Cedar Clear Cobalt Copper Crest Delta Eagle Echo Ember Falcon Field Forge Granite Green Harbor Haven Heron Indigo Iron Ivory Juniper
        Keystone Lake Lantern Maple Meridian Mill North Oak Onyx Orchard Pine Quarry Raven Ridge River Saffron Silver Sterling Stone Summit Timber Vertex West Willow
        """
    );

    public static readonly string[] CompanyTails = Split(
        """
        Analytics Automation Biotech Capital Components Controls Dynamics Energy Engineering Foods Freight Health Holdings Industries Instruments Insurance Labs Logistics Materials Media
        Metals Mobility Networks Packaging Partners Robotics Security Software Solutions Systems Technologies Textiles Ventures Works
        """
    );

    public static readonly string[] LegalForms = ["Inc.", "LLC", "Ltd", "Corp.", "GmbH", "Group"];

    public static string[] Split(string words) => words.Split((char[])[' ', '\n', '\r'], StringSplitOptions.RemoveEmptyEntries);
}
