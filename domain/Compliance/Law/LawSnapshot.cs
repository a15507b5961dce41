using System.Security.Cryptography;
using System.Text;
using System.Text.Json;

namespace Pivotal.Domain.Compliance.Law;

/// <summary>What held for a campaign's calls at one time. Calls name it by its digest, and evidence reads it as it was, whatever has been changed since.</summary>
/// <param name="Profiles">as they stood, with all their rules</param>
/// <param name="Own">what the campaign decided itself</param>
/// <param name="AbandonCap">of the campaign's day, 0–1</param>
/// <param name="DetectMachine">calls had to pass answering machine detection</param>
public sealed record LawSnapshot(IReadOnlyList<JurisdictionProfile> Profiles, ComplianceRules Own, double AbandonCap, bool DetectMachine)
{
    public EffectiveCompliance Effective => EffectiveCompliance.Of(Profiles, Own);

    public static LawSnapshot Read(string body) => JsonSerializer.Deserialize<LawSnapshot>(body, LawJson.Options)!;

    /// <summary>The text that is kept, and its digest as an id: the same law is the same row.</summary>
    public (Guid Id, string Body) Write()
    {
        var body = JsonSerializer.Serialize(
            new
            {
                Profiles,
                Own,
                AbandonCap,
                DetectMachine,
            },
            LawJson.Options
        );
        return (new Guid(SHA256.HashData(Encoding.UTF8.GetBytes(body)).AsSpan(0, 16), bigEndian: true), body);
    }
}
