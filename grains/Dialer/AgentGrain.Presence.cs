namespace Pivotal.Grains.Dialer;

/// <summary>What the API hears from the browsers. Stored before it is answered, so that the API need not say it twice.</summary>
internal sealed partial class AgentGrain
{
    public async Task PresenceSeen(DateTimeOffset at)
    {
        if (!_exists) return;
        if (!_state.AtDesk)
        {
            // That somebody came is news for the row, and for nobody else.
            var next = _state.Copy();
            next.OnPresenceSeen(at);
            await Store(next, null, null);
            EnsureTicking();
        }

        _state.OnPresenceSeen(at);
    }

    public async Task SignedOut()
    {
        if (!_exists || await db.InTenant(_key.Tenant, (s, ct) => AgentRow.MayWork(s, _key.Id, Now, ct))) return;
        var now = Now;
        await Ask(state => (null, state.OnSignedOut(now)));
    }

    public async Task<bool> BrowserLost(DateTimeOffset since, TimeSpan told)
    {
        if (!_exists) return true;
        var now = Now;
        if (now < _activatedAt + told && !_state.SeenAfter(since)) return false;
        await Ask(state => (null, state.OnPresenceLost(since, now)));
        return true;
    }

    public Task PresenceLost(DateTimeOffset since) => BrowserLost(since, TimeSpan.Zero);
}
