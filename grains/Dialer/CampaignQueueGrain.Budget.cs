using Pivotal.Data.Compliance.Law;
using Pivotal.Domain.Campaigns;
using Pivotal.Domain.Compliance.Law;
using Pivotal.Domain.Dialer.Pacing;

namespace Pivotal.Grains.Dialer;

/// <summary>The law's windows of the abandon budget begin with what the rows know: an earlier activation spent some of it, and a profile chosen now counts what was before.</summary>
internal sealed partial class CampaignQueueGrain
{
    private Guid? _lawKept;

    /// <summary>Calls name the law they are made under; it is written down before the first of them.</summary>
    private async Task KeepLaw(CampaignSettings campaign)
    {
        if (campaign.Law is not { } law || _lawKept == law.Id) return;
        await Fenced((s, ct) => LawRows.Keep(s, law.Id, law.Body, Now, ct));
        _lawKept = law.Id;
    }

    private async Task RecoverLegalWindows()
    {
        var (budget, clock) = (State.Pacing.Budget, State.Settings.ZoneOf(State.Settings.Zone));
        AbandonRule[] law = [.. State.Settings.Compliance.Abandon.Select(a => a.Value)];
        var errors = State.Settings.Compliance.DetectionErrorShare;
        if (law.SequenceEqual(budget.Legal.Select(w => w.Rule)) && budget.Legal.All(w => w.DetectionErrors == (w.Rule.DetectionErrors ? errors : 0))) return;
        LegalWindow[] windows = [.. law.Select(rule => new LegalWindow(rule, clock, errors))];
        if (windows.Length > 0)
        {
            var hours = await InTenant((s, ct) => BudgetRows.Hours(s, _key.Id, windows.Min(w => w.Since(Now)), machines: windows.Any(w => w.DetectionErrors > 0), ct));
            foreach (var window in windows) window.OnRecovered(hours, Now);
        }

        budget.OnLegal(windows, Now);
    }
}
