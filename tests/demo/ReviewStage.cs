using System.Net;

namespace Pivotal.Demo;

/// <summary>Quality review of every new lead: most are approved, some are rejected with a reason. The first lead shows that two reviewers do not both decide.</summary>
internal sealed class ReviewStage(Person reviewer, Person second, int seed, Checks checks)
{
    private readonly Random _dice = new(seed);

    public async Task<(List<Guid> Approved, List<Guid> Rejected)> Run(Guid campaign, CancellationToken ct)
    {
        List<Guid> approved = [],
            rejected = [];
        var fresh = await reviewer.All<Lead>($"leads?status=new&campaignId={campaign}", ct);
        foreach (var (i, row) in fresh.Index())
        {
            var lead = await reviewer.Post<Lead>($"leads/{row.Id}/review", null, ct);
            if (i == 0)
                await SecondReviewerIsRefused(lead, ct);
            var good = i == 0 || _dice.NextDouble() < 0.8;
            await reviewer.Put<Lead>(
                $"leads/{lead.Id}/checklist",
                new
                {
                    items = lead.Checklist!.ToDictionary(item => item.Id, item => good || item.Id != "fit"),
                    notes = good ? "Listened to the call; fits." : "The company is outside the audience.",
                },
                ct
            );
            if (good)
            {
                await reviewer.Post<Lead>($"leads/{lead.Id}/approve", null, ct);
                approved.Add(lead.Id);
            }
            else
            {
                checks.Equal(
                    (HttpStatusCode.UnprocessableEntity, "leads.checklist_incomplete"),
                    await reviewer.Try(HttpMethod.Post, $"leads/{lead.Id}/approve", null, ct),
                    "approval with an open checklist"
                );
                await reviewer.Post<Lead>(
                    $"leads/{lead.Id}/reject",
                    new { reason = "The company is outside the audience of the order." },
                    ct
                );
                rejected.Add(lead.Id);
            }
        }

        return (approved, rejected);
    }

    private async Task SecondReviewerIsRefused(Lead lead, CancellationToken ct) =>
        checks.Equal(
            (HttpStatusCode.Conflict, "leads.claimed_by_other"),
            await second.Try(HttpMethod.Post, $"leads/{lead.Id}/review", null, ct),
            "a second reviewer on the same lead"
        );
}
