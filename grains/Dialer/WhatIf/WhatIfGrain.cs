using Orleans;
using Orleans.Concurrency;
using Pivotal.Data.Shared;
using Pivotal.Domain.Campaigns;
using Pivotal.Domain.Dialer.Modes;
using Pivotal.Domain.Dialer.Queue;
using Pivotal.Domain.Dialer.WhatIf;
using Pivotal.Domain.Shared;
using Pivotal.GrainInterfaces.Dialer;
using Pivotal.GrainInterfaces.Shared;
using Pivotal.Grains.Campaigns;

namespace Pivotal.Grains.Dialer.WhatIf;

/// <summary>Reads the past, plays it twice beside the grain's own turn, answers. Keeps nothing, so it lives in whichever silo is asked, as often as is asked for.</summary>
[StatelessWorker(MostPerCampaign)]
internal sealed class WhatIfGrain(TenantDb db, TimeProvider time) : Grain, IWhatIfGrain
{
    private const int Runs = 3;
    private const int MostPerCampaign = 4;

    /// <summary>Computing in this process at once. One core at least is left to the dialling.</summary>
    private static readonly SemaphoreSlim Cores = new(Math.Max(1, Environment.ProcessorCount - 1));

    /// <summary>Under the time the caller waits, so that he hears why instead of nothing.</summary>
    private static readonly TimeSpan Most = TimeSpan.FromSeconds(60);

    public async Task<Result<WhatIfAnswer>> Compare(WhatIfQuestion question, CancellationToken ct)
    {
        var key = GrainKey.Parse(this.GetPrimaryKeyString());
        var to = time.GetUtcNow();
        var from = to.AddHours(-question.Hours);
        var (row, history) = await db.InTenant(
            key.Tenant,
            async (s, token) =>
                await CampaignRow.Load(s, key.Id, token) is { } found
                    ? (found.Settings, await HistoryRows.Read(s, key.Id, from, to, token))
                    : default,
            ct
        );
        if (row is null || history is null)
            return QueueRefusals.NotFound();
        if (DialModes.Find(question.DialMode) is not { Paces: true })
            return WhatIfRefusals.NoPace("/dialMode");
        if (DialModes.Find(row.DialMode) is not { Paces: true })
            return WhatIfRefusals.NoPace(null);
        if (!history.Tells)
            return WhatIfRefusals.TooLittleHistory(question.Hours, history.Calls.Count, history.Calls.Count(c => c.Handle is not null));

        var now = new PaceSettings(row.DialMode, row.PowerRatio, row.AbandonCap, row.MaxConcurrent);
        var proposed = new PaceSettings(question.DialMode, question.PowerRatio, question.AbandonCap, question.MaxConcurrent);
        using var most = new CancellationTokenSource(Most, time);
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(most.Token, ct);
        var computing = false;
        try
        {
            await Cores.WaitAsync(limit.Token);
            computing = true;
            // Beside the grain's turn: seconds of pure computing must not hold up the scheduler of the grains.
            var (asIs, then) = await Task.Run(
                () => (PaceReplay.Play(history, now, Runs, limit.Token), PaceReplay.Play(history, proposed, Runs, limit.Token)),
                limit.Token
            );
            return new WhatIfAnswer(
                from,
                to,
                history.Calls.Count,
                history.Agents,
                history.SignedInSeconds / 3600,
                PaceReplay.Actual(history),
                asIs,
                then,
                Runs
            );
        }
        catch (OperationCanceledException) when (!ct.IsCancellationRequested)
        {
            return WhatIfRefusals.TooLong();
        }
        finally
        {
            if (computing)
                Cores.Release();
        }
    }
}
