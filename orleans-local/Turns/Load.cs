namespace Orleans.Local;

/// <summary>What one more call means to a host.</summary>
internal enum Load
{
    Fine,

    /// <summary>Taken, but somebody should know how many there are.</summary>
    Heavy,

    /// <summary>Not taken.</summary>
    TooMuch,
}
