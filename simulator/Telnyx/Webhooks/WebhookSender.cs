using System.Collections.Concurrent;
using System.Globalization;
using System.Net.Http.Headers;
using System.Security.Cryptography;
using System.Text;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Pivotal.Simulator.Crypto;
using Pivotal.Simulator.Hosting;

namespace Pivotal.Simulator.Telnyx.Webhooks;

/// <summary>
/// Delivers signed webhooks, each on its own and with no order kept, as the provider does. 2xx is taken; 408, 429, 5xx,
/// silence and a refused connection are tried again; any other answer is final. Redirects are not followed.
/// </summary>
public sealed class WebhookSender(
    SimulatorOptions options,
    TimeProvider time,
    Ed25519Signer signer,
    FaultState faults,
    EventLog log,
    IServer server
)
{
    private readonly HttpClient _http = new(new SocketsHttpHandler { AllowAutoRedirect = false, MaxConnectionsPerServer = 256 })
    {
        Timeout = TimeSpan.FromSeconds(options.WebhookTimeoutSeconds),
    };

    private readonly ConcurrentDictionary<Task, byte> _running = new();
    private readonly CancellationTokenSource _stop = new();

    public void Send(Leg leg, LegEvent evt, DateTimeOffset occurredAt)
    {
        if ((leg.Order.WebhookUrl ?? options.WebhookUrl) is not { } url)
            return;
        if (evt.Type == "call.hangup" && faults.Strikes(k => k.LostHangup))
            return;
        var id = new Guid(RandomNumberGenerator.GetBytes(16)).ToString();
        var data = Envelope.Data(id, leg, evt, occurredAt, Recordings());
        log.Add(new SentEvent(id, evt.Type, leg.ControlId, url, data, 0, 0, false));

        var held = TimeSpan.Zero;
        if (faults.Strikes(k => k.Reorder))
            held += faults.UpTo(k => k.ReorderMilliseconds);
        if (faults.Strikes(k => k.Delay))
            held += faults.UpTo(k => k.DelayMilliseconds);
        Track(Deliver(log.Find(id)!, held, faults.Strikes(k => k.Drop)));
        if (faults.Strikes(k => k.Duplicate))
            Track(Deliver(log.Find(id)!, held, false));
    }

    /// <summary>Sends a known event once more, as it was, with a fresh signature.</summary>
    public Task<int> Replay(SentEvent evt) => Post(evt.Url, Envelope.Body(evt.Data, 1, evt.Url), TimeSpan.Zero);

    /// <summary>Signs and sends any text; <paramref name="age"/> puts the signature's time into the past.</summary>
    public Task<int> Inject(string url, string body, TimeSpan age) => Post(url, Encoding.UTF8.GetBytes(body), age);

    public async Task Stop()
    {
        await _stop.CancelAsync();
        await Task.WhenAll(_running.Keys);
    }

    private async Task Deliver(SentEvent evt, TimeSpan held, bool dropFirst)
    {
        await Task.Yield(); // the caller holds the exchange's lock
        try
        {
            await Task.Delay(held, time, _stop.Token);
            for (var attempt = 1; ; attempt++)
            {
                var status = dropFirst && attempt == 1 ? 0 : await Post(evt.Url, Envelope.Body(evt.Data, attempt, evt.Url), TimeSpan.Zero);
                log.Tried(evt.EventId, status);
                var again = status is 0 or 408 or 429 or >= 500;
                if (!again || attempt > options.WebhookRetrySeconds.Length)
                    return;
                await Task.Delay(TimeSpan.FromSeconds(options.WebhookRetrySeconds[attempt - 1]), time, _stop.Token);
            }
        }
        catch (OperationCanceledException) when (_stop.IsCancellationRequested)
        {
            // The simulator is going down; what was not delivered is lost, as with a provider's outage.
        }
    }

    private async Task<int> Post(string url, byte[] body, TimeSpan age)
    {
        var timestamp = (time.GetUtcNow() - age).ToUnixTimeSeconds().ToString(CultureInfo.InvariantCulture);
        byte[] text = [.. Encoding.ASCII.GetBytes(timestamp + "|"), .. body];
        using var request = new HttpRequestMessage(HttpMethod.Post, url);
        request.Content = new ByteArrayContent(body);
        request.Content.Headers.ContentType = new MediaTypeHeaderValue("application/json");
        request.Headers.Add("telnyx-timestamp", timestamp);
        request.Headers.Add("telnyx-signature-ed25519", Convert.ToBase64String(signer.Sign(text)));
        request.Headers.UserAgent.ParseAdd("telnyx-webhooks");
        try
        {
            using var response = await _http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, _stop.Token);
            return (int)response.StatusCode;
        }
        catch (HttpRequestException)
        {
            return 0;
        }
        catch (OperationCanceledException) when (!_stop.IsCancellationRequested)
        {
            return 0;
        }
    }

    private void Track(Task delivery)
    {
        _running.TryAdd(delivery, 0);
        _ = delivery.ContinueWith(done => _running.TryRemove(done, out _), TaskScheduler.Default);
    }

    private string Recordings() => server.Features.Get<IServerAddressesFeature>()!.Addresses.First() + "/sim/recordings/";
}
