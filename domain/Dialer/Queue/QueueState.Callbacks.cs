using Pivotal.Domain.Campaigns;
using Pivotal.Domain.Dialer.Order;

namespace Pivotal.Domain.Dialer.Queue;

/// <summary>Callbacks that an agent has promised for himself: dialled when he is free, and for him alone. Otherwise they are previews that need no looking at.</summary>
public sealed partial class QueueState
{
    /// <summary>Agents who could be given a callback of their own this instant.</summary>
    public IReadOnlyList<Guid> FreeForCallbacks(DateTimeOffset now) =>
        MayDial(now) && Settings.Mode.NeedsAgents && _calls.Count + _previews.Count < Settings.MaxConcurrent ? [.. _free.Keys] : [];

    /// <summary>The agent's own callback is due and has been claimed for him.</summary>
    /// <returns>false when he is no longer free or the contact is in another call: the claim goes back</returns>
    public bool OnOwnCallback(Guid agentId, Guid callId, HopperEntry entry, DateTimeOffset now)
    {
        if (Status != CampaignStatus.Active || _contactsInFlight.Contains(entry.ContactId) || _inHopper.Contains(entry.ContactId) || !_free.TryGetValue(agentId, out var agent)) return false;
        Hold(agent, new(callId, agentId, entry, now, null, Wanted: true), now);
        return true;
    }

    /// <summary>The contact has left the queue in the rows. A call that runs goes on.</summary>
    public void OnWithdrawn(Guid contactId)
    {
        if (_hopper.FirstOrDefault(e => e.ContactId == contactId) is { } entry)
        {
            _hopper.Remove(entry);
            _inHopper.Remove(contactId);
        }

        WithdrawPreviews(p => p.Entry.ContactId == contactId, "removed");
    }
}
