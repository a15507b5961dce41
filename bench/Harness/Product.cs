using System.Net;
using System.Net.Sockets;
using System.Text.Json;
using Pivotal.Domain.Shared;
using Pivotal.Hosting.Postgres;
using Pivotal.Hosting.Start;
using Pivotal.Simulator.Hosting;

namespace Pivotal.Bench.Harness;

/// <summary>The whole product as a customer runs it, in a process of its own, on a database and beside a carrier of its own; gone afterwards.</summary>
internal sealed class Product : IAsyncDisposable
{
    private readonly string _folder;
    private readonly ChildProcess _api;

    private Product(string folder, PrivatePostgres database, RunningSimulator carrier, ChildProcess api, Uri address) =>
        (_folder, Database, Carrier, _api, Address) = (folder, database, carrier, api, address);

    public PrivatePostgres Database { get; }

    public RunningSimulator Carrier { get; }

    public Uri Address { get; }

    public static async Task<Product> Start(SimulatorOptions carrierOptions, CancellationToken cancel)
    {
        var folder = Path.Combine("/var/tmp", $"pivotal-bench-{Environment.ProcessId}-{Ids.New():N}");
        var port = FreePort();
        var webhook = $"http://127.0.0.1:{port}/api/v1/webhooks/telnyx";
        var parts = new Stack<IAsyncDisposable>();
        try
        {
            // Not a throw-away server: that one would skip what makes it crash-safe, and the figures with it.
            var database = await PrivatePostgres.Start(new() { DataFolder = Path.Combine(folder, "database") }, cancel);
            parts.Push(database);
            carrierOptions.WebhookUrl = webhook;
            var carrier = await SimulatorHost.Start(carrierOptions, cancel: cancel);
            parts.Push(carrier);
            var api = new ChildProcess(
                "pivotal-api",
                Assembly("solo/bin", "Pivotal.Solo.dll"),
                new Dictionary<string, string>
                {
                    ["PIVOTAL_PORT"] = $"{port}",
                    ["PIVOTAL_DATA"] = folder,
                    ["PIVOTAL_DEMO"] = "people",
                    ["PIVOTAL_DB_OWNER"] = database.OwnerConnection,
                    ["PIVOTAL_DB_APP"] = database.AppConnection,
                    ["PIVOTAL_TELNYX_BASE"] = carrier.BaseAddress.AbsoluteUri,
                    ["PIVOTAL_TELNYX_KEY"] = "bench",
                    ["PIVOTAL_TELNYX_PUBLIC_KEY"] = carrier.PublicKey,
                    ["PIVOTAL_TELNYX_CONNECTION"] = "bench",
                    ["PIVOTAL_WEBHOOK_URL"] = webhook,
                }
            );
            parts.Push(api);
            return new Product(folder, database, carrier, api, await api.Ready(cancel));
        }
        catch
        {
            while (parts.TryPop(out var part))
                await part.DisposeAsync();
            Remove(folder);
            throw;
        }
    }

    /// <summary>The product's own process; null where it cannot be found out.</summary>
    public int? ProcessId => _api.ProgramId;

    /// <summary>Signs in as a demo user that has this role.</summary>
    /// <param name="tenant">of the first demo tenant, or of the second (1)</param>
    public async Task<ProductUser> SignIn(string role, CancellationToken cancel, int tenant = 0)
    {
        var users = JsonSerializer.Deserialize<DemoUser[]>(
            await File.ReadAllTextAsync(Path.Combine(_folder, "demo-sign-ins.json"), cancel),
            JsonSerializerOptions.Web
        )!;
        var user = users.First(u => u.Tenant == users.Select(t => t.Tenant).Distinct().ElementAt(tenant) && u.Roles.Contains(role));
        return await ProductUser.SignIn(Address, user.Email, user.Password, cancel);
    }

    public async ValueTask DisposeAsync()
    {
        await _api.DisposeAsync();
        await Carrier.DisposeAsync();
        await Database.DisposeAsync();
        Remove(_folder);
    }

    private static void Remove(string folder)
    {
        if (Directory.Exists(folder))
            Directory.Delete(folder, recursive: true);
    }

    // The same configuration as the bench itself was built with.
    private static string Assembly(string bin, string file)
    {
        var built = new DirectoryInfo(AppContext.BaseDirectory);
        return Path.Combine(Repository.Root, bin, built.Parent!.Name, built.Name, file);
    }

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }

    private sealed record DemoUser(string Tenant, string Email, string Password, string[] Roles);
}
