using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json;
using System.Text.Json.Serialization;
using Microsoft.Extensions.Logging;
using Pivotal.Data.Telephony.Telnyx;

namespace Pivotal.Grains.Telephony.Telnyx;

/// <summary>
/// Telnyx Call Control v2. A request without a usable answer (network, timeout, 5xx) is sent again under the same command id,
/// which the provider carries out once within 60 seconds.
/// </summary>
public sealed class TelnyxClient : ICarrier, IDisposable
{
    private const string Voice = "female";

    // Together far below the 60 seconds for which the provider remembers a command id.
    private static readonly TimeSpan[] RetryWaits = [TimeSpan.FromMilliseconds(200), TimeSpan.FromMilliseconds(800)];

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

    public async Task<DialResult> Dial(DialRequest request, CancellationToken cancel = default)
    {
        var body = new DialBody(
            _options.ConnectionId, request.To, request.From, request.RingTimeoutSeconds, request.DetectMachine ? "premium" : null,
            new ClientState(request.Tenant, request.Leg, request.Subject).ToString(), request.CommandId, _options.WebhookUrl.AbsoluteUri);
        var answer = await Send(HttpMethod.Post, "calls", body, cancel);
        return answer switch
        {
            { Call: { CallControlId: { } leg } call } => new DialResult.Accepted(leg, call.CallSessionId ?? ""),
            { Status: HttpStatusCode.TooManyRequests } => new DialResult.RateLimited(answer.RetryAfter, answer.Code),
            { IsRefusal: true } => new DialResult.Rejected(answer.Code, answer.Detail),
            _ => new DialResult.Unavailable(answer.Detail),
        };
    }

    public Task<CommandResult> HangUp(string legId, string commandId, CancellationToken cancel = default) =>
        Command(legId, "hangup", new HangUpBody(commandId), cancel);

    public Task<CommandResult> Bridge(string standingLegId, string otherLegId, string commandId, CancellationToken cancel = default) =>
        Command(standingLegId, "bridge", new BridgeBody(otherLegId, "self", commandId), cancel);

    public Task<CommandResult> Speak(string legId, string text, string commandId, CancellationToken cancel = default) =>
        Command(legId, "speak", new SpeakBody(text, Voice, commandId), cancel);

    public async Task<LegStatus> Status(string legId, CancellationToken cancel = default)
    {
        var answer = await Send(HttpMethod.Get, $"calls/{Uri.EscapeDataString(legId)}", null, cancel);
        return answer switch
        {
            { Call: { } call } => call.IsAlive ? LegStatus.Alive : LegStatus.Ended,
            { Status: HttpStatusCode.NotFound or HttpStatusCode.UnprocessableEntity } => LegStatus.Unknown,
            _ => LegStatus.Unavailable,
        };
    }

    public string AgentAddress(Guid agentId) => $"sip:agent-{agentId:N}@{_options.SipDomain}";

    public void Dispose() => _http.Dispose();

    private async Task<CommandResult> Command(string legId, string action, object body, CancellationToken cancel)
    {
        var answer = await Send(HttpMethod.Post, $"calls/{Uri.EscapeDataString(legId)}/actions/{action}", body, cancel);
        return answer switch
        {
            { Status: HttpStatusCode.OK } => CommandResult.Done,
            { Code: TelnyxCodes.CallEnded or TelnyxCodes.UnknownCall } => new(CommandStatus.Gone, answer.Code, answer.Detail),
            { Status: HttpStatusCode.TooManyRequests } => new(CommandStatus.RateLimited, answer.Code, answer.Detail),
            { IsRefusal: true } => new(CommandStatus.Rejected, answer.Code, answer.Detail),
            _ => new(CommandStatus.Unavailable, answer.Code, answer.Detail),
        };
    }

    private async Task<TelnyxAnswer> Send(HttpMethod method, string path, object? body, CancellationToken cancel)
    {
        for (var tries = 0; ; tries++)
        {
            var answer = await Try(method, path, body, cancel);
            if (!answer.MayRetry || tries == RetryWaits.Length)
                return answer;
            _log.TelnyxRetry(tries + 1, (int)answer.Status, answer.Code);
            await Task.Delay(RetryWaits[tries], _time, cancel);
        }
    }

    private async Task<TelnyxAnswer> Try(HttpMethod method, string path, object? body, CancellationToken cancel)
    {
        try
        {
            using var request = new HttpRequestMessage(method, path);
            if (body is not null)
                request.Content = JsonContent.Create(body, body.GetType(), options: Json);
            using var response = await _http.SendAsync(request, cancel);
            return await Read(response, cancel);
        }
        catch (HttpRequestException e)
        {
            return TelnyxAnswer.None(e.HttpRequestError.ToString());
        }
        catch (OperationCanceledException) when (!cancel.IsCancellationRequested)
        {
            return TelnyxAnswer.None("timeout");
        }
    }

    private async Task<TelnyxAnswer> Read(HttpResponseMessage response, CancellationToken cancel)
    {
        try
        {
            if (response.IsSuccessStatusCode)
            {
                var call = await response.Content.ReadFromJsonAsync<CallAnswer>(Json, cancel);
                return new TelnyxAnswer(response.StatusCode, "", "", call?.Data, default);
            }

            var error = (await response.Content.ReadFromJsonAsync<ErrorAnswer>(Json, cancel))?.Errors?.FirstOrDefault();
            return new TelnyxAnswer(response.StatusCode, error?.Code ?? "", error?.Detail ?? error?.Title ?? "", null, RetryAfter(response));
        }
        catch (JsonException)
        {
            return new TelnyxAnswer(response.StatusCode, "", "the answer was not JSON", null, RetryAfter(response));
        }
    }

    private TimeSpan RetryAfter(HttpResponseMessage response) => response.Headers.RetryAfter switch
    {
        { Delta: { } wait } => wait,
        { Date: { } at } when at > _time.GetUtcNow() => at - _time.GetUtcNow(),
        _ => TimeSpan.FromSeconds(1),
    };
}
