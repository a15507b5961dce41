namespace Pivotal.Data.Shared;

/// <summary>Rows that are written together for speed and have nothing else in common: one that cannot be stored must not keep the others from it.</summary>
public static class Batches
{
    /// <summary>
    /// All at once; when that fails for a reason that lies in the rows, each alone. Returns what was not stored, each with its reason; when the database is away, that is all of them, after one try.
    /// </summary>
    public static async Task<IReadOnlyList<(T Item, Exception Failure)>> Store<T>(
        IReadOnlyList<T> items,
        Func<IReadOnlyList<T>, CancellationToken, Task> store,
        CancellationToken ct
    )
    {
        if (await Try(items) is not { } failure)
            return [];
        if (items.Count == 1 || !IsPoison(failure))
            return [.. items.Select(item => (item, failure))];
        List<(T, Exception)> failed = [];
        for (var i = 0; i < items.Count; i++)
        {
            if (await Try([items[i]]) is not { } own)
                continue;
            // Gone in the middle of it: the rest would only wait as long, one after the other.
            if (!IsPoison(own))
                return [.. failed, .. items.Skip(i).Select(item => (item, own))];
            failed.Add((items[i], own));
        }

        return failed;

        async Task<Exception?> Try(IReadOnlyList<T> some)
        {
            try
            {
                await store(some, ct);
                return null;
            }
            catch (Exception e)
            {
                return e;
            }
        }
    }

    /// <summary>It will fail the next time too: not an outage, not a conflict with somebody else, not the end of the process.</summary>
    public static bool IsPoison(Exception failure) =>
        failure is not (DatabaseUnavailableException or OperationCanceledException or ObjectDisposedException)
        && Failures.Classify(failure) == Failure.Other;
}
