using Pivotal.Domain.Campaigns;
using Pivotal.Domain.Dialer.Places;

namespace Pivotal.Grains.Dialer;

/// <summary>
/// The lead goal is a quota that counts everybody: its places are kept under the campaign's own id, taken before the dial and given back by calls that make no lead
/// and by leads that are rejected. At the goal the campaign rests until somebody raises it, a lead is rejected, or it is drained.
/// </summary>
internal sealed partial class CampaignQueueGrain
{
    private static readonly TimeSpan GoalEvery = TimeSpan.FromSeconds(2);

    private DateTimeOffset _goalHeard;

    /// <summary>Calls without an agent make no leads.</summary>
    private int? Goal => State.Settings.Mode.NeedsAgents ? State.Settings.LeadGoal : null;

    private IEnumerable<(Guid Id, int Goal)> GoalPlace => Goal is { } goal ? [(_key.Id, goal)] : [];

    public Task LeadRejected(Guid callId)
    {
        if (_state is null) return Task.CompletedTask;
        _quotaEnds.Enqueue(callId);
        _quotaFilled |= Quotas.Count > 0;
        EnsureTicking();
        Kick();
        return Task.CompletedTask;
    }

    private CapDecision Heard(Guid place, CapDecision answer)
    {
        if (place != _key.Id) return answer;
        _goalHeard = Now;
        State.OnGoal(Goal is { } goal ? new LeadGoal(goal, answer.Committed, answer.Reserved) : null);
        _dirty = true;
        return answer;
    }

    private async Task LookAtGoal()
    {
        if (Goal is null) State.OnGoal(null);
        else Heard(_key.Id, await Places(_key.Id).Get());
    }

    /// <summary>While it is the goal that keeps the campaign from dialling: answers may have come in another order than they were given, and leases run out without a word.</summary>
    private Task LookAgainAtGoal() => State.Goal?.Left() == 0 && _goalHeard + GoalEvery <= Now ? LookAtGoal() : Task.CompletedTask;

    private async Task RecoverGoal()
    {
        if (TakesPlaces)
            foreach (var call in await InTenant((s, ct) => QuotaRows.Rejected(s, _key.Id, PlaceIds, ct)))
                await LeadRejected(call);
        await LookAtGoal();
    }
}
