namespace Pivotal.Domain.Imports;

/// <summary>Where an import stands: the words of the schema's CHECK, and what may follow what.</summary>
public static class ImportStatus
{
    /// <summary>How it is read and where its columns go may still be changed.</summary>
    public const string Uploaded = "uploaded";

    /// <summary>Started, while others of the tenant run before it.</summary>
    public const string Waiting = "waiting";

    public const string Running = "running",
        Completed = "completed",
        Failed = "failed",
        Cancelled = "cancelled";

    /// <summary>From each what may follow it. One that has ended stays as it is.</summary>
    private static readonly Dictionary<string, string[]> Next = new()
    {
        [Uploaded] = [Waiting, Running, Cancelled],
        [Waiting] = [Running, Cancelled],
        [Running] = [Completed, Failed, Cancelled],
        [Completed] = [],
        [Failed] = [],
        [Cancelled] = [],
    };

    public static readonly IReadOnlyList<string> All = [.. Next.Keys];

    public static readonly IReadOnlyList<string> Ended = [.. All.Where(s => Next[s].Length == 0)];

    public static bool MayFollow(string status, string next) => Next.TryGetValue(status, out var all) && all.Contains(next);

    /// <summary>Somebody has started it and it has not ended.</summary>
    public static bool IsUnderWay(string status) => status is Waiting or Running;
}
