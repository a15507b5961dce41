using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using System.Text.Json.Serialization;
using Microsoft.Extensions.Logging;
using Pivotal.Domain.Telephony.Telnyx;
using Polly;
using Polly.Timeout;

namespace Pivotal.Grains.Telephony.Telnyx;

/// <summary>
/// Telnyx Call Control v2 (developers.telnyx.com). Every command carries a command id, which the provider carries out once within 60 seconds.
/// <para>
/// Where nobody else asks again soon, the client does (<see cref="Again"/>), with the same command id, after a failed connection, 408 or 5xx, and within the one time-out that a single try has:
/// for the state of a leg, hanging up, and a supervisor's change of role. A 429 is passed on, because the state machines know what to do with its waiting time.
/// </para>
/// <para>
/// Sent once (<see cref="Once"/>) is what has rules of its own. A dial: it takes a token of the rate limit, an answer that got lost means that it may be ringing, and the intent behind it is only good for a moment.
/// Bridge and speak: the call's watch repeats them after 200 ms, counted and under a new id, and hears meanwhile whether the person has gone; a try that takes longer in here would keep that from it.
/// No circuit breaker comes between the dialer and the carrier either: one that opens for what fails to ring would keep people who have picked up from being bridged.
/// </para>
/// </summary>
public sealed class TelnyxClient(IHttpClientFactory http, TimeProvider time, ILogger<TelnyxClient> log, TelnyxOptions options) : ICarrier
{
    /// <summary>The client whose requests go out once.</summary>
    internal const string Once = "telnyx-once";

    /// <summary>The client that tries again.</summary>
    internal const string Again = "telnyx-again";

    private const string Voice = "female";

    private const string Hangup = "call.hangup";

