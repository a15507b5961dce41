using System.Globalization;
using Pivotal.Bench.Harness;
using Pivotal.Simulator.Control;
using Pivotal.Simulator.Hosting;
using Pivotal.Simulator.Telnyx;
using Pivotal.Simulator.Telnyx.Script;

namespace Pivotal.Bench.Push;

/// <summary>From a call that is answered at the carrier to the frame in the agent's npm client, beside the shortest such path there could be.</summary>
internal sealed class PushBench : IBench
{
    public const string CallerId = "+12125550100";
    private const string FloorPrefix = "floor";
    private const double PerSecond = 50;
    private const int Agents = 50;

    public string Name => "push";

    public string Says =>
        "p99 from an answered webhook to the SignalR frame at the agent's npm client ÷ signed POST → handler → hub echo, 50 events/s";

    /// <summary>Fictional numbers (UK, kept for drama), none of which the simulator answers by itself here.</summary>
    public static string Number(int i) => string.Create(CultureInfo.InvariantCulture, $"+441632{960000 + i % 1000}");

    public static string FloorCommand(Guid subject) => FloorPrefix + subject.ToString("N");

    public static bool IsFloor(SimCall call) => call.CommandId?.StartsWith(FloorPrefix, StringComparison.Ordinal) == true;

    public async Task<BenchResult> Run(BenchOptions options, CancellationToken cancel)
    {
        var agents = Math.Max(5, options.Scaled(Agents));
        var rounds = options.Rounds + options.WarmUps;
        // Nobody answers by himself, and the phone rings for hours: the bench decides when a call is answered.
        var carrier = new SimulatorOptions
        {
            Speed = 0.01,
            Behaviour = new CalleeBehaviour
            {
                Human = 1,
                Machine = 0,
                Busy = 0,
                Fax = 0,
                Invalid = 0,
                Rejects = 0,
                PatienceSeconds = 3600,
            },
            Limits = new CarrierLimits { DialsPerWindow = 100_000 },
        };
        await using var product = await Product.Start(carrier, cancel);
        await using var floor = await FloorHost.Start(product.Carrier.PublicKey);
        using var floorTarget = new FloorTarget(product.Carrier, floor);
        await using var client = await PushClient.Start(cancel);
        await client.Connect("floor", floor.Hub, null, cancel);
        using var target = await ProductTarget.Start(product, client, agents, agents * (rounds + 1), cancel);
        var run = new PushRun(client, product.Carrier.Control);
        List<double> ours = [],
            echo = [];

        var (p99, floorP99) = await Rounds.Alternate(
            options,
            async () =>
            {
                var waits = await run.Answer(await target.Ring(cancel), PerSecond, ProductTarget.CallOn, cancel);
                await target.Finish(cancel);
                ours.AddRange(waits);
                return new Sample(waits).Quantile(0.99);
            },
            async () =>
            {
                var waits = await run.Answer(await floorTarget.Ring(agents, cancel), PerSecond, FloorHost.CallIn, cancel);
                echo.AddRange(waits);
                return new Sample(waits).Quantile(0.99);
            }
        );
        // The first rounds are warm-up.
        var all = new Sample(ours.Skip(options.WarmUps * agents));
        var floorAll = new Sample(echo.Skip(options.WarmUps * agents));
        return BenchResult.Of(
            Name,
            p99,
            floorP99,
            "ms",
            goal: 3,
            lowerIsBetter: true,
            ("p50", all.Median),
            ("p99OfAll", all.Quantile(0.99)),
            ("baselineP50", floorAll.Median),
            ("baselineP99OfAll", floorAll.Quantile(0.99)),
            ("events", all.Count),
            ("eventsPerSecond", PerSecond),
            ("agents", agents),
            ("under100ms", p99.Median <= 100)
        );
    }
}
