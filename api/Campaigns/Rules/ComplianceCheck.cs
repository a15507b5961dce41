using Pivotal.Api.Shared;
using Pivotal.GrainInterfaces.Dialer.Rules;

namespace Pivotal.Api.Campaigns.Rules;

internal static class ComplianceCheck
{
    public static void Run(Validation check, ComplianceRules compliance, CampaignBody body) =>
        check.That(compliance.Profiles.Distinct().Count() == compliance.Profiles.Count, "/rules/compliance/profiles", "field.duplicate", "Name each profile once.");
}
