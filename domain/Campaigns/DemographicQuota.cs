namespace Pivotal.Domain.Campaigns;

/// <param name="Id">of the quota, kept for its life</param>
/// <param name="Field">contact or account property: country, industry, seniority, staff_count_range …</param>
/// <param name="Values">a contact counts when the property is one of these, compared without case</param>
/// <param name="Goal">leads, at least 1</param>
public sealed record DemographicQuota(Guid Id, string Name, string Field, IReadOnlyList<string> Values, int Goal);
