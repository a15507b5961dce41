using System.Text.Json;

namespace Pivotal.Simulator.Telnyx.Webhooks;

/// <summary>One event as the simulator knows it. <c>LastStatus</c> is the receiver's last answer, 0 when there was none.</summary>
public sealed record SentEvent(
    string EventId,
    string Type,
    string ControlId,
    string Url,
    JsonElement Data,
    int Tries,
    int LastStatus,
    bool Taken
);

/// <summary>The newest events, for looking and for replaying.</summary>
public sealed class EventLog
{
    private const int Kept = 20_000;
    private readonly Lock _gate = new();
    private readonly Dictionary<string, SentEvent> _events = [];
    private readonly Queue<string> _order = new();

    public void Add(SentEvent evt)
    {
        lock (_gate)
        {
            _events.Add(evt.EventId, evt);
            _order.Enqueue(evt.EventId);
            if (_order.Count > Kept)
                _events.Remove(_order.Dequeue());
        }
    }

    public void Tried(string eventId, int status)
    {
        lock (_gate)
        {
            if (_events.TryGetValue(eventId, out var evt))
                _events[eventId] = evt with { Tries = evt.Tries + 1, LastStatus = status, Taken = evt.Taken || status is >= 200 and < 300 };
        }
    }

    public SentEvent? Find(string eventId)
    {
        lock (_gate)
            return _events.GetValueOrDefault(eventId);
    }

    public IReadOnlyList<SentEvent> Of(string? controlId, int newest)
    {
        lock (_gate)
            return [.. _order.Select(id => _events[id]).Where(e => controlId is null || e.ControlId == controlId).TakeLast(newest)];
    }
}
