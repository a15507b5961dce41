namespace Pivotal.Grains.Telephony;

/// <summary>Stands where no carrier is configured: everything else works, and a campaign that is started says why it does not dial.</summary>
internal sealed class NoCarrier : ICarrier
{
    private static readonly CarrierReply Reply = new CarrierReply.Unavailable("no carrier is configured", MayHaveStarted: false);

    public Task<CarrierReply> Dial(DialOrder order, CancellationToken ct) => Task.FromResult(Reply);

    public Task<CarrierReply> HangUp(string legId, string commandId, CancellationToken ct) => Task.FromResult(Reply);

    public Task<CarrierReply> Bridge(string legId, string agentLegId, string commandId, CancellationToken ct) => Task.FromResult(Reply);

    public Task<CarrierReply> Speak(string legId, string text, string language, bool listens, string commandId, CancellationToken ct) =>
        Task.FromResult(Reply);

    public Task<CarrierReply> SwitchRole(string legId, string role, string commandId, CancellationToken ct) => Task.FromResult(Reply);

    public Task<LegStatus> Status(string legId, CancellationToken ct) => Task.FromResult(LegStatus.Unknown);
}
