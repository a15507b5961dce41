using Pivotal.Data.Shared;
using Pivotal.Domain.Campaigns;
using Pivotal.Domain.Shared;
using Pivotal.GrainInterfaces.Dialer;
using Pivotal.GrainInterfaces.Shared;

namespace Pivotal.Api.Campaigns;

/// <summary>
/// A form may be corrected while the campaign lives: questions come in, are worded anew, stop being required. What leads have answered already stays a question of the same kind, because their answers are
/// shown, and delivered to the client, under it.
/// </summary>
internal static class AnsweredQuestions
{
    /// <returns>the first question with answers that would be gone or be asked as another kind; null: none</returns>
    public static async Task<Refusal?> Lost(
        TenantSession s,
        Guid campaign,
        IReadOnlyList<Question> before,
        IReadOnlyList<Question> after,
        CancellationToken ct
    )
    {
        string[] changed = [.. before.Where(b => after.FirstOrDefault(a => a.Id == b.Id)?.Kind != b.Kind).Select(b => b.Id)];
        if (changed.Length == 0)
            return null;
        // Only the leads of one campaign, and only when a question goes.
        var answered = await s.Scalar<string>(
            "select q from leads l, unnest(@changed) as q where l.campaign_id = @campaign and coalesce(l.answers ->> q, '') <> '' limit 1",
            new { campaign, changed },
            ct
        );
        if (answered is null)
            return null;
        var at = after.ToList().FindIndex(q => q.Id == answered);
        return new Refusal(
            RefusalKind.Conflict,
            "campaigns.question_answered",
            $"Leads have answered “{before.First(q => q.Id == answered).Text}” already: word it anew or make it optional, but keep it and its kind of answer.",
            at < 0 ? "/questions" : $"/questions/{at}/kind"
        );
    }
}
