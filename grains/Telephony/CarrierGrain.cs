using Microsoft.Extensions.Logging;
using Orleans;
using Orleans.Runtime;
using Orleans.Storage;
using Pivotal.Domain.Telephony;
using Pivotal.GrainInterfaces.Telephony;

namespace Pivotal.Grains.Telephony;

/// <summary>
/// Holds the dial tokens in memory. An orderly move takes the window along; after the loss of a silo the next activation knows it to within a second, and the carrier's own 429 covers that.
/// </summary>
internal sealed class CarrierGrain(
    CarrierAccounts accounts,
    [PersistentState("window")] IPersistentState<CarrierWindow> stored,
    TimeProvider time,
    ILogger<CarrierGrain> log
) : Grain, ICarrierGrain, IGrainMigrationParticipant
{
    /// <summary>Asking again sooner than this brings nothing.</summary>
    private static readonly TimeSpan Soonest = TimeSpan.FromMilliseconds(100);

    private static readonly TimeSpan StoreEvery = TimeSpan.FromSeconds(1);

    private const string Window = "window";

    private DialTokenWindow _window = null!;
    private CarrierWindow? _carried;
    private string? _reason;
    private bool _changed;

    public override Task OnActivateAsync(CancellationToken cancellationToken)
    {
        var known = _carried ?? stored.State;
        _window = new(accounts.LimitOf(this.GetPrimaryKeyString()).Dials, DialTokenWindow.TelnyxWindow);
        _window.OnKept(known.Grants, known.ClosedUntil, time.GetUtcNow());
        (_reason, _carried) = (known.Reason, null);
        this.RegisterGrainTimer(_ => Store(), new GrainTimerCreationOptions(StoreEvery, StoreEvery) { Interleave = true });
        return Task.CompletedTask;
    }

    public Task<DialTokens> Take(Guid tenant, int wanted)
    {
        var (granted, wait) = _window.Take(tenant, wanted, time.GetUtcNow());
        _changed |= granted > 0;
        if (granted >= wanted)
            _reason = null;
        return Task.FromResult(
            new DialTokens(
                granted,
                granted >= wanted ? TimeSpan.Zero
                    : wait > Soonest ? wait
                    : Soonest,
                granted >= wanted ? null : _reason ?? "rate_limited"
            )
        );
    }

    public Task BackOff(TimeSpan duration, string reason)
    {
        _window.BackOff(time.GetUtcNow() + duration);
        (_reason, _changed) = (reason, true);
        return Task.CompletedTask;
    }

    public void OnDehydrate(IDehydrationContext dehydrationContext) => dehydrationContext.TryAddValue(Window, Kept());

    public void OnRehydrate(IRehydrationContext rehydrationContext)
    {
        if (rehydrationContext.TryGetValue(Window, out CarrierWindow? carried))
            _carried = carried;
    }

    private CarrierWindow Kept()
    {
        var (grants, closedUntil) = _window.Kept(time.GetUtcNow());
        return new()
        {
            Grants = grants,
            ClosedUntil = closedUntil,
            Reason = _reason,
        };
    }

    private async Task Store()
    {
        if (!_changed)
            return;
        _changed = false;
        stored.State = Kept();
        try
        {
            await stored.WriteStateAsync();
        }
        catch (InconsistentStateException)
        {
            // Another activation has stored its own; the next time this one knows what it overwrites.
            await ((Task)stored.ReadStateAsync()).ConfigureAwait(
                ConfigureAwaitOptions.SuppressThrowing | ConfigureAwaitOptions.ContinueOnCapturedContext
            );
        }
        catch (Exception e)
        {
            // Dialling does not wait for it.
            TelephonyLog.WindowNotStored(log, e);
        }
    }
}
