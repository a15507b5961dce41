using System.Text.Json;
using Pivotal.Bench.Harness;
using Pivotal.Bench.Import;
using Pivotal.Domain.Telephony.Telnyx;
using Pivotal.Simulator.Control;
using Pivotal.Simulator.Telnyx;
using Pivotal.Simulator.Telnyx.Script;

namespace Pivotal.Bench.Push;

/// <summary>A running campaign of the product with agents who take calls, seen from their browsers' side.</summary>
internal sealed class ProductTarget : IDisposable
{
    private const string Password = "bench-Agents-take-calls-7";
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);
    private readonly Product _product;
    private readonly List<ProductUser> _agents = [];

    private ProductTarget(Product product) => _product = product;

    /// <summary>Makes the agents, the contacts and the campaign, connects the agents' clients and starts.</summary>
    public static async Task<ProductTarget> Start(Product product, PushClient client, int agents, int contacts, CancellationToken cancel)
    {
        var target = new ProductTarget(product);
        using var admin = await product.SignIn("admin", cancel);
        for (var i = 0; i < agents; i++)
        {
            var email = $"agent{i}@bench.example";
            await admin.Post(
                "users",
                new
                {
                    email,
                    username = $"bench-agent-{i}",
                    firstName = "Bench",
                    lastName = $"Agent {i}",
                    roles = new[] { "agent" },
                    password = Password,
                },
                cancel
            );
            target._agents.Add(await ProductUser.SignIn(product.Address, email, Password, cancel));
            await client.Connect($"agent{i}", new Uri(product.Address, "/hub").AbsoluteUri, target._agents[i].Cookie, cancel);
        }

        await target.StartCampaign(admin, contacts, cancel);
        return target;
    }

    /// <summary>Everybody available: waits until each agent has a call that rings.</summary>
    public async Task<IReadOnlyList<RingingCall>> Ring(CancellationToken cancel)
    {
        foreach (var agent in _agents)
            await agent.Put("agents/me/status", new { status = "available" }, cancel);
        return await Until(
            () => Calls().Where(c => c.Phase == LegPhase.Ringing).Select(c => new RingingCall(CallId(c), c.CallControlId)).ToList(),
            ringing => ringing.Count >= _agents.Count,
            "the campaign did not dial for every agent",
            cancel
        );
    }

    /// <summary>Ends all conversations and disposes of them.</summary>
    public async Task Finish(CancellationToken cancel)
    {
        // A person who hangs up before the bridge was never connected, and there would be nothing to dispose of.
        var talking = await Until(
            () => Calls().Where(c => c.Phase is LegPhase.Answered or LegPhase.Bridged).ToList(),
            calls => calls.All(c => c.Phase == LegPhase.Bridged),
            "an answered call was not bridged",
            cancel
        );
        foreach (var call in talking)
            _product.Carrier.Control.HangUpByCallee(call.CallControlId);
        foreach (var agent in _agents)
        {
            var desk = await Until(
                () => agent.Get("agents/me", cancel),
                d => Text(d, "status") == "wrap_up",
                "an agent's call did not end",
                cancel
            );
            var call = desk.GetProperty("call").GetProperty("callId").GetGuid();
            await agent.Post(
                $"calls/{call}/disposition",
                new
                {
                    disposition = "connected",
                    notes = "",
                    answers = new { },
                    nextStatus = "break",
                },
                cancel
            );
        }
    }

    /// <summary>The call on the desk that a frame shows.</summary>
    public static Guid? CallOn(SeenFrame seen) =>
        Text(seen.Frame, "channel") == "desk"
        && Text(seen.Frame, "kind") == "agent"
        && seen.Frame.GetProperty("data").TryGetProperty("call", out var call)
        && call.ValueKind == JsonValueKind.Object
            ? call.GetProperty("callId").GetGuid()
            : null;

    public void Dispose()
    {
        foreach (var agent in _agents)
            agent.Dispose();
    }

    private async Task StartCampaign(ProductUser admin, int contacts, CancellationToken cancel)
    {
        var file = Path.Combine(Path.GetTempPath(), $"pivotal-bench-{Environment.ProcessId}-people.csv");
        Guid? list;
        try
        {
            await TemplateFile.Write(file, contacts, cancel);
            list = (await FileImport.Run(admin, file, contacts, "Bench", cancel)).ListId;
        }
        finally
        {
            File.Delete(file);
        }

        var campaign = (
            await admin.Post(
                "campaigns",
                new
                {
                    name = "Bench",
                    type = "call",
                    listId = list,
                    script = "",
                    questions = Array.Empty<object>(),
                    checklist = Array.Empty<object>(),
                    dialMode = "progressive",
                    callerId = PushBench.CallerId,
                    ringTimeoutSeconds = 120,
                    amdEnabled = false,
                    maxConcurrent = 1000,
                    maxAttempts = 1,
                    retryMinutes = 60,
                    wrapUpSeconds = 3600,
                    window = new
                    {
                        days = new[] { 1, 2, 3, 4, 5, 6, 7 },
                        start = "00:00",
                        end = "00:00",
                        timeZone = "Etc/UTC",
                        useContactZone = false,
                    },
                },
                cancel
            )
        ).GetProperty("id").GetGuid();
        await admin.Put($"campaigns/{campaign}/agents", new { agentIds = _agents.Select(a => a.UserId) }, cancel);
        await admin.Post($"campaigns/{campaign}/start", null, cancel);
    }

    private IEnumerable<SimCall> Calls() =>
        _product
            .Carrier.Control.Calls()
            .Where(c => c.Kind != CalleeKind.Agent && ClientState.TryParse(c.ClientState, out _) && !PushBench.IsFloor(c));

    private static Guid CallId(SimCall call) => ClientState.TryParse(call.ClientState, out var state) ? state.Subject : Guid.Empty;

    private static string? Text(JsonElement parent, string name) =>
        parent.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.String ? value.GetString() : null;

    private static Task<T> Until<T>(Func<T> look, Func<T, bool> enough, string otherwise, CancellationToken cancel) =>
        Until(() => Task.FromResult(look()), enough, otherwise, cancel);

    private static async Task<T> Until<T>(Func<Task<T>> look, Func<T, bool> enough, string otherwise, CancellationToken cancel)
    {
        var started = TimeProvider.System.GetTimestamp();
        while (true)
        {
            var seen = await look();
            if (enough(seen))
                return seen;
            if (TimeProvider.System.GetElapsedTime(started) > Patience)
                throw new BenchException(otherwise);
            await Task.Delay(25, cancel);
        }
    }
}
