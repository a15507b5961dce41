using Pivotal.Domain.Telephony;

namespace Pivotal.Grains.Telephony;

/// <summary>
/// What the dialer asks of a telephone carrier, in our own words; each provider's wire format stays in its sub-folder (<c>Telnyx/</c>).
/// A refusal is a value: an implementation throws only when the caller cancels. No call retries by itself – the state machines decide that.
/// </summary>
public interface ICarrier
{
    /// <summary>Starts a leg and returns as soon as the carrier has taken the order; how it goes on comes as <see cref="CarrierEvent"/>s.</summary>
    Task<CarrierReply> Dial(DialOrder order, CancellationToken ct);

    /// <summary>Hanging up a leg that has ended already is <see cref="CarrierReply.Gone"/>, which callers treat as done.</summary>
    Task<CarrierReply> HangUp(string legId, string commandId, CancellationToken ct);

    /// <summary>Connects two live legs. When one hangs up, the agent's standing leg is parked, not ended.</summary>
    Task<CarrierReply> Bridge(string legId, string agentLegId, string commandId, CancellationToken ct);

    /// <summary>Speaks a text to the person on the leg (safe-harbour message). Its end is reported as <see cref="CarrierEventKind.MessageOver"/>.</summary>
    /// <param name="listens">keys are listened to meanwhile and for a moment after; the first one ends the text and is reported</param>
    Task<CarrierReply> Speak(string legId, string text, string language, bool listens, string commandId, CancellationToken ct);

    /// <summary>A supervisor's leg goes on in another role.</summary>
    /// <param name="role">monitor, whisper, barge</param>
    Task<CarrierReply> SwitchRole(string legId, string role, string commandId, CancellationToken ct);

    /// <summary>Is the leg still up? Used after lost events and after a restart.</summary>
    Task<LegStatus> Status(string legId, CancellationToken ct);

    /// <summary>Why a leg ended whose end nobody reported, as far as the carrier has kept it; null: it does not say.</summary>
    Task<LegEnd?> End(string legId, CancellationToken ct) => Task.FromResult<LegEnd?>(null);
}

/// <param name="To">E.164 number, or a SIP address for an agent's standing leg</param>
/// <param name="CommandId">deterministic: the carrier ignores a repeat of the same id</param>
/// <param name="Leg">with <paramref name="Tenant"/> and <paramref name="Subject"/> the client_state that every event of the leg carries back</param>
/// <param name="Subject">call attempt id, or agent id for a standing leg</param>
/// <param name="RingTimeoutSeconds">5–600</param>
public sealed record DialOrder(
    string To,
    string From,
    string CommandId,
    LegKind Leg,
    Guid Tenant,
    Guid Subject,
    int RingTimeoutSeconds,
    bool DetectMachine
)
{
    /// <summary>The new leg listens to another one.</summary>
    public Supervised? Supervise { get; init; }
}

/// <param name="LegId">the agent's leg of the call; the one that hears what a supervisor whispers</param>
/// <param name="Role">monitor, whisper, barge</param>
public sealed record Supervised(string LegId, string Role);

/// <summary>How the carrier answered a command.</summary>
public abstract record CarrierReply
{
    private CarrierReply() { }

    /// <param name="LegId">the new leg for a dial; the addressed leg otherwise</param>
    public sealed record Accepted(string LegId) : CarrierReply;

    /// <summary>Too many requests or dials (HTTP 429). Nothing was started.</summary>
    public sealed record RateLimited(TimeSpan RetryAfter, string Code) : CarrierReply;

    /// <summary>The carrier refuses this very command (bad number, not allowed): repeating it would be refused again. Nothing was started.</summary>
    public sealed record Rejected(string Code, string Detail) : CarrierReply;

    /// <summary>The leg has ended already.</summary>
    public sealed record Gone : CarrierReply;

    /// <summary>No connection, a time-out or 5xx.</summary>
    /// <param name="MayHaveStarted">true when the order may have reached the carrier (time-out after sending), so a dial must not be repeated</param>
    public sealed record Unavailable(string Detail, bool MayHaveStarted) : CarrierReply;
}

/// <param name="Cause">as in the event that got lost</param>
/// <param name="Source">caller, callee or unknown</param>
/// <param name="At">null: the carrier does not say</param>
public sealed record LegEnd(string Cause, string Source, DateTimeOffset? At);

public enum LegStatus
{
    Alive,
    Ended,

    /// <summary>The carrier could not be asked.</summary>
    Unknown,
}
