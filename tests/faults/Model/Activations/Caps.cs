using Pivotal.Domain.Dialer.Places;
using Pivotal.FaultTests.Model.Rows;
using Pivotal.GrainInterfaces.Dialer;
using Pivotal.Grains.Dialer.Queue;

namespace Pivotal.FaultTests.Model.Activations;

/// <summary>Places of accounts and of lead goals, with the product's <see cref="LeadCapState"/>. Their grains are never lost here.</summary>
internal sealed class Caps(Centre centre)
{
    private readonly Dictionary<(Guid Campaign, Guid Of), Cap> _all = [];

    public ILeadCapGrain Of(Guid campaign, Guid of) =>
        _all.TryGetValue((campaign, of), out var known) ? known : _all[(campaign, of)] = new(centre, campaign, of);

    /// <summary>Reservations of calls that are over.</summary>
    public IReadOnlyList<HeldCap> Held(Guid campaign) =>
        [
            .. _all
                .Values.Where(c => c.Campaign == campaign)
                .SelectMany(c => c.Reserved.Select(call => (c.Account, Row: centre.Attempts.Find(call))))
                .Where(h => h.Row is { Ended: true })
                .Select(h => new HeldCap(h.Account, h.Row!.CallId, h.Row.Outcome, h.Row.Disposition, h.Row.Disposition is not null)),
        ];

    private sealed class Cap(Centre centre, Guid campaign, Guid account) : ILeadCapGrain
    {
        private readonly LeadCapState _state = new();
        private readonly HashSet<Guid> _reserved = [];

        public Guid Campaign => campaign;

        public Guid Account => account;

        public IEnumerable<Guid> Reserved => _reserved;

        public Task<CapDecision> Reserve(Guid refId, int cap, TimeSpan lease) => Decide(now => _state.Reserve(refId, cap, lease, now));

        public async Task<CapDecision> Commit(Guid refId, int cap)
        {
            var decision = await Decide(now => _state.Commit(refId, cap, now));
            if (!decision.Granted)
                centre.Witness.Wrong($"cap: connected call {refId} had no place any more");
            return decision;
        }

        public Task<CapDecision> Release(Guid refId) => Decide(now => _state.Release(refId, now));

        public Task<CapDecision> GiveBack(Guid refId) => Decide(now => _state.GiveBack(refId, now));

        public Task<CapDecision> Get() => Decide(now => (_state.Get(now), null));

        private async Task<CapDecision> Decide(Func<DateTimeOffset, (CapDecision Decision, CapChange? Change)> rule)
        {
            await centre.World.Hop();
            var (decision, change) = rule(centre.World.Now);
            if (change is { State: LeadCapState.Reserved })
                _reserved.Add(change.RefId);
            else if (change is not null)
                _reserved.Remove(change.RefId);
            if (change is { State: LeadCapState.Committed } && account != campaign)
                centre.Witness.Connected(campaign, account, centre.Campaign(campaign).Settings.Cap!.Value);
            await centre.World.Hop();
            return decision;
        }
    }
}
