using Pivotal.Data.Compliance.Law;
using Pivotal.Domain.Campaigns;
using Pivotal.Domain.Compliance.Law;
using Pivotal.Domain.Dialer.Pacing;

namespace Pivotal.Grains.Dialer.Queue;

/// <summary>The law's windows of the abandon budget begin with what the rows know: an earlier activation spent some of it, and a profile chosen now counts what was before.</summary>
internal sealed class LegalWindows(QueueContext queue)
{
    private Guid? _lawKept;

    /// <summary>Calls name the law they are made under; it is written down before the first of them.</summary>
    public async Task KeepLaw(CampaignSettings campaign)
    {
        if (campaign.Law is not { } law || _lawKept == law.Id)
            return;
        await queue.Store.Write((s, ct) => LawRows.Keep(s, law.Id, law.Body, queue.Now, ct));
        _lawKept = law.Id;
    }

    public async Task Recover()
    {
        var (budget, campaign) = (queue.State.Pacing.Budget, queue.Settings);
        var clock = campaign.ZoneOf(campaign.Zone);
        AbandonRule[] law = [.. campaign.Compliance.Abandon.Select(a => a.Value)];
        var errors = campaign.Compliance.DetectionErrorShare;
        if (
            law.SequenceEqual(budget.Legal.Select(w => w.Rule))
            && budget.Legal.All(w => w.DetectionErrors == (w.Rule.DetectionErrors ? errors : 0))
        )
            return;
        LegalWindow[] windows = [.. law.Select(rule => new LegalWindow(rule, clock, errors))];
        if (windows.Length > 0)
        {
            var hours = await queue.Store.Read(
                (s, ct) =>
                    BudgetRows.Hours(
                        s,
                        queue.Key.Id,
                        windows.Min(w => w.Since(queue.Now)),
                        machines: windows.Any(w => w.DetectionErrors > 0),
                        ct
                    )
            );
            foreach (var window in windows)
                window.OnRecovered(hours, queue.Now);
        }

        budget.OnLegal(windows, queue.Now);
    }
}
