using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json;
using System.Text.Json.Serialization;
using Microsoft.Extensions.Logging;
using Pivotal.Data.Telephony.Telnyx;

namespace Pivotal.Grains.Telephony.Telnyx;

/// <summary>Telnyx Call Control v2 (developers.telnyx.com). Every command carries a command id, which the provider carries out once within 60 seconds.</summary>
public sealed class TelnyxClient : ICarrier, IDisposable
{
    private const string Voice = "female";

    /// <summary>After the last word; whoever is told of a key at the end needs a moment to find it.</summary>
    private const int KeyWaitMilliseconds = 4_000;

    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web)
    {
        PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower,
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    };

    private readonly TelnyxOptions _options;
    private readonly TimeProvider _time;
    private readonly ILogger<TelnyxClient> _log;
    private readonly HttpClient _http;

    public TelnyxClient(TelnyxOptions options, TimeProvider time, ILogger<TelnyxClient> log)
    {
        (_options, _time, _log) = (options, time, log);
        _http = new HttpClient(new SocketsHttpHandler { AllowAutoRedirect = false, PooledConnectionLifetime = TimeSpan.FromMinutes(5) })
        {
            BaseAddress = options.BaseAddress,
            Timeout = options.Timeout,
        };
        _http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", options.ApiKey);
    }

    public async Task<CarrierReply> Dial(DialOrder order, CancellationToken ct)
    {
        var body = new DialBody(
            _options.ConnectionId, order.To, order.From, order.RingTimeoutSeconds, order.DetectMachine ? "premium" : null,
            new ClientState(order.Tenant, order.Leg, order.Subject).ToString(), order.CommandId, _options.WebhookUrl.AbsoluteUri,
            order.Supervise?.LegId, order.Supervise?.Role);
        var answer = await Send(HttpMethod.Post, "calls", body, ct);
        if (!answer.IsSuccess)
            return Refusal(answer, "dial");
        return answer.Call?.CallControlId is { } leg
            ? new CarrierReply.Accepted(leg)
            : new CarrierReply.Unavailable("the answer named no call", MayHaveStarted: true);
    }

    public Task<CarrierReply> HangUp(string legId, string commandId, CancellationToken ct) =>
        Command(legId, "hangup", new HangUpBody(commandId), ct);

    // Sent to the agent's leg, because park_after_unbridge speaks of the leg that the command goes to.
    public async Task<CarrierReply> Bridge(string legId, string agentLegId, string commandId, CancellationToken ct) =>
        await Command(agentLegId, "bridge", new BridgeBody(legId, "self", commandId), ct) is var reply and not CarrierReply.Accepted
            ? reply
            : new CarrierReply.Accepted(legId);

    // Keys are only promised to be reported while they are gathered.
    public Task<CarrierReply> Speak(string legId, string text, string language, bool listens, string commandId, CancellationToken ct) => listens
        ? Command(legId, "gather_using_speak", new GatherBody(text, Voice, language, "0123456789*#", 1, 1, 1, KeyWaitMilliseconds, commandId), ct)
        : Command(legId, "speak", new SpeakBody(text, Voice, language, commandId), ct);

    public Task<CarrierReply> SwitchRole(string legId, string role, string commandId, CancellationToken ct) =>
        Command(legId, "switch_supervisor_role", new SwitchRoleBody(role, commandId), ct);

    public async Task<LegStatus> Status(string legId, CancellationToken ct)
    {
        var answer = await Send(HttpMethod.Get, $"calls/{Uri.EscapeDataString(legId)}", null, ct);
        return answer switch
        {
            { IsSuccess: true, Call: { } call } => call.IsAlive ? LegStatus.Alive : LegStatus.Ended,
            // The provider forgets a call ten minutes after its end.
            { Status: HttpStatusCode.NotFound } or { Code: TelnyxCodes.UnknownCall or TelnyxCodes.CallEnded } => LegStatus.Ended,
            _ => LegStatus.Unknown,
        };
    }

    public void Dispose() => _http.Dispose();

    private async Task<CarrierReply> Command(string legId, string action, object body, CancellationToken ct)
    {
        var answer = await Send(HttpMethod.Post, $"calls/{Uri.EscapeDataString(legId)}/actions/{action}", body, ct);
        return answer.IsSuccess ? new CarrierReply.Accepted(legId) : Refusal(answer, action);
    }

    private CarrierReply Refusal(TelnyxAnswer answer, string command)
    {
        _log.TelnyxRefused(command, (int)answer.Status, answer.Code);
        return answer switch
        {
            { Code: TelnyxCodes.UnknownCall or TelnyxCodes.CallEnded } => new CarrierReply.Gone(),
            { Status: HttpStatusCode.TooManyRequests } => new CarrierReply.RateLimited(answer.RetryAfter, answer.Code),
            { IsRefusal: true } => new CarrierReply.Rejected(answer.Code, answer.Detail),
            _ => new CarrierReply.Unavailable(answer.Detail, answer.MayHaveStarted),
        };
    }

    private async Task<TelnyxAnswer> Send(HttpMethod method, string path, object? body, CancellationToken ct)
    {
        try
        {
            using var request = new HttpRequestMessage(method, path);
            if (body is not null)
                request.Content = JsonContent.Create(body, body.GetType(), options: Json);
            using var response = await _http.SendAsync(request, ct);
            return await Read(response, ct);
        }
        catch (HttpRequestException e)
        {
            // Without a connection nothing was sent; after any other failure nobody knows.
            var unsent = e.HttpRequestError is HttpRequestError.ConnectionError or HttpRequestError.NameResolutionError or HttpRequestError.SecureConnectionError;
            return TelnyxAnswer.None(e.HttpRequestError.ToString(), mayHaveStarted: !unsent);
        }
        catch (OperationCanceledException) when (!ct.IsCancellationRequested)
        {
            return TelnyxAnswer.None("timeout", mayHaveStarted: true);
        }
    }

    private async Task<TelnyxAnswer> Read(HttpResponseMessage response, CancellationToken ct)
    {
        try
        {
            if (response.IsSuccessStatusCode)
            {
                var call = await response.Content.ReadFromJsonAsync<CallAnswer>(Json, ct);
                return new TelnyxAnswer(response.StatusCode, "", "", call?.Data);
            }

            var error = (await response.Content.ReadFromJsonAsync<ErrorAnswer>(Json, ct))?.Errors?.FirstOrDefault();
            return Refused(response, error?.Code ?? "", error?.Detail ?? error?.Title ?? "");
        }
        catch (JsonException)
        {
            return Refused(response, "", "the answer was not JSON");
        }
    }

    private TelnyxAnswer Refused(HttpResponseMessage response, string code, string detail) =>
        new(response.StatusCode, code, detail, null, RetryAfter(response), MayHaveStarted: (int)response.StatusCode is < 400 or >= 500);

    private TimeSpan RetryAfter(HttpResponseMessage response) => response.Headers.RetryAfter switch
    {
        { Delta: { } wait } => wait,
        { Date: { } at } when at > _time.GetUtcNow() => at - _time.GetUtcNow(),
        _ => TimeSpan.FromSeconds(1),
    };
}
