namespace Pivotal.Domain.Imports;

/// <summary>How the bytes of a file are to be read.</summary>
/// <param name="Encoding">one that <see cref="TextEncodings.IsKnown"/> knows</param>
public sealed record CsvFormat(string Encoding, char Delimiter);

/// <summary>How sure a guess about a file is. In the API: its name in small letters.</summary>
public enum Certainty
{
    /// <summary>Something else fits as well. Of the encoding: somebody has to say before the import starts.</summary>
    Guess,
    Likely,

    /// <summary>The file says so itself, or nothing else is possible.</summary>
    Certain,
}
