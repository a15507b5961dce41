using System.Collections.Immutable;
using Pivotal.Domain.Leads;
using Pivotal.Domain.Shared;
using Pivotal.GrainInterfaces.Shared;
using Xunit;

namespace Pivotal.UnitTests.Leads;

public sealed class LeadRulesTests
{
    private static readonly Guid Anna = Ids.New();
    private static readonly Guid Ben = Ids.New();
    private static readonly DateTimeOffset At = new(2026, 3, 2, 10, 0, 0, TimeSpan.Zero);
    private static readonly IReadOnlyList<ChecklistItem> Asked = [new("fit", "Fits"), new("consent", "Agreed")];
    private static readonly ImmutableDictionary<string, bool> AllTicked = ImmutableDictionary<string, bool>
        .Empty.Add("fit", true)
        .Add("consent", true);

    /// <summary>Every status crossed with every move, by the reviewer who holds the lead and everything ticked: legal ones name the next status.</summary>
    [Theory]
    [InlineData("new", "review", "under_review")]
    [InlineData("new", "release", null)]
    [InlineData("new", "checklist", null)]
    [InlineData("new", "approve", null)]
    [InlineData("new", "reject", null)]
    [InlineData("new", "publish", null)]
    [InlineData("under_review", "review", "under_review")]
    [InlineData("under_review", "release", "new")]
    [InlineData("under_review", "checklist", "under_review")]
    [InlineData("under_review", "approve", "approved")]
    [InlineData("under_review", "reject", "rejected")]
    [InlineData("under_review", "publish", null)]
    [InlineData("approved", "review", null)]
    [InlineData("approved", "release", null)]
    [InlineData("approved", "checklist", null)]
    [InlineData("approved", "approve", null)]
    [InlineData("approved", "reject", null)]
    [InlineData("approved", "publish", "published")]
    [InlineData("rejected", "review", null)]
    [InlineData("rejected", "release", null)]
    [InlineData("rejected", "checklist", null)]
    [InlineData("rejected", "approve", null)]
    [InlineData("rejected", "reject", null)]
    [InlineData("rejected", "publish", null)]
    [InlineData("published", "review", null)]
    [InlineData("published", "release", null)]
    [InlineData("published", "checklist", null)]
    [InlineData("published", "approve", null)]
    [InlineData("published", "reject", null)]
    [InlineData("published", "publish", null)]
    public void Each_move_is_legal_or_refused_as_a_conflict(string status, string move, string? next)
    {
        var lead = Lead(status);
        var result = Do(lead, move, Anna);
        if (next is null)
        {
            var refusal = Assert.Single(result.Refusals);
            Assert.Equal(("leads.illegal_move", RefusalKind.Conflict), (refusal.Code, refusal.Kind));
        }
        else
        {
            Assert.True(result.Ok);
            Assert.Equal(next, (result.Value is { } e ? lead.Apply(e) : lead).Status);
        }
    }

    [Theory]
    [InlineData("review")]
    [InlineData("release")]
    [InlineData("checklist")]
    [InlineData("approve")]
    [InlineData("reject")]
    public void Somebody_elses_review_is_not_touched(string move)
    {
        var lead = Lead(LeadStatus.UnderReview);
        Assert.Equal("leads.claimed_by_other", Assert.Single(Do(lead, move, Ben).Refusals).Code);
        Assert.True(Do(lead, move, Anna).Ok);
    }

    [Fact]
    public void An_administrator_gives_back_a_lead_whose_reviewer_is_away_but_decides_nothing_for_him()
    {
        var lead = Lead(LeadStatus.UnderReview);
        var released = LeadRules.Release(lead, Ben, overrule: true, At).Value;
        Assert.Equal((LeadStatus.New, (Guid?)null, Ben), (lead.Apply(released!).Status, lead.Apply(released!).ReviewerId, released!.By));
        Assert.Equal(
            "leads.illegal_move",
            Assert.Single(LeadRules.Release(Lead(LeadStatus.Approved), Ben, overrule: true, At).Refusals).Code
        );
        Assert.Equal("leads.claimed_by_other", Assert.Single(Do(lead, "approve", Ben).Refusals).Code);
    }

    [Fact]
    public void Approval_needs_every_item_ticked()
    {
        var lead = Lead(LeadStatus.UnderReview) with { Checklist = AllTicked.SetItem("consent", false) };
        var refusal = Assert.Single(LeadRules.Approve(lead, Asked, Anna, At).Refusals);
        Assert.Equal(("leads.checklist_incomplete", RefusalKind.Invalid), (refusal.Code, refusal.Kind));
        Assert.Contains("consent", refusal.Detail);
        Assert.DoesNotContain("fit", refusal.Detail);
        Assert.True(LeadRules.Approve(lead with { Checklist = AllTicked }, Asked, Anna, At).Ok);
    }

    [Fact]
    public void A_campaign_without_a_checklist_asks_the_default_one()
    {
        Assert.Equal(LeadChecklist.Default, LeadChecklist.Of("[]"));
        Assert.NotEmpty(LeadChecklist.Default);
        Assert.Equal([new ChecklistItem("fit", "Fits")], LeadChecklist.Of("""[{"id":"fit","text":"Fits"}]"""));
        var lead = Lead(LeadStatus.UnderReview) with { Checklist = [] };
        Assert.Equal("leads.checklist_incomplete", Assert.Single(LeadRules.Approve(lead, LeadChecklist.Of("[]"), Anna, At).Refusals).Code);
    }

    [Fact]
    public void Unknown_items_and_long_notes_are_named()
    {
        var result = LeadRules.SaveChecklist(
            Lead(LeadStatus.UnderReview),
            Asked,
            new Dictionary<string, bool> { ["fit"] = true, ["a/b"] = true },
            new('x', 4001),
            Anna,
            At
        );
        Assert.Equal(
            [("leads.checklist_unknown_item", "/items/a~1b"), ("leads.notes_too_long", "/notes")],
            result.Refusals.Select(r => (r.Code, r.Field))
        );
    }

    [Theory]
    [InlineData("", false)]
    [InlineData("  \t", false)]
    [InlineData("x", true)]
    [InlineData(" wrong person ", true)]
    public void A_rejection_says_why(string reason, bool taken)
    {
        var result = LeadRules.Reject(Lead(LeadStatus.UnderReview), reason, Anna, At);
        Assert.Equal(taken, result.Ok);
        if (taken)
            Assert.Equal(reason.Trim(), Assert.IsType<LeadRejected>(result.Value).Reason);
        else
            Assert.Equal("leads.reason_required", Assert.Single(result.Refusals).Code);
    }

    [Theory]
    [InlineData(500, true)]
    [InlineData(501, false)]
    public void A_reason_has_at_most_500_characters(int length, bool taken) =>
        Assert.Equal(taken, LeadRules.Reject(Lead(LeadStatus.UnderReview), new('x', length), Anna, At).Ok);

    private static LeadState Lead(string status) =>
        new(Ids.New(), status)
        {
            ReviewerId = status == LeadStatus.New ? null : Anna,
            Checklist = AllTicked,
            RejectedReason = status == LeadStatus.Rejected ? "wrong person" : null,
        };

    private static Result<LeadEvent?> Do(LeadState lead, string move, Guid by) => LeadMoves.Do(lead, move, by, Asked, AllTicked, At);
}
