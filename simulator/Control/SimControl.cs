using Pivotal.Simulator.Telnyx;
using Pivotal.Simulator.Telnyx.Script;
using Pivotal.Simulator.Telnyx.Webhooks;

namespace Pivotal.Simulator.Control;

/// <summary>The hand that steers a running simulator, for tests in the same process; /sim offers the same over HTTP.</summary>
public sealed class SimControl(Exchange exchange, FaultState faults, WebhookSender webhooks, EventLog log)
{
    public FaultKnobs Faults
    {
        get => faults.Knobs;
        set => faults.Knobs = value;
    }

    /// <summary>Calls in the order they were dialled, from the one after position <paramref name="after"/>.</summary>
    public IReadOnlyList<SimCall> Calls(int after = 0, int most = int.MaxValue) =>
        [.. exchange.Legs().Skip(after).Take(most).Select(SimCall.Of)];

    public SimStats Stats() => SimStats.Count(exchange.Legs(), exchange.Numbers.All, exchange.RefusedDials);

    public IReadOnlyCollection<NumberCount> Numbers() => exchange.Numbers.All;

    /// <summary>The called person, or an agent, hangs up now. False when there is no such live call.</summary>
    public bool HangUpByCallee(string callControlId) => exchange.CalleeDoes(callControlId, new LegInput.CalleeHungUp());

    /// <summary>The called person answers now, whatever the script says. False when there is no such live call.</summary>
    public bool AnswerByCallee(string callControlId) => exchange.CalleeDoes(callControlId, new LegInput.CalleeAnswered());

    /// <summary>The called person presses a key: 0–9, * or #. False when there is no such live call.</summary>
    public bool PressByCallee(string callControlId, string key) => exchange.CalleeDoes(callControlId, new LegInput.KeyPressed(key));

    public IReadOnlyList<SentEvent> Events(string? callControlId = null, int newest = 1000) => log.Of(callControlId, newest);

    /// <summary>Sends a webhook once more. Answers the receiver's status (0: none), or null for an unknown event.</summary>
    public async Task<int?> Replay(string eventId) => log.Find(eventId) is { } evt ? await webhooks.Replay(evt) : null;

    /// <summary>Signs any body and sends it, as if it had been sent <paramref name="age"/> ago. Answers the receiver's status, 0 for none.</summary>
    public Task<int> Inject(string url, string body, TimeSpan age = default) => webhooks.Inject(url, body, age);
}

/// <summary>One leg as seen from outside. Kind is what the called side was scripted to be.</summary>
public sealed record SimCall(
    string CallControlId,
    string CallLegId,
    string To,
    string From,
    CalleeKind Kind,
    LegPhase Phase,
    string? Partner,
    DateTimeOffset DialledAt,
    DateTimeOffset? AnsweredAt,
    DateTimeOffset? BridgedAt,
    DateTimeOffset? EndedAt,
    string? HangupCause,
    string? HangupSource,
    string? ClientState,
    string? CommandId,
    string? Supervises = null,
    string? SupervisorRole = null
)
{
    internal static SimCall Of(Leg leg) =>
        new(
            leg.ControlId,
            leg.LegId,
            leg.Order.To,
            leg.Order.From,
            leg.Script.Kind,
            leg.Phase,
            leg.Partner,
            leg.DialledAt,
            leg.AnsweredAt,
            leg.BridgedAt,
            leg.EndedAt,
            leg.HangupCause,
            leg.HangupSource,
            leg.ClientState,
            leg.Order.CommandId,
            leg.Order.Supervises,
            leg.SupervisorRole
        );
}
