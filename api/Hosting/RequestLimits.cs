using Microsoft.AspNetCore.Http.Timeouts;
using Orleans;
using Pivotal.Api.Shared;
using Pivotal.Data.Shared;
using Pivotal.Hosting.Start;

namespace Pivotal.Api.Hosting;

/// <summary>
/// How long a request may wait for its answer. A database or a grain that is there but does not answer would otherwise keep every caller for the half minute
/// that bulk work is given. What was asked for may still happen; <c>Idempotency-Key</c> makes asking again safe.
/// </summary>
internal static class RequestLimits
{
    /// <summary><c>PIVOTAL_REQUEST_SECONDS</c>: 1 to 300; 12 unless set: longer than a call is sent again while a silo is replaced (10 s), or that patience would be for nothing. Imports, queue fills and other bulk work (<see cref="Bulk.MayTakeLong"/>) have no such limit.</summary>
    public const string Setting = "PIVOTAL_REQUEST_SECONDS";

    public static void AddRequestLimits(this IServiceCollection services, IConfiguration configuration)
    {
        var seconds = configuration.GetValue(Setting, 12);
        if (seconds is < 1 or > 300)
            throw new StartException($"{Setting} must be between 1 and 300.");
        services.AddRequestTimeouts(limits =>
            limits.DefaultPolicy = new RequestTimeoutPolicy
            {
                Timeout = TimeSpan.FromSeconds(seconds),
                TimeoutStatusCode = StatusCodes.Status503ServiceUnavailable,
                WriteTimeoutResponse = Late,
            }
        );
        services.AddSingleton<IOutgoingGrainCallFilter, GrainCallLimit>();
        services.AddSingleton<ICallerPatience, RequestPatience>();
        // The rest of the time is for what the request does beside its longest statement, and for telling its caller.
        services.AddSingleton(StatementLimits.Default with { Request = TimeSpan.FromSeconds(seconds * 0.75) });
    }

    private static Task Late(HttpContext context)
    {
        HostLog.Late(
            context.RequestServices.GetRequiredService<ILogger<GrainCallLimit>>(),
            context.Request.Method,
            context.GetEndpoint()?.DisplayName
        );
        context.Response.Headers.RetryAfter = "5";
        return Problem
            .Of(503, "server.late", "The answer takes too long at the moment. Try again shortly; what was asked for may still happen.")
            .ExecuteAsync(context);
    }
}

/// <summary>Bulk work is excepted: it reads from its request or writes to its answer while it works, so it has to end with it.</summary>
internal sealed class RequestPatience(IHttpContextAccessor http) : ICallerPatience
{
    public bool EndsWith(CancellationToken ct) =>
        ct.CanBeCanceled
        && http.HttpContext is { } context
        && context.RequestAborted == ct
        && context.GetEndpoint()?.Metadata.GetMetadata<DisableRequestTimeoutAttribute>() is null;
}

/// <summary>A request stops waiting for a grain when its time is over. The grain goes on: it has other callers.</summary>
internal sealed class GrainCallLimit(IHttpContextAccessor http) : IOutgoingGrainCallFilter
{
    public Task Invoke(IOutgoingGrainCallContext context) =>
        context.SourceId is null && http.HttpContext?.RequestAborted is { CanBeCanceled: true } over
            ? context.Invoke().WaitAsync(over)
            : context.Invoke();
}
