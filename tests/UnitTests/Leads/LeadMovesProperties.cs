using FsCheck;
using FsCheck.Fluent;
using FsCheck.Xunit;
using Pivotal.Domain.Leads;
using Pivotal.Domain.Shared;
using Pivotal.GrainInterfaces.Shared;
using Xunit;

namespace Pivotal.UnitTests.Leads;

/// <summary>Two reviewers move one lead in any order; whatever they try, what the client pays for stays true.</summary>
public sealed class LeadMovesProperties
{
    private static readonly Guid[] Reviewers = [Ids.New(), Ids.New()];
    private static readonly IReadOnlyList<ChecklistItem> Asked = [new("fit", "Fits"), new("consent", "Agreed")];
    private static readonly DateTimeOffset Start = new(2026, 3, 2, 10, 0, 0, TimeSpan.Zero);

    private sealed record Try(string Move, int Who, bool Fit, bool Consent);

    private static readonly Gen<Try> Tries =
        from move in Gen.Elements(LeadMoves.All)
        from who in Gen.Choose(0, 1)
        from fit in Gen.Elements(true, true, false)
        from consent in Gen.Elements(true, true, false)
        select new Try(move, who, fit, consent);

    [Property(MaxTest = 1000)]
    public Property Random_moves_keep_the_rules() => Prop.ForAll(Gen.ListOf(Tries).ToArbitrary(), tries => Walk([.. tries]));

    /// <summary>The walk above proves nothing if it never gets far: over many long walks every status must be reached.</summary>
    [Fact]
    public void Random_moves_reach_every_status()
    {
        var reached = new HashSet<string>();
        foreach (var tries in Gen.ListOf(Tries, 40).Sample(200))
        {
            var lead = new LeadState(Ids.New(), LeadStatus.New);
            foreach (var t in tries)
            {
                lead = Next(lead, t, Start, out _);
                reached.Add(lead.Status);
            }
        }

        Assert.Equal(["approved", "new", "published", "rejected", "under_review"], reached.Order());
    }

    private static void Walk(IReadOnlyList<Try> tries)
    {
        var lead = new LeadState(Ids.New(), LeadStatus.New);
        var decisions = 0;
        var deliveries = 0;
        for (var i = 0; i < tries.Count; i++)
        {
            var before = lead;
            lead = Next(lead, tries[i], Start.AddMinutes(i), out var happened);

            Assert.Equal(before.Version + (happened is null ? 0 : 1), lead.Version);
            decisions += happened is LeadApproved or LeadRejected ? 1 : 0;
            deliveries += happened is LeadPublished ? 1 : 0;
            if (happened is LeadApproved)
                Assert.All(Asked, item => Assert.True(before.Checklist[item.Id]));
            if (happened is not null and not ReviewStarted and not LeadPublished)
                Assert.Equal(before.ReviewerId, happened.By);
            if (before.Status is LeadStatus.Rejected or LeadStatus.Published)
                Assert.Same(before, lead);
        }

        Assert.InRange(decisions, 0, 1);
        Assert.InRange(deliveries, 0, 1);
        Assert.Equal(lead.Status == LeadStatus.Rejected, lead.RejectedReason is not null);
        Assert.Equal(lead.Status is LeadStatus.Approved or LeadStatus.Rejected or LeadStatus.Published, lead.DecidedAt is not null);
        Assert.Equal(lead.Status == LeadStatus.Published, lead.PublishedAt is not null);
        Assert.Equal(lead.Status == LeadStatus.New, lead.ReviewerId is null);
    }

    private static LeadState Next(LeadState lead, Try t, DateTimeOffset at, out LeadEvent? happened)
    {
        var ticks = new Dictionary<string, bool> { ["fit"] = t.Fit, ["consent"] = t.Consent };
        happened = LeadMoves.Do(lead, t.Move, Reviewers[t.Who], Asked, ticks, at) is { Ok: true } result ? result.Value : null;
        return happened is null ? lead : lead.Apply(happened);
    }
}