    /// <summary>After the last word; whoever is told of a key at the end needs a moment to find it.</summary>
    private const int KeyWaitMilliseconds = 4_000;

    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web)
    {
        PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower,
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    };

    public async Task<CarrierReply> Dial(DialOrder order, CancellationToken ct)
    {
        var body = new DialBody(
            options.ConnectionId,
            order.To,
            order.From,
            order.RingTimeoutSeconds,
            order.DetectMachine ? "premium" : null,
            new ClientState(order.Tenant, order.Leg, order.Subject).ToString(),
            order.CommandId,
            options.WebhookUrl.AbsoluteUri,
            order.Supervise?.LegId,
            order.Supervise?.Role
        );
        var answer = await Send(Once, HttpMethod.Post, "calls", body, ct);
        if (!answer.IsSuccess)
            return Refusal(answer, "dial");
        return answer.Call?.CallControlId is { } leg
            ? new CarrierReply.Accepted(leg)
            : new CarrierReply.Unavailable("the answer named no call", MayHaveStarted: true);
    }

    public Task<CarrierReply> HangUp(string legId, string commandId, CancellationToken ct) =>
        Command(Again, legId, "hangup", new HangUpBody(commandId), ct);

    // Sent to the agent's leg, because park_after_unbridge speaks of the leg that the command goes to.
    public async Task<CarrierReply> Bridge(string legId, string agentLegId, string commandId, CancellationToken ct) =>
        await Command(Once, agentLegId, "bridge", new BridgeBody(legId, "self", commandId), ct) is var reply and not CarrierReply.Accepted
            ? reply
            : new CarrierReply.Accepted(legId);

    // Keys are only promised to be reported while they are gathered.
    public Task<CarrierReply> Speak(string legId, string text, string language, bool listens, string commandId, CancellationToken ct) =>
        listens
            ? Command(
                Once,
                legId,
                "gather_using_speak",
                new GatherBody(text, Voice, language, "0123456789*#", 1, 1, 1, KeyWaitMilliseconds, commandId),
                ct
            )
            : Command(Once, legId, "speak", new SpeakBody(text, Voice, language, commandId), ct);

    public Task<CarrierReply> SwitchRole(string legId, string role, string commandId, CancellationToken ct) =>
        Command(Again, legId, "switch_supervisor_role", new SwitchRoleBody(role, commandId), ct);

    public async Task<LegStatus> Status(string legId, CancellationToken ct)
    {
        var answer = await Send(Again, HttpMethod.Get, $"calls/{Uri.EscapeDataString(legId)}", null, ct);
        return answer switch
        {
            { IsSuccess: true, Call: { } call } => call.IsAlive ? LegStatus.Alive : LegStatus.Ended,
            // The provider forgets a call ten minutes after its end.
            { Status: HttpStatusCode.NotFound } or { Code: TelnyxCodes.UnknownCall or TelnyxCodes.CallEnded } => LegStatus.Ended,
            _ => LegStatus.Unknown,
        };
    }

    // The state of a call says that it is over and not why; the list of its events, kept for looking into troubles, does.
    public async Task<LegEnd?> End(string legId, CancellationToken ct)
    {
        var call = (await Send(Again, HttpMethod.Get, $"calls/{Uri.EscapeDataString(legId)}", null, ct)).Call;
        if (call?.CallLegId is not { } id)
            return null;
        var answer = await Send(
            Again,
            HttpMethod.Get,
            $"call_events?filter[leg_id]={Uri.EscapeDataString(id)}&filter[name]={Hangup}&filter[type]=webhook",
            null,
            ct,
            ReadEvents
        );
        return
            answer.Events?.Where(e => e.Name == Hangup && e.CallLegId == id).Select(TelnyxHangup.Of).FirstOrDefault(end => end is not null)
                is { } end
            ? end with
            {
                At = end.At ?? call.EndTime,
            }
            : null;
    }

    private async Task<CarrierReply> Command(string client, string legId, string action, object body, CancellationToken ct)
    {
        var answer = await Send(client, HttpMethod.Post, $"calls/{Uri.EscapeDataString(legId)}/actions/{action}", body, ct);
        return answer.IsSuccess ? new CarrierReply.Accepted(legId) : Refusal(answer, action);
    }

    private CarrierReply Refusal(TelnyxAnswer answer, string command)
    {
        log.TelnyxRefused(command, (int)answer.Status, answer.Code);
        return answer switch
        {
            { Code: TelnyxCodes.UnknownCall or TelnyxCodes.CallEnded } => new CarrierReply.Gone(),
            { Status: HttpStatusCode.TooManyRequests } => new CarrierReply.RateLimited(answer.RetryAfter, answer.Code),
            { IsRefusal: true } => new CarrierReply.Rejected(answer.Code, answer.Detail),
            _ => new CarrierReply.Unavailable(answer.Detail, answer.MayHaveStarted),
        };
    }

    private async Task<TelnyxAnswer> Send(
        string client,
        HttpMethod method,
        string path,
        object? body,
        CancellationToken ct,
        Func<HttpResponseMessage, CancellationToken, Task<TelnyxAnswer>>? success = null
    )
    {
        try
        {
            using var request = new HttpRequestMessage(method, path);
            if (body is not null)
                request.Content = JsonContent.Create(body, body.GetType(), options: Json);
            using var response = await http.CreateClient(client).SendAsync(request, ct);
            return await Read(response, success ?? ReadCall, ct);
        }
        catch (HttpRequestException e)
        {
            // Without a connection nothing was sent; after any other failure nobody knows.
            var unsent =
                e.HttpRequestError
                is HttpRequestError.ConnectionError
                    or HttpRequestError.NameResolutionError
                    or HttpRequestError.SecureConnectionError;
            return TelnyxAnswer.None(e.HttpRequestError.ToString(), mayHaveStarted: !unsent);
        }
        catch (OperationCanceledException) when (!ct.IsCancellationRequested)
        {
            return TelnyxAnswer.None("timeout", mayHaveStarted: true);
        }
        catch (ExecutionRejectedException e)
        {
            // The handler's own no: the carrier has been away for a while, or too many questions are open already.
            return TelnyxAnswer.None(e.GetType().Name, mayHaveStarted: e is TimeoutRejectedException);
        }
    }

    private static async Task<TelnyxAnswer> ReadCall(HttpResponseMessage response, CancellationToken ct) =>
        new(response.StatusCode, "", "", (await response.Content.ReadFromJsonAsync<CallAnswer>(Json, ct))?.Data);

    private static async Task<TelnyxAnswer> ReadEvents(HttpResponseMessage response, CancellationToken ct) =>
        new(response.StatusCode, "", "", null) { Events = (await response.Content.ReadFromJsonAsync<EventsAnswer>(Json, ct))?.Data };

    private async Task<TelnyxAnswer> Read(
        HttpResponseMessage response,
        Func<HttpResponseMessage, CancellationToken, Task<TelnyxAnswer>> success,
        CancellationToken ct
    )
    {
        try
        {
            if (response.IsSuccessStatusCode)
                return await success(response, ct);

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

    private TimeSpan RetryAfter(HttpResponseMessage response) =>
        response.Headers.RetryAfter switch
        {
            { Delta: { } wait } => wait,
            { Date: { } at } when at > time.GetUtcNow() => at - time.GetUtcNow(),
            _ => TimeSpan.FromSeconds(1),
        };
}
