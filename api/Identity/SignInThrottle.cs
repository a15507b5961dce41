using System.Net;
using System.Security.Cryptography;
using System.Text;
using Pivotal.Data.Shared;
using Pivotal.GrainInterfaces.Shared;

namespace Pivotal.Api.Identity;

/// <summary>
/// Counts password checks before they are made: at most 10 per account and 100 per source address in 15 minutes. A success gives the account's count back,
/// so that only failures add up. Keys are stored as hashes; nothing tells whether the account exists.
/// </summary>
internal sealed class SignInThrottle(TenantDb db, TimeProvider time)
{
    public const int PerAccount = 10;
    public const int PerSource = 100;

    public static readonly TimeSpan Window = TimeSpan.FromMinutes(15);

    internal sealed record Attempt(Guid Id, byte[]? Account, byte[] Source);

    /// <summary>Takes one check, or says how long to wait.</summary>
    /// <param name="account">normalised e-mail address; null where only the source counts</param>
    public Task<(Attempt? Taken, TimeSpan Wait)> Take(string? account, IPAddress? source, CancellationToken ct)
    {
        var attempt = new Attempt(Ids.New(), account is null ? null : Key("account", account), Key("source", source?.ToString() ?? ""));
        return db.System(async (s, inner) =>
        {
            var now = time.GetUtcNow();
            var wait = TimeSpan.Zero;
            foreach (var (key, limit) in Limits(attempt))
            {
                // Parallel checks of one key wait here for each other, so that none slips through between counting and adding.
                await s.Execute("select pg_advisory_xact_lock(@lock)", new { @lock = BitConverter.ToInt64(key) }, inner);
                await s.Execute("delete from sign_in_attempts where key_hash = @key and at < @since", new { key, since = now - Window }, inner);
                var oldest = await s.QuerySingle(
                    "select count(*), min(at) from sign_in_attempts where key_hash = @key",
                    new { key }, r => (Count: r.GetInt64(0), At: r.IsDBNull(1) ? now : r.GetFieldValue<DateTimeOffset>(1)), inner);
                if (oldest.Count >= limit && oldest.At + Window - now > wait)
                    wait = oldest.At + Window - now;
            }

            if (wait > TimeSpan.Zero)
                return ((Attempt?)null, wait);
            foreach (var (key, _) in Limits(attempt))
                await s.Execute("insert into sign_in_attempts (key_hash, at, id) values (@key, @now, @id)", new { key, now, id = attempt.Id }, inner);
            return (attempt, TimeSpan.Zero);
        }, ct);
    }

    public Task Succeeded(Attempt attempt, CancellationToken ct) => db.System(async (s, inner) =>
    {
        if (attempt.Account is { } account)
            await s.Execute("delete from sign_in_attempts where key_hash = @account", new { account }, inner);
        await s.Execute("delete from sign_in_attempts where key_hash = @source and id = @id", new { source = attempt.Source, id = attempt.Id }, inner);
    }, ct);

    private static IEnumerable<(byte[] Key, int Limit)> Limits(Attempt attempt)
    {
        if (attempt.Account is { } account)
            yield return (account, PerAccount);
        yield return (attempt.Source, PerSource);
    }

    private static byte[] Key(string kind, string value) => SHA256.HashData(Encoding.UTF8.GetBytes($"{kind}:{value}"));
}
