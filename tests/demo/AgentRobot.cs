using System.Collections.Concurrent;
using System.Net;
using System.Net.WebSockets;

namespace Pivotal.Demo;

/// <summary>A disposition one of the agents gave, as the run remembers it for its own check.</summary>
public sealed record Disposed(Guid CallId, string Phone, string Disposition, DateTimeOffset At);

/// <summary>One simulated agent: available, takes what is pushed, talks, disposes of the call, again.</summary>
public sealed class AgentRobot(Person person, Uri product, int seed, ConcurrentQueue<Disposed> record)
{
    // Shares of what a talk ends in; the rest of 1 is "connected".
    private static readonly (string Disposition, double Share)[] Ends =
    [
        ("qualified", 0.26),
        ("not_interested", 0.28),
        ("callback_requested", 0.12),
        ("dnc_request", 0.05),
        ("wrong_number", 0.05),
        ("invalid_data", 0.02),
    ];

    private readonly Random _dice = new(seed);
    private readonly HashSet<Guid> _hungUp = [];
    private Guid _lastDisposed;

    /// <summary>Works until <paramref name="shift"/> ends, then goes offline.</summary>
    public async Task Work(CancellationToken shift, CancellationToken ct)
    {
        try
        {
            while (true)
            {
                try
                {
                    await Connected(shift);
                }
                catch (Exception e) when (e is HttpRequestException or WebSocketException or IOException)
                {
                    // The line broke: connect again and go on from the row.
                }

                await Task.Delay(TimeSpan.FromMilliseconds(250), shift);
            }
        }
        catch (OperationCanceledException) when (shift.IsCancellationRequested && !ct.IsCancellationRequested)
        {
            await person.Put<AgentView>("agents/me/status", new { status = "offline", reason = "end of shift" }, ct);
        }
    }

    private async Task Connected(CancellationToken shift)
    {
        await using var hub = await FrameFeed.Open(product, person.Cookies, shift);
        // After every connect the row counts; the frames tell what changes from here on.
        await See(await person.Get<AgentView>("agents/me", shift), shift);
        await foreach (var frame in hub.Frames(shift))
        {
            if (frame is { Channel: "desk", Kind: "agent" })
                await See(frame.Data.Deserialize(), shift);
        }
    }

    private Task See(AgentView desk, CancellationToken shift) =>
        desk switch
        {
            { Status: "offline" or "break" } => person.Put<AgentView>("agents/me/status", new { status = "available" }, shift),
            { Status: "wrap_up", Call: { Status: "ended" } call } when call.CallId != _lastDisposed => Dispose(call, shift),
            { Status: "on_call", Call: { Status: "bridged" } call } when _hungUp.Add(call.CallId) && _dice.NextDouble() < 0.2 => HangUp(
                call,
                shift
            ),
            _ => Task.CompletedTask,
        };

    private async Task HangUp(CallCard call, CancellationToken shift)
    {
        await Task.Delay(TimeSpan.FromMilliseconds(_dice.Next(200, 900)), shift);
        // The other side may have been faster.
        var (status, code) = await person.Try(HttpMethod.Post, $"calls/{call.CallId}/hangup", null, shift);
        if (status is not (HttpStatusCode.OK or HttpStatusCode.Conflict))
            throw new DemoException($"Hanging up was answered {(int)status} {code}.");
    }

    private async Task Dispose(CallCard call, CancellationToken shift)
    {
        _lastDisposed = call.CallId;
        var disposition = Draw();
        await person.Post<AgentView>(
            $"calls/{call.CallId}/disposition",
            new
            {
                disposition,
                notes = $"Demo call, {disposition.Replace('_', ' ')}.",
                answers = call.Questions.ToDictionary(q => q.Id, Answer),
                callbackAt = disposition == "callback_requested" ? TimeProvider.System.GetUtcNow().AddDays(1) : (DateTimeOffset?)null,
                nextStatus = "available",
            },
            shift
        );
        record.Enqueue(new(call.CallId, call.Phone, disposition, TimeProvider.System.GetUtcNow()));
    }

    private string Draw()
    {
        var at = _dice.NextDouble();
        foreach (var (disposition, share) in Ends)
        {
            if (at < share)
                return disposition;
            at -= share;
        }

        return "connected";
    }

    private string Answer(Question question) =>
        question.Kind switch
        {
            "choice" => question.Options[_dice.Next(question.Options.Count)],
            "yes_no" => _dice.Next(4) == 0 ? "no" : "yes",
            "number" => _dice.Next(1, 500).ToString(System.Globalization.CultureInfo.InvariantCulture),
            "date" => "2027-01-15",
            _ => "Said on the call",
        };
}

internal static class FrameData
{
    public static AgentView Deserialize(this System.Text.Json.JsonElement data) =>
        System.Text.Json.JsonSerializer.Deserialize<AgentView>(data, System.Text.Json.JsonSerializerOptions.Web)!;
}
