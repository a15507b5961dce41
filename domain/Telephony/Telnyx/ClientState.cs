using System.Text;
using Pivotal.Domain.Telephony;

namespace Pivotal.Domain.Telephony.Telnyx;

/// <summary>
/// What we tie to a leg and get back in each of its webhooks: base64 of <c>{tenant:N}|{c|a|s}|{subject:N}</c>.
/// It can be trusted because the webhook that carries it is signed.
/// </summary>
/// <param name="Subject">call attempt id for the customer's leg, agent id for an agent's; call attempt id for a supervisor's, too</param>
public readonly record struct ClientState(Guid Tenant, LegKind Leg, Guid Subject)
{
    // In the order of LegKind.
    private const string Letters = "cas";

    private const int TextLength = 32 + 1 + 1 + 1 + 32;

    public override string ToString() => Convert.ToBase64String(Encoding.ASCII.GetBytes($"{Tenant:N}|{Letters[(int)Leg]}|{Subject:N}"));

    /// <summary>False for anything that is not ours: another application may share the connection.</summary>
    public static bool TryParse(string? base64, out ClientState state)
    {
        state = default;
        Span<byte> bytes = stackalloc byte[TextLength + 3];
        if (base64 is null || !Convert.TryFromBase64String(base64, bytes, out var length) || length != TextLength)
            return false;
        var text = Encoding.ASCII.GetString(bytes[..length]);
        if (
            text[32] != '|'
            || text[34] != '|'
            || !Letters.Contains(text[33])
            || !Guid.TryParseExact(text[..32], "N", out var tenant)
            || tenant == Guid.Empty
            || !Guid.TryParseExact(text[35..], "N", out var subject)
        )
            return false;
        state = new ClientState(tenant, (LegKind)Letters.IndexOf(text[33], StringComparison.Ordinal), subject);
        return true;
    }
}
