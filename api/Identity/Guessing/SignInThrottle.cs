using System.Collections.Concurrent;
using Pivotal.Data.Identity;
using Pivotal.Data.Shared;
using Pivotal.Domain.Shared;

namespace Pivotal.Api.Identity.Guessing;

/// <summary>
/// Counts password checks before they are made, by account and source (<see cref="Slowing"/>); only failures stay counted. An account is one user of one tenant, so that nothing done in another tenant
/// touches its count, and a browser in which it was signed in before has a count of its own, so that nobody else's guesses keep its owner out.
/// </summary>
internal sealed class SignInThrottle(TenantDb db, TimeProvider time)
{
    private static readonly Guess Nobody = new("", null);

    /// <summary>How long and how many wait here for those who came before them from the same source.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(40);
    private static readonly TimeSpan LookAgain = TimeSpan.FromMilliseconds(250);
    private const int MostWaiting = 200;

    private readonly ConcurrentDictionary<string, int> _running = new();
    private int _waiting;

    internal sealed record Attempt(Guid Id, string Source, bool SourceCounts);

    /// <param name="Attempt">null: all have to wait</param>
    /// <param name="Allowed">whose passwords may be checked now</param>
    /// <param name="Wait">the shortest wait of the others</param>
    /// <param name="OfSource">when it is the source alone that makes all wait: the checks that count against it, those that still run among them</param>
    internal sealed record Answer(Attempt? Attempt, IReadOnlySet<Guess> Allowed, TimeSpan Wait, long? OfSource = null);

    /// <summary>
    /// As <see cref="Take"/>, for passwords. A whole office that signs in at nine is no guesser: what counts against its source are checks that still run, and whoever comes after them waits here until
    /// they are done instead of being sent away.
    /// </summary>
    public async Task<Answer> TakeInTurn(IReadOnlyList<Guess> guesses, string source, CancellationToken ct)
    {
        var answer = await Take(guesses, source, ct);
        var until = time.GetUtcNow() + Patience;
        while (
            answer.OfSource is { } counted && counted - _running.GetValueOrDefault(source) < Slowing.Source.Free && time.GetUtcNow() < until
        )
        {
            if (Interlocked.Increment(ref _waiting) <= MostWaiting)
                await Task.Delay(LookAgain, ct);
            else
                until = DateTimeOffset.MinValue;
            Interlocked.Decrement(ref _waiting);
            if (until != DateTimeOffset.MinValue)
                answer = await Take(guesses, source, ct);
        }

        return answer;
    }

    /// <summary>A check that was taken runs until this is disposed of.</summary>
    public IDisposable Running(string source)
    {
        _running.AddOrUpdate(source, 1, static (_, n) => n + 1);
        return new Check(_running, source);
    }

    /// <summary>Takes one check of each account that is not to wait.</summary>
    public Task<Answer> Take(IReadOnlyList<Guess> guesses, string source, CancellationToken ct)
    {
        var attempt = new Attempt(Ids.New(), source, guesses.All(g => g.Device is null));
        return db.System(
            async (s, inner) =>
            {
                var now = time.GetUtcNow();
                var keys = guesses.SelectMany(g => g.Counts(source)).Select(c => c.Key).Append(Guess.OfSource(source)).ToArray();
                // Parallel checks of one key wait here for each other, so that none slips through between counting and adding; always in one order.
                foreach (var key in keys.Select(k => BitConverter.ToInt64(k)).Distinct().Order())
                    await s.Execute("select pg_advisory_xact_lock(@key)", new { key }, inner);
                var counted = (
                    await s.Query<Counted>(
                        "select key_hash as key, count(*) as failures, max(at) as last from sign_in_attempts where key_hash = any(@keys) and at > @since group by key_hash",
                        new { keys, since = now - Slowing.Window },
                        inner
                    )
                ).ToDictionary(c => Convert.ToHexString(c.Key));
                TimeSpan Wait(byte[] key, Slowing rule) =>
                    counted.TryGetValue(Convert.ToHexString(key), out var c)
                    && c.Last + rule.Gap(c.Failures) - now is var left
                    && left > TimeSpan.Zero
                        ? left
                        : TimeSpan.Zero;

                var fromSource = attempt.SourceCounts ? Wait(Guess.OfSource(source), Slowing.Source) : TimeSpan.Zero;
                var waits = guesses
                    .DefaultIfEmpty(Nobody)
                    .ToDictionary(
                        g => g,
                        g =>
                            g == Nobody ? fromSource
                            : g.Counts(source).Max(c => Wait(c.Key, c.Rule)) is var own && own > fromSource ? own
                            : fromSource
                    );
                var allowed = waits.Where(w => w.Value == TimeSpan.Zero).Select(w => w.Key).ToHashSet();
                if (allowed.Count == 0)
                    return new Answer(
                        null,
                        allowed,
                        waits.Values.Min(),
                        guesses.All(g => g.Counts(source).All(c => Wait(c.Key, c.Rule) == TimeSpan.Zero))
                            ? counted[Convert.ToHexString(Guess.OfSource(source))].Failures
                            : null
                    );
                var taken = allowed
                    .Where(g => g != Nobody)
                    .SelectMany(g => g.Counts(source))
                    .Select(c => c.Key)
                    .Concat(attempt.SourceCounts ? [Guess.OfSource(source)] : [])
                    .ToArray();
                await SignInAttemptRows.Add(s, taken, now, attempt.Id, inner);
                return new Answer(attempt, allowed, waits.Values.Where(w => w > TimeSpan.Zero).DefaultIfEmpty().Min());
            },
            ct
        );
    }

    /// <summary>These passwords were right: what this check counted is given back, and their own earlier failures from here.</summary>
    public Task Succeeded(Attempt attempt, IEnumerable<Guess> right, CancellationToken ct) =>
        db.System(
            async (s, inner) =>
            {
                Guess[] all = [.. right];
                var own = all.Select(g => g.Own(attempt.Source)).ToArray();
                var once = all.SelectMany(g => g.Counts(attempt.Source))
                    .Select(c => c.Key)
                    .Append(Guess.OfSource(attempt.Source))
                    .ToArray();
                await SignInAttemptRows.GiveBack(s, own, once, attempt.Id, inner);
            },
            ct
        );

    private readonly record struct Counted(byte[] Key, long Failures, DateTimeOffset Last);

    private sealed class Check(ConcurrentDictionary<string, int> running, string source) : IDisposable
    {
        public void Dispose()
        {
            if (running.AddOrUpdate(source, 0, static (_, n) => n - 1) == 0)
                running.TryRemove(new(source, 0));
        }
    }
}
