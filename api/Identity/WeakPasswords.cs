namespace Pivotal.Api.Identity;

/// <summary>Passwords long enough that are guessed first all the same: one character or a short piece again and again, runs of the alphabet or the keyboard, a common word with figures around it.</summary>
internal static class WeakPasswords
{
    private const int FewestCharacters = 5;
    private const int LongestPiece = 4;
    private const int LongestRest = 4;

    private static readonly string[] Rows =
    [
        "1234567890",
        "abcdefghijklmnopqrstuvwxyz",
        "qwertyuiop",
        "asdfghjkl",
        "zxcvbnm",
        "qwertzuiop",
        "azertyuiop",
    ];

    private static readonly HashSet<string> Words = new(StringComparer.Ordinal)
    {
        "password",
        "passwort",
        "passw0rd",
        "p@ssword",
        "p@ssw0rd",
        "pass",
        "letmein",
        "welcome",
        "admin",
        "administrator",
        "iloveyou",
        "monkey",
        "dragon",
        "football",
        "baseball",
        "sunshine",
        "princess",
        "qwerty",
        "abc",
        "changeme",
        "secret",
        "master",
        "login",
        "test",
        "guest",
        "default",
        "pivotal",
        "superman",
        "batman",
        "trustno",
        "shadow",
        "hello",
        "whatever",
        "summer",
        "winter",
        "spring",
        "autumn",
    };

    public static bool Is(string password)
    {
        var text = password.Trim().ToLowerInvariant();
        return text.Distinct().Count() < FewestCharacters
            || Repeats(text)
            || Runs(text)
            || Words.Contains(text.Trim([.. text.Where(c => !char.IsLetter(c))]));
    }

    private static bool Repeats(string text) =>
        Enumerable.Range(1, LongestPiece).Any(piece => text.Select((c, i) => c == text[i % piece]).All(same => same));

    /// <summary>What is no step to a neighbour in a row is little.</summary>
    private static bool Runs(string text)
    {
        var steps = text.Zip(text.Skip(1))
            .Count(pair => pair.First == pair.Second || Rows.Any(row => Neighbours(row, pair.First, pair.Second)));
        return text.Length - 1 - steps < LongestRest;
    }

    private static bool Neighbours(string row, char one, char other)
    {
        var (a, b) = (row.IndexOf(one), row.IndexOf(other));
        return a >= 0 && b >= 0 && (a + 1) % row.Length == b || a >= 0 && b >= 0 && (b + 1) % row.Length == a;
    }
}
