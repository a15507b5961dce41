using FsCheck;
using FsCheck.Fluent;
using FsCheck.Xunit;
using Pivotal.Domain.Dialer.Places;
using Xunit;

namespace Pivotal.UnitTests.Dialer;

public sealed class LeadCapTests
{
    private static readonly DateTimeOffset Start = new(2026, 6, 1, 15, 0, 0, TimeSpan.Zero);
    private static readonly TimeSpan Lease = TimeSpan.FromMinutes(5);

    [Fact]
    public void The_same_use_asked_twice_counts_once()
    {
        var cap = new LeadCapState();
        Assert.True(cap.Reserve(Some.Id(1), 1, Lease, Start).Decision.Granted);
        Assert.True(cap.Reserve(Some.Id(1), 1, Lease, Start).Decision.Granted);
        Assert.False(cap.Reserve(Some.Id(2), 1, Lease, Start).Decision.Granted);
        Assert.Equal((1, 0), (cap.Get(Start).Reserved, cap.Get(Start).Committed));
    }

    [Fact]
    public void A_lease_that_ran_out_makes_room_and_its_late_commit_needs_room_again()
    {
        var cap = new LeadCapState();
        cap.Reserve(Some.Id(1), 1, Lease, Start);
        Assert.False(cap.Reserve(Some.Id(2), 1, Lease, Start + Lease - TimeSpan.FromTicks(1)).Decision.Granted);
        Assert.True(cap.Reserve(Some.Id(2), 1, Lease, Start + Lease).Decision.Granted);
        Assert.False(cap.Commit(Some.Id(1), 1, Start + Lease).Decision.Granted);
        Assert.True(cap.Commit(Some.Id(2), 1, Start + Lease).Decision.Granted);
    }

    [Fact]
    public void A_committed_use_is_never_given_back()
    {
        var cap = new LeadCapState();
        cap.Reserve(Some.Id(1), 1, Lease, Start);
        cap.Commit(Some.Id(1), 1, Start);
        Assert.False(cap.Release(Some.Id(1), Start).Decision.Granted);
        Assert.False(cap.Reserve(Some.Id(2), 1, Lease, Start + TimeSpan.FromDays(365)).Decision.Granted);
    }

    [Fact]
    public void A_use_that_was_not_wanted_after_all_makes_room_once()
    {
        var cap = new LeadCapState();
        cap.Reserve(Some.Id(1), 1, Lease, Start);
        cap.Commit(Some.Id(1), 1, Start);
        var (given, row) = cap.GiveBack(Some.Id(1), Start);
        Assert.Equal((true, 0, LeadCapState.Released), (given.Granted, given.Committed, row!.State));
        Assert.False(cap.GiveBack(Some.Id(1), Start).Decision.Granted);
        Assert.True(cap.Reserve(Some.Id(2), 1, Lease, Start).Decision.Granted);
        Assert.False(cap.Reserve(Some.Id(3), 1, Lease, Start).Decision.Granted);
    }

    [Fact]
    public void Rows_read_back_mean_the_same()
    {
        var before = new LeadCapState();
        List<CapChange> rows = [];
        rows.Add(before.Reserve(Some.Id(1), 3, Lease, Start).Change!);
        rows.Add(before.Reserve(Some.Id(2), 3, Lease, Start).Change!);
        rows.Add(before.Commit(Some.Id(3), 3, Start).Change!);
        rows[1] = before.Release(Some.Id(2), Start).Change!;
        Assert.Equal(before.Get(Start), new LeadCapState(rows).Get(Start));
        Assert.Equal(before.Get(Start + Lease), new LeadCapState(rows).Get(Start + Lease));
    }

    [Property(MaxTest = 2000)]
    public Property No_interleaving_of_reserve_commit_release_and_expiry_exceeds_the_cap()
    {
        var step = from verb in Gen.Choose(0, 9) from who in Gen.Choose(1, 12) from wait in Gen.Choose(0, 90) select (verb, who, wait);
        var runs = from cap in Gen.Choose(1, 5) from steps in Gen.ListOf(step) select (cap, steps);
        return Prop.ForAll(
            runs.ToArbitrary(),
            run =>
            {
                var state = new LeadCapState();
                Dictionary<Guid, CapChange> rows = [];
                HashSet<Guid> committed = [];
                var now = Start;
                foreach (var (verb, who, wait) in run.steps)
                {
                    now += TimeSpan.FromSeconds(wait);
                    var id = Some.Id(who);
                    var (decision, change) = verb switch
                    {
                        < 5 => state.Reserve(id, run.cap, Lease, now),
                        < 8 => state.Commit(id, run.cap, now),
                        _ => state.Release(id, now),
                    };
                    if (change is not null)
                        rows[id] = change;
                    if (change?.State == LeadCapState.Committed)
                        committed.Add(id);
                    // What the table says counts: a second process would start from it.
                    var inTable = rows.Values.Count(r =>
                        r.State == LeadCapState.Committed || (r.State == LeadCapState.Reserved && r.LeasedUntil > now)
                    );
                    if (inTable > run.cap || inTable != decision.Reserved + decision.Committed || committed.Count != decision.Committed)
                        return false;
                }

                return true;
            }
        );
    }
}
