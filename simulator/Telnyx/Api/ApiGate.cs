using System.Globalization;
using Pivotal.Simulator.Hosting;

namespace Pivotal.Simulator.Telnyx.Api;

/// <summary>What every request passes first: the key, the request rate, and the fault that strikes before anything is done.</summary>
internal sealed class ApiGate(IServiceProvider services)
{
    private readonly SimulatorOptions _options = services.GetRequiredService<SimulatorOptions>();
    private readonly TimeProvider _time = services.GetRequiredService<TimeProvider>();
    private readonly FaultState _faults = services.GetRequiredService<FaultState>();
    private readonly Lock _lock = new();
    private readonly TrailingWindow _requests = new(
        services.GetRequiredService<SimulatorOptions>().Limits.RequestsPerMinute,
        TimeSpan.FromMinutes(1)
    );

    public async ValueTask<object?> Filter(EndpointFilterInvocationContext context, EndpointFilterDelegate next)
    {
        var http = context.HttpContext;
        if (!HasKey(http.Request))
            return Answers.Refuse(TelnyxError.Unauthorized);
        if (_options.Limits.RequestsPerMinute > 0 && !TakeRequest(http.Response, out var wait))
            return Answers.Refuse(TelnyxError.TooManyRequests(wait));
        if (_faults.Strikes(k => k.Api5xx))
            return Answers.Refuse(TelnyxError.Unexpected);
        return await next(context);
    }

    private bool HasKey(HttpRequest request)
    {
        const string scheme = "Bearer ";
        var header = request.Headers.Authorization.ToString();
        return header.StartsWith(scheme, StringComparison.OrdinalIgnoreCase)
            && header.Length > scheme.Length
            && (_options.ApiKey is null || header[scheme.Length..] == _options.ApiKey);
    }

    private bool TakeRequest(HttpResponse response, out TimeSpan wait)
    {
        lock (_lock)
        {
            var taken = _requests.TryTake(_time.GetUtcNow(), out wait);
            response.Headers["x-ratelimit-limit"] = _options.Limits.RequestsPerMinute.ToString(CultureInfo.InvariantCulture);
            response.Headers["x-ratelimit-remaining"] = _requests.Left.ToString(CultureInfo.InvariantCulture);
            response.Headers["x-ratelimit-reset"] = ((int)Math.Ceiling(wait.TotalSeconds)).ToString(CultureInfo.InvariantCulture);
            return taken;
        }
    }
}
