using System.Diagnostics;
using System.Globalization;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;
using Pivotal.Bench.Harness;
using Pivotal.Data.Telephony.Telnyx;
using Pivotal.Simulator.Crypto;

namespace Pivotal.Bench.Push;

/// <summary>Sends webhooks as the carrier does: its envelope, its signature, one connection pool.</summary>
internal sealed class SignedPoster(Ed25519Signer signer) : IDisposable
{
    private readonly HttpClient _http = new();

    /// <returns>When the request went out, on the stopwatch.</returns>
    public async Task<long> Post(Uri webhook, string eventId, string type, string legId, ClientState state, object? extra = null)
    {
        var payload = new Dictionary<string, object?>
        {
            ["call_control_id"] = legId,
            ["call_leg_id"] = legId,
            ["call_session_id"] = legId,
            ["connection_id"] = "1",
            ["client_state"] = state.ToString(),
        };
        if (extra is not null)
            foreach (var property in JsonSerializer.SerializeToElement(extra).EnumerateObject())
                payload[property.Name] = property.Value;
        var now = TimeProvider.System.GetUtcNow();
        var body = JsonSerializer.SerializeToUtf8Bytes(new
        {
            data = new { record_type = "event", event_type = type, id = eventId, occurred_at = now.UtcDateTime, payload },
            meta = new { attempt = 1, delivered_to = webhook },
        });
        var timestamp = now.ToUnixTimeSeconds().ToString(CultureInfo.InvariantCulture);
        using var request = new HttpRequestMessage(HttpMethod.Post, webhook) { Content = new ByteArrayContent(body) };
        request.Content.Headers.ContentType = new MediaTypeHeaderValue("application/json");
        request.Headers.Add(TelnyxSignature.TimestampHeader, timestamp);
        request.Headers.Add(TelnyxSignature.SignatureHeader, Convert.ToBase64String(signer.Sign([.. Encoding.ASCII.GetBytes(timestamp + "|"), .. body])));

        var sent = Stopwatch.GetTimestamp();
        using var response = await _http.SendAsync(request);
        if (!response.IsSuccessStatusCode)
            throw new BenchException($"the webhook was answered {(int)response.StatusCode}");
        return sent;
    }

    public void Dispose() => _http.Dispose();
}
