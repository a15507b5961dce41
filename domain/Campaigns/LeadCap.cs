using Pivotal.Domain.Shared;

namespace Pivotal.Domain.Campaigns;

/// <summary>How much a company may get of a campaign.</summary>
/// <param name="Mode">queue_size, connected_calls, positive_dispositions; fixed once the campaign has started</param>
/// <param name="Value">contacts, calls or leads of one company, 1–100,000</param>
public sealed record LeadCap(string Mode, int Value)
{
    /// <summary>These modes reserve per call; queue_size reserves when the contact enters the queue.</summary>
    internal bool PerCall => Mode is CapMode.ConnectedCalls or CapMode.PositiveDispositions;

    internal void Check(Validation check, string at) =>
        check
            .OneOf($"{at}/mode", Mode, [CapMode.QueueSize, CapMode.ConnectedCalls, CapMode.PositiveDispositions])
            .That(Value is >= 1 and <= 100_000, $"{at}/value", "campaigns.cap_zero", "A cap lets at least 1 and at most 100000 through.");
}
