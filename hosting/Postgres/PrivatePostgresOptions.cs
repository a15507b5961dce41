namespace Pivotal.Hosting.Postgres;

/// <summary>Where and how the private PostgreSQL runs.</summary>
public sealed record PrivatePostgresOptions
{
    /// <summary>The product's data folder; PostgreSQL lives in its sub-folder <c>postgres</c>.</summary>
    public required string DataFolder { get; init; }

    /// <summary>TCP port on 127.0.0.1; 0 takes a free one.</summary>
    public int Port { get; init; }

    /// <summary>Folder with <c>initdb</c> and <c>postgres</c>; empty looks in the usual places (<see cref="PostgresBinaries"/>).</summary>
    public string? BinFolder { get; init; }

    /// <summary>A cluster for one test run: not crash-safe, deleted when it stops. Never for the product.</summary>
    public bool ThrowAway { get; init; }
}
