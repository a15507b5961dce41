using Pivotal.Simulator.Control;
using Pivotal.Simulator.Crypto;
using Pivotal.Simulator.Telnyx;
using Pivotal.Simulator.Telnyx.Webhooks;

namespace Pivotal.Simulator.Hosting;

/// <summary>A started simulator: where it is, the key its webhooks are signed with, and the hand that steers it.</summary>
public sealed class RunningSimulator(WebApplication app) : IAsyncDisposable
{
    /// <summary>Base address of the Telnyx API with its version and a closing slash, e.g. http://127.0.0.1:41234/v2/.</summary>
    public Uri BaseAddress { get; } = new(app.Urls.First() + "/v2/");

    /// <summary>Base64 of the 32 bytes of the Ed25519 public key.</summary>
    public string PublicKey { get; } = app.Services.GetRequiredService<Ed25519Signer>().PublicKeyBase64;

    public SimControl Control { get; } = app.Services.GetRequiredService<SimControl>();

    public Task UntilStopped() => app.WaitForShutdownAsync();

    public async ValueTask DisposeAsync()
    {
        app.Services.GetRequiredService<Exchange>().StopTimers();
        await app.Services.GetRequiredService<WebhookSender>().Stop();
        await app.DisposeAsync();
    }
}
