using Pivotal.Api.Shared;
using Pivotal.Domain.Campaigns;

namespace Pivotal.Api.Campaigns.Rules;

internal static class QuotaCheck
{
    public static void Run(Validation check, IReadOnlyList<DemographicQuota> quotas)
    {
        check.That(quotas.Count <= 100, "/rules/quotas", "field.too_long", "At most 100 quotas.");
        if (quotas.Count > 100)
            return;
        foreach (var (quota, i) in quotas.Select((q, i) => (q, i)))
        {
            check
                .Text($"/rules/quotas/{i}/name", quota.Name, 100)
                .OneOf($"/rules/quotas/{i}/field", quota.Field, QueueFilter.Fields)
                .That(
                    quota.Values.Count is > 0 and <= 100 && quota.Values.All(v => v.Length <= 200),
                    $"/rules/quotas/{i}/values",
                    "field.required",
                    "Name 1 to 100 values of at most 200 characters."
                )
                .Range($"/rules/quotas/{i}/goal", quota.Goal, 1, 1_000_000);
        }

        check.That(
            quotas.DistinctBy(q => q.Id).Count() == quotas.Count,
            "/rules/quotas",
            "field.duplicate",
            "Each quota has an id of its own."
        );
    }
}
