using System.Net;
using Pivotal.Simulator.Control;
using Pivotal.Simulator.Crypto;
using Pivotal.Simulator.Telnyx;
using Pivotal.Simulator.Telnyx.Api;
using Pivotal.Simulator.Telnyx.Webhooks;

namespace Pivotal.Simulator.Hosting;

/// <summary>Starts the simulator in this process; Program.cs and the tests both come in here.</summary>
public static class SimulatorHost
{
    public static async Task<RunningSimulator> Start(
        SimulatorOptions options,
        TimeProvider? time = null,
        CancellationToken cancel = default
    )
    {
        options.Validate();
        var clock = time ?? TimeProvider.System;
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.Logging.AddSimpleConsole(c => c.SingleLine = true).SetMinimumLevel(LogLevel.Warning);
        builder.WebHost.ConfigureKestrel(k => k.Listen(IPAddress.Loopback, options.Port));
        builder.Services.AddSingleton(options);
        builder.Services.AddSingleton(clock);
        builder.Services.AddSingleton(new FaultState(options.Faults, options.Seed));
        builder.Services.AddSingleton(Ed25519Signer.LoadOrCreate(options.DataFolder));
        builder.Services.AddSingleton<EventLog>();
        builder.Services.AddSingleton<WebhookSender>();
        builder.Services.AddSingleton<Exchange>();
        builder.Services.AddSingleton<SimControl>();

        var app = builder.Build();
        app.MapTelnyx();
        app.MapControl();
        await app.StartAsync(cancel);
        return new RunningSimulator(app);
    }
}
