using Pivotal.Data.Compliance.Law;
using Pivotal.Data.Shared;
using Pivotal.Domain.Compliance.Law;

namespace Pivotal.Api.Campaigns.Evidence;

/// <summary>One state of the law under which calls were made.</summary>
/// <param name="Id">digest, as each call's line names it; null: not known of these calls, the campaign's present law stands for it</param>
/// <param name="From">the first call under it, of the days asked for</param>
/// <param name="To">the last</param>
internal sealed record AppliedLaw(
    Guid? Id,
    DateTimeOffset From,
    DateTimeOffset To,
    int Calls,
    IReadOnlyList<string> Profiles,
    IReadOnlyList<ComplianceLine> Lines
);

/// <summary>The law of a campaign's calls as it was when they were made; what is not known of old calls is the present law.</summary>
internal sealed class EvidenceLaw
{
    private readonly Dictionary<DateOnly, IReadOnlyList<EvidenceRule>> _rules = [];
    private readonly Dictionary<Guid, LawSnapshot> _laws = [];
    private readonly LawSnapshot _present;

    private EvidenceLaw(LawSnapshot present) => _present = present;

    public IReadOnlyList<AppliedLaw> Applied { get; private set; } = [];

    public static async Task<EvidenceLaw> Load(TenantSession db, Campaign campaign, EvidenceRange range, CancellationToken ct)
    {
        var own = campaign.Rules.Compliance;
        var law = new EvidenceLaw(new(await ProfileRows.Chosen(db, own.Profiles, ct), own, campaign.AbandonCap, campaign.DetectMachine));
        var applied = await LawRows.Of(db, campaign.Id, range.Start, range.End, ct);
        foreach (var known in applied)
            if (known is { Id: { } id, Law: { } snapshot })
                law._laws[id] = snapshot;
        law.Applied = [.. applied.Select(a => View(a, law.Of(a.Id)))];
        law.Fill(range, (await LawRows.Days(db, campaign.Id, range.Start, range.End, range.Clock.Id, ct)).ToLookup(d => d.Day, d => d.Law));
        return law;
    }

    /// <summary>One of the laws counts people taken for machines.</summary>
    public bool CountsErrors => _rules.Values.Any(rules => rules.Any(r => r.DetectionErrors > 0));

    public LawSnapshot Of(Guid? id) => id is { } known && _laws.TryGetValue(known, out var law) ? law : _present;

    public IReadOnlyList<EvidenceRule> On(DateOnly day) => _rules[day];

    /// <summary>A day without calls is judged by the law of the calls before it.</summary>
    private void Fill(EvidenceRange range, ILookup<DateOnly, Guid?> days)
    {
        var rules = Rules(_present);
        for (var day = range.From; day <= range.To; day = day.AddDays(1))
        {
            if (days.Contains(day))
                rules = [.. days[day].SelectMany(id => Rules(Of(id)))];
            _rules[day] = rules;
        }
    }

    private static IReadOnlyList<EvidenceRule> Rules(LawSnapshot law) =>
        [
            new(EvidenceRule.Day, law.AbandonCap, EffectiveCompliance.Campaign),
            .. law.Effective.Abandon.Select(a => new EvidenceRule(
                a.Value.Window,
                a.Value.Cap,
                a.By,
                a.Value.DetectionErrors ? law.Effective.DetectionErrorShare : 0
            )),
        ];

    private static AppliedLaw View(LawInForce applied, LawSnapshot law) =>
        new(
            applied.Law is null ? null : applied.Id,
            applied.From,
            applied.To,
            applied.Calls,
            [.. law.Profiles.Select(p => p.Name)],
            ComplianceLines.Of(law.Effective, law.Profiles)
        );
}
