using Pivotal.Data.Shared;

namespace Pivotal.Data.Identity;

/// <summary>All that writes <c>sign_in_attempts</c>, which belong to no tenant.</summary>
public static class SignInAttemptRows
{
    /// <param name="keys">hashes of what the attempt counts against</param>
    /// <param name="id">of the attempt, so that it can be given back</param>
    public static Task Add(DbSession session, byte[][] keys, DateTimeOffset now, Guid id, CancellationToken ct) =>
        session.Execute(
            "insert into sign_in_attempts (key_hash, at, id) select k, @now, @id from unnest(@keys) as k on conflict do nothing",
            new
            {
                keys,
                now,
                id,
            },
            ct
        );

    /// <param name="own">keys of which every attempt is given back</param>
    /// <param name="once">keys of which this one is</param>
    public static Task GiveBack(DbSession session, byte[][] own, byte[][] once, Guid id, CancellationToken ct) =>
        session.Execute(
            "delete from sign_in_attempts where key_hash = any(@own) or (key_hash = any(@once) and id = @id)",
            new
            {
                own,
                once,
                id,
            },
            ct
        );

    public static Task RemoveBefore(DbSession session, DateTimeOffset before, CancellationToken ct) =>
        session.Execute("delete from sign_in_attempts where at < @before", new { before }, ct);
}
