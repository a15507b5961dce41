namespace Pivotal.Grains.Dialer;

/// <summary>What the API hears from the browsers. Stored before it is answered, so that the API need not say it twice.</summary>
internal sealed partial class AgentGrain
{
    public async Task PresenceSeen(DateTimeOffset at)
    {
        if (!_exists) return;
        if (_state.OnPresenceSeen(at))
        {
            _unsaved = true;
            EnsureTicking();
        }

        if (_unsaved) await Store(null);
    }

    public async Task PresenceLost(DateTimeOffset since)
    {
        if (!_exists) return;
        if (_state.OnPresenceLost(since, Now) is { } duty) await Changed(duty);
        if (_unsaved) await Store(null);
    }
}
