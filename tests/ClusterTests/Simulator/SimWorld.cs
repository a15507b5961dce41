using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Pivotal.Simulator.Hosting;

namespace Pivotal.ClusterTests.Simulator;

/// <summary>A simulator, a receiver and a client with a key, spoken to over HTTP only.</summary>
internal sealed class SimWorld : IAsyncDisposable
{
    private SimWorld(RunningSimulator simulator, Receiver receiver, HttpClient http) =>
        (Simulator, Receiver, Http) = (simulator, receiver, http);

    public RunningSimulator Simulator { get; }
    public Receiver Receiver { get; }
    public HttpClient Http { get; }

    public static async Task<SimWorld> Start(Action<SimulatorOptions>? change = null)
    {
        var receiver = await Receiver.Start();
        var options = new SimulatorOptions
        {
            Speed = 50,
            WebhookUrl = receiver.Url,
            WebhookRetrySeconds = [0.05, 0.05, 0.05, 0.05],
        };
        change?.Invoke(options);
        var simulator = await SimulatorHost.Start(options);
        var http = new HttpClient { BaseAddress = simulator.BaseAddress };
        http.DefaultRequestHeaders.Authorization = new("Bearer", "KEY0001");
        return new SimWorld(simulator, receiver, http);
    }

    public async Task<string> Dial(string to, string? commandId = null, string? amd = "premium")
    {
        using var response = await TryDial(to, commandId, amd);
        Assert(response.IsSuccessStatusCode, await response.Content.ReadAsStringAsync());
        return (await response.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("data").GetProperty("call_control_id").GetString()!;
    }

    public Task<HttpResponseMessage> TryDial(string to, string? commandId = null, string? amd = "premium") =>
        Http.PostAsJsonAsync(
            "calls",
            new
            {
                connection_id = "1",
                to,
                from = "+12125550100",
                client_state = Convert.ToBase64String("state"u8),
                command_id = commandId,
                answering_machine_detection = amd,
            }
        );

    public async Task<string> DialAnswered(string to)
    {
        var call = await Dial(to);
        await Receiver.UntilEvent("call.answered", call);
        return call;
    }

    public Task<HttpResponseMessage> Act(string call, string action, object? body = null) =>
        Http.PostAsJsonAsync($"calls/{call}/actions/{action}", body ?? new { });

    public static async Task<(HttpStatusCode Status, string Code)> Refusal(HttpResponseMessage response)
    {
        var body = await response.Content.ReadFromJsonAsync<JsonElement>();
        return (response.StatusCode, body.GetProperty("errors")[0].GetProperty("code").GetString()!);
    }

    public async ValueTask DisposeAsync()
    {
        Http.Dispose();
        await Simulator.DisposeAsync();
        await Receiver.DisposeAsync();
    }

    private static void Assert(bool ok, string what)
    {
        if (!ok)
            throw new InvalidOperationException(what);
    }
}
