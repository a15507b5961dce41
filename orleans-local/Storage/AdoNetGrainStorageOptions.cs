namespace Orleans.Configuration;

/// <summary>Where and how grain state is stored. Only PostgreSQL here: <see cref="Invariant"/> is <c>Npgsql</c>.</summary>
public class AdoNetGrainStorageOptions
{
    /// <summary>The official default, which this engine refuses: it names SQL Server.</summary>
    public const string DEFAULT_ADONET_INVARIANT = "Microsoft.Data.SqlClient";

    public string? ConnectionString { get; set; }

    public string Invariant { get; set; } = DEFAULT_ADONET_INVARIANT;

    /// <summary>Whether clearing a state deletes its row instead of emptying it.</summary>
    public bool DeleteStateOnClear { get; set; }
}
