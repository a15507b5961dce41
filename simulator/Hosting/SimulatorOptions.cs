using Pivotal.Simulator.Telnyx;
using Pivotal.Simulator.Telnyx.Script;

namespace Pivotal.Simulator.Hosting;

/// <summary>Everything that can be set about one simulator. Every default works.</summary>
public sealed class SimulatorOptions
{
    /// <summary>Loopback port; 0 takes a free one.</summary>
    public int Port { get; set; }

    /// <summary>Same seed, same number, same nth call to it: same callee behaviour.</summary>
    public ulong Seed { get; set; } = 1;

    /// <summary>Time scale of the callees: 1 is real, 60 plays a minute of ringing or talking in a second.
    /// The callee's patience and agent legs stay in real time, because they wait for the product, which is not accelerated.</summary>
    public double Speed { get; set; } = 1;

    /// <summary>Folder that keeps the signing key over restarts; none keeps it in memory only.</summary>
    public string? DataFolder { get; set; }

    /// <summary>The one accepted bearer key, from the environment (SIM_APIKEY), because arguments show in the list of processes; none accepts any.</summary>
    public string? ApiKey { get; set; }

    /// <summary>Where events go when a dial names no webhook_url (a connection's own setting at the real provider).</summary>
    public string? WebhookUrl { get; set; }

    public CalleeBehaviour Behaviour { get; set; } = new();

    public FaultKnobs Faults { get; set; } = new();

    public CarrierLimits Limits { get; set; } = new();

    /// <summary>Waits before the second and later tries of a webhook, seconds. Five tries are the most the provider makes; together they outlast a restart.</summary>
    public double[] WebhookRetrySeconds { get; set; } = [1, 3, 10, 30];

    /// <summary>How long the receiver may take to answer a webhook, seconds.</summary>
    public double WebhookTimeoutSeconds { get; set; } = 2;

    private static readonly Dictionary<string, string> Switches = new()
    {
        ["--data-folder"] = nameof(DataFolder),
        ["--webhook-url"] = nameof(WebhookUrl),
    };

    public static SimulatorOptions From(string[] args)
    {
        var options = new SimulatorOptions();
        var configuration = new ConfigurationBuilder().AddEnvironmentVariables("SIM_").AddCommandLine(args, Switches).Build();
        if (configuration.GetSection(nameof(WebhookRetrySeconds)).Exists())
            options.WebhookRetrySeconds = []; // the binder appends to arrays
        configuration.Bind(options);
        options.Validate();
        return options;
    }

    public void Validate()
    {
        if (!(Speed > 0))
            throw new ArgumentException("speed must be above 0");
        if (Port is < 0 or > 65535)
            throw new ArgumentException("port must be between 0 and 65535");
        Behaviour.Validate();
        Faults.Validate();
    }
}
