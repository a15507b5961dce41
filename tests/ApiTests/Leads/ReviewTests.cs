using System.Net.Http.Json;
using Microsoft.Extensions.DependencyInjection;
using Orleans;
using Pivotal.Api.Leads;
using Pivotal.ApiTests.Shared;
using Pivotal.Domain.Shared;
using Pivotal.GrainInterfaces.Realtime;
using Pivotal.GrainInterfaces.Shared;
using Pivotal.TestShared;
using Xunit;

namespace Pivotal.ApiTests.Leads;

public sealed class ReviewTests(ApiFixture api) : IClassFixture<ApiFixture>
{
    private static readonly object AllTicked = new { items = new { fit = true, consent = true }, notes = "Listened to the call" };

    [Fact]
    public async Task A_lead_goes_from_new_to_published_and_its_history_says_who_did_what()
    {
        var tenant = await Given.Tenant(api.Database);
        var (qa, ops) = (await api.User(tenant, Roles.QualityAnalyst), await api.User(tenant, Roles.CampaignManager));
        var path = $"/api/v1/leads/{await tenant.Lead(await tenant.Campaign())}";

        var seen = await qa.GetAsync(path).Read<Lead>();
        Assert.Equal(
            ("new", "Ada Lovelace", "50,000", 59),
            (seen.Status, seen.Contact.FullName, seen.Answers[0].Answer, seen.Call.TalkSeconds)
        );
        Assert.Equal("Which budget?", seen.Answers[0].Text);

        Assert.Equal("under_review", await Status(qa.PostAsync($"{path}/review", null)));
        var checkedLead = await qa.PutAsJsonAsync($"{path}/checklist", AllTicked).Read<Lead>();
        Assert.All(checkedLead.Checklist, item => Assert.True(item.Done));
        Assert.Equal("approved", await Status(qa.PostAsync($"{path}/approve", null)));
        var published = await ops.PostAsync($"{path}/publish", null).Read<Lead>();
        Assert.Equal("published", published.Status);
        Assert.Equal(
            ["lead.review_started", "lead.checklist_saved", "lead.approved", "lead.published"],
            published.History.Select(e => e.Action)
        );
        Assert.StartsWith("Ada", published.History[0].ActorName, StringComparison.Ordinal);
        Assert.Equal(5, published.Version);
    }

    [Fact]
    public async Task Nobody_reviews_his_own_call_whichever_roles_he_has()
    {
        var tenant = await Given.Tenant(api.Database);
        var (both, qa) = (
            await api.User(tenant, Roles.Agent, Roles.QualityAnalyst, Roles.Admin),
            await api.User(tenant, Roles.QualityAnalyst)
        );
        var path = $"/api/v1/leads/{await tenant.Lead(await tenant.Campaign())}";
        await tenant.In(s => s.Execute("update call_attempts set agent_id = @agent", new { agent = both.Id }));
        await both.PostAsync($"{path}/review", null).Refused(403, "leads.own_call");
        Assert.Equal("under_review", await Status(qa.PostAsync($"{path}/review", null)));
        await qa.PutAsJsonAsync($"{path}/checklist", AllTicked).Json();
        await both.PostAsync($"{path}/approve", null).Refused(409, "leads.claimed_by_other");
        Assert.Equal("approved", await Status(qa.PostAsync($"{path}/approve", null)));
    }

