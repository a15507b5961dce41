using Pivotal.Domain.Shared;

namespace Pivotal.Domain.Campaigns;

/// <param name="Id">of the quota, kept for its life</param>
/// <param name="Name">for people, 1–100 characters</param>
/// <param name="Field">contact or account property: country, industry, seniority, staff_count_range …</param>
/// <param name="Values">a contact counts when the property is one of these, compared without case</param>
/// <param name="Goal">leads, at least 1</param>
public sealed record DemographicQuota(Guid Id, string Name, string Field, IReadOnlyList<string> Values, int Goal)
{
    private const int Most = 100;

    internal static void Check(Validation check, string at, IReadOnlyList<DemographicQuota> quotas)
    {
        check.That(quotas.Count <= Most, at, "field.too_long", "At most 100 quotas.");
        if (quotas.Count > Most)
            return;
        foreach (var (quota, i) in quotas.Select((q, i) => (q, i)))
        {
            check
                .Text($"{at}/{i}/name", quota.Name, 100)
                .OneOf($"{at}/{i}/field", quota.Field, QueueFilter.Fields)
                .That(
                    quota.Values.Count is > 0 and <= 100 && quota.Values.All(v => v.Length <= 200),
                    $"{at}/{i}/values",
                    "field.required",
                    "Name 1 to 100 values of at most 200 characters."
                )
                .Range($"{at}/{i}/goal", quota.Goal, 1, 1_000_000);
        }

        check.That(quotas.DistinctBy(q => q.Id).Count() == quotas.Count, at, "field.duplicate", "Each quota has an id of its own.");
    }
}
