using Microsoft.Extensions.Configuration;

namespace Pivotal.Grains.Telephony.Telnyx;

/// <summary>How to reach one Telnyx account, or the simulator that stands for it.</summary>
public sealed record TelnyxOptions
{
    /// <summary>PIVOTAL_TELNYX_BASE. The API with its version, e.g. https://api.telnyx.com/v2/. Plain http only on loopback.</summary>
    public required Uri BaseAddress { get; init; }

    /// <summary>PIVOTAL_TELNYX_KEY. Sent as bearer key; never logged.</summary>
    public required string ApiKey { get; init; }

    /// <summary>PIVOTAL_TELNYX_PUBLIC_KEY. Base64 of the 32 bytes that webhooks are checked with.</summary>
    public required string PublicKey { get; init; }

    /// <summary>PIVOTAL_TELNYX_CONNECTION. The Call Control application calls are placed from.</summary>
    public required string ConnectionId { get; init; }

    /// <summary>PIVOTAL_WEBHOOK_URL. Where this installation receives webhooks.</summary>
    public required Uri WebhookUrl { get; init; }

    /// <summary>How long one request may take.</summary>
    public TimeSpan Timeout { get; init; } = TimeSpan.FromSeconds(5);

    /// <exception cref="InvalidOperationException">A setting is missing or malformed; the message names it and not its value.</exception>
    public static TelnyxOptions From(IConfiguration configuration)
    {
        var baseText = Required("PIVOTAL_TELNYX_BASE");
        var options = new TelnyxOptions
        {
            BaseAddress = Absolute("PIVOTAL_TELNYX_BASE", baseText.EndsWith('/') ? baseText : baseText + "/"),
            ApiKey = Required("PIVOTAL_TELNYX_KEY"),
            PublicKey = Required("PIVOTAL_TELNYX_PUBLIC_KEY"),
            ConnectionId = Required("PIVOTAL_TELNYX_CONNECTION"),
            WebhookUrl = Absolute("PIVOTAL_WEBHOOK_URL", Required("PIVOTAL_WEBHOOK_URL")),
        };
        if (options.BaseAddress.Scheme != Uri.UriSchemeHttps && !options.BaseAddress.IsLoopback)
            throw new InvalidOperationException(
                "PIVOTAL_TELNYX_BASE must be https unless it is on loopback: the key would travel in clear."
            );
        return options;

        string Required(string name) =>
            configuration[name] is { Length: > 0 } value ? value : throw new InvalidOperationException($"{name} is not set.");

        static Uri Absolute(string name, string value) =>
            Uri.TryCreate(value, UriKind.Absolute, out var uri) && uri.Scheme is ("http" or "https")
                ? uri
                : throw new InvalidOperationException($"{name} is not an http(s) URL.");
    }
}