    [Trait("Kind", "Race")]
    [Fact]
    public async Task A_second_reviewer_gets_conflict_not_a_second_delivery()
    {
        var tenant = await Given.Tenant(api.Database);
        var path = $"/api/v1/leads/{await tenant.Lead(await tenant.Campaign())}";
        var reviewers = new List<ApiUser>();
        for (var i = 0; i < 6; i++)
            reviewers.Add(await api.User(tenant, Roles.QualityAnalyst));

        var answers = await Task.WhenAll(reviewers.Select(r => r.PostAsync($"{path}/review", null)));
        var winner = reviewers[Array.FindIndex(answers, a => a.IsSuccessStatusCode)];
        var losers = answers.Where(a => !a.IsSuccessStatusCode).ToList();
        Assert.Equal(5, losers.Count);
        foreach (var loser in losers)
            await Task.FromResult(loser).Refused(409, "leads.claimed_by_other");

        await winner.PutAsJsonAsync($"{path}/checklist", AllTicked).Json();
        await reviewers.First(r => r != winner).PostAsync($"{path}/approve", null).Refused(409, "leads.claimed_by_other");
        var approvals = await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => winner.PostAsync($"{path}/approve", null)));
        Assert.Single(approvals, a => a.IsSuccessStatusCode);
        foreach (var late in approvals.Where(a => !a.IsSuccessStatusCode))
            await Task.FromResult(late).Refused(409, "leads.illegal_move");
        Assert.Equal(1, await tenant.In(s => s.Scalar<long>("select count(*) from audit_log where action = 'lead.approved'")));
    }

    [Fact]
    public async Task Approval_waits_for_the_checklist()
    {
        var (qa, path) = await UnderReview();
        await qa.PostAsync($"{path}/approve", null).Refused(422, "leads.checklist_incomplete");
        await qa.PutAsJsonAsync($"{path}/checklist", new { items = new { fit = true }, notes = "" }).Json();
        await qa.PostAsync($"{path}/approve", null).Refused(422, "leads.checklist_incomplete");
        await qa.PutAsJsonAsync($"{path}/checklist", AllTicked).Json();
        Assert.Equal("approved", await Status(qa.PostAsync($"{path}/approve", null)));
    }

    [Fact]
    public async Task A_lead_of_a_campaign_without_checklist_is_checked_too()
    {
        var tenant = await Given.Tenant(api.Database);
        var qa = await api.User(tenant, Roles.QualityAnalyst);
        var path = $"/api/v1/leads/{await tenant.Lead(await tenant.Campaign(checklist: "[]"))}";
        var lead = await qa.PostAsync($"{path}/review", null).Read<Lead>();
        var items = lead.Checklist.ToDictionary(i => i.Id, _ => true);
        Assert.NotEmpty(items);
        await qa.PostAsync($"{path}/approve", null).Refused(422, "leads.checklist_incomplete");
        await qa.PutAsJsonAsync($"{path}/checklist", new { items, notes = "" }).Json();
        Assert.Equal("approved", await Status(qa.PostAsync($"{path}/approve", null)));
    }

    [Fact]
    public async Task A_rejection_needs_a_reason_and_keeps_it()
    {
        var (qa, path) = await UnderReview();
        var problem = await qa.PostAsJsonAsync($"{path}/reject", new { reason = "  " }).Refused(422, "leads.reason_required");
        Assert.Equal(["/reason"], problem.Pointers());
        await qa.PostAsJsonAsync($"{path}/reject", new { }).Refused(422, "leads.reason_required");
        var rejected = await qa.PostAsJsonAsync($"{path}/reject", new { reason = "Wrong person" }).Read<Lead>();
        Assert.Equal(("rejected", "Wrong person"), (rejected.Status, rejected.RejectedReason));
        await qa.PostAsync($"{path}/approve", null).Refused(409, "leads.illegal_move");
    }

    [Fact]
    public async Task A_released_lead_is_free_for_another_reviewer()
    {
        var (qa, path) = await UnderReview();
        var (second, admin) = (await api.User(qa.Tenant, Roles.QualityAnalyst), await api.User(qa.Tenant, Roles.Admin));
        await second.PostAsync($"{path}/release", null).Refused(409, "leads.claimed_by_other");
        Assert.Equal("new", await Status(qa.PostAsync($"{path}/release", null)));
        Assert.Equal(second.Id, (await second.PostAsync($"{path}/review", null).Read<Lead>()).ReviewerId);
        Assert.Equal("new", await Status(admin.PostAsync($"{path}/release", null)));
    }

    [Fact]
    public async Task An_activation_that_lost_its_fence_writes_nothing_and_the_next_one_goes_on()
    {
        var (qa, path) = await UnderReview();
        // Another activation of the same lead took the row over.
        await qa.Tenant.In(s => s.Execute("update leads set epoch = epoch + 1, review_notes = 'by the other one'"));
        await qa.PutAsJsonAsync($"{path}/checklist", AllTicked).Refused(503, "leads.moved");
        Assert.Equal("by the other one", await qa.Tenant.In(s => s.Scalar<string>("select review_notes from leads")));
        var saved = await qa.PutAsJsonAsync($"{path}/checklist", AllTicked).Read<Lead>();
        Assert.Equal("Listened to the call", saved.ReviewNotes);
    }

    [Fact]
    public async Task Who_watches_leads_hears_of_a_move_and_nobody_else()
    {
        var tenant = await Given.Tenant(api.Database);
        var qa = await api.User(tenant, Roles.QualityAnalyst);
        var lead = await tenant.Lead(await tenant.Campaign());
        var grains = ApiFixture.Services.GetRequiredService<IGrainFactory>();
        CallerTenant.Set(tenant.Id);
        var before = (await grains.Feed(tenant.Id).Since(new FeedPosition(0, 0))).Position;
        await qa.PostAsync($"/api/v1/leads/{lead}/review", null).Json();
        var frame = Assert.Single((await grains.Feed(tenant.Id).Since(before)).Frames);
        Assert.Equal(("leads", "changed"), (frame.Message.Channel, frame.Message.Kind));
        Assert.Equal($$"""{"id":"{{lead}}","status":"under_review","reviewerId":"{{qa.Id}}"}""", frame.Message.Json);
        Assert.Null(frame.Message.To.UserId);
        Assert.Equal([Roles.Admin, Roles.CampaignManager, Roles.QualityAnalyst], frame.Message.To.Roles.Order());
    }

    [Fact]
    public async Task Publishing_is_for_operations_and_approved_leads()
    {
        var tenant = await Given.Tenant(api.Database);
        var campaign = await tenant.Campaign();
        var (qa, ops) = (await api.User(tenant, Roles.QualityAnalyst), await api.User(tenant, Roles.CampaignManager));
        var (approved, fresh) = (await tenant.Lead(campaign, status: "approved"), await tenant.Lead(campaign));
        await qa.PostAsync($"/api/v1/leads/{approved}/publish", null).Refused(403, "auth.forbidden");
        await ops.PostAsync($"/api/v1/leads/{fresh}/publish", null).Refused(409, "leads.illegal_move");
        Assert.Equal("published", await Status(ops.PostAsync($"/api/v1/leads/{approved}/publish", null)));
        await ops.PostAsync($"/api/v1/leads/{fresh}/review", null).Refused(403, "auth.forbidden");
    }

    private async Task<(ApiUser Qa, string Path)> UnderReview()
    {
        var tenant = await Given.Tenant(api.Database);
        var qa = await api.User(tenant, Roles.QualityAnalyst);
        var path = $"/api/v1/leads/{await tenant.Lead(await tenant.Campaign())}";
        await qa.PostAsync($"{path}/review", null).Json();
        return (qa, path);
    }

    private static async Task<string> Status(Task<HttpResponseMessage> sending) => (await sending.Read<Lead>()).Status;
}
