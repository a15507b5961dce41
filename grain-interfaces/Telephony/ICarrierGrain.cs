using Orleans;
using Orleans.CodeGeneration;
using Pivotal.GrainInterfaces.Shared;

namespace Pivotal.GrainInterfaces.Telephony;

/// <summary>Dial-rate tokens of one carrier account and region, shared by all tenants on it (Telnyx: 150 dials within any trailing 5 s).</summary>
[Alias("Pivotal.Carrier"), Version(1)]
public interface ICarrierGrain : IGrainWithStringKey
{
    /// <summary>Takes up to <paramref name="wanted"/> tokens; fair between tenants under backlog. A repeat wastes tokens, which is on the safe side of the carrier's limit.</summary>
    [Alias("Take"), Repeatable]
    Task<DialTokens> Take(Guid tenant, int wanted);

    /// <summary>The carrier answered 429 or 5xx: hold back everybody until then.</summary>
    [Alias("BackOff"), Repeatable]
    Task BackOff(TimeSpan duration, string reason);
}

/// <param name="RetryAfter">when fewer than wanted were granted: how long to wait before asking again</param>
[GenerateSerializer, Immutable, Alias("Pivotal.DialTokens")]
public sealed record DialTokens([property: Id(0)] int Granted, [property: Id(1)] TimeSpan RetryAfter, [property: Id(2)] string? Reason);

/// <summary>An account at a carrier: what dial rates are counted by, together with the carrier's region.</summary>
/// <param name="Provider">telnyx</param>
/// <param name="Account">the carrier's own name of it (Telnyx: the Call Control application); never a secret</param>
/// <param name="Region">the carrier's name of it: us</param>
public sealed record CarrierAccount(string Provider, string Account, string Region)
{
    /// <summary>Of its grain, which belongs to no tenant.</summary>
    public string Key => $"carrier/{Uri.EscapeDataString(Provider)}/{Uri.EscapeDataString(Account)}/{Uri.EscapeDataString(Region)}";
}
