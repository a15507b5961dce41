using System.Diagnostics;
using System.Text.Json;
using Microsoft.AspNetCore.Diagnostics;
using Microsoft.AspNetCore.Http;
using Npgsql;
using Orleans.Runtime;
using Pivotal.Api.Shared;
using Pivotal.Api.Shared.Doors;
using Pivotal.Data.Shared;
using Pivotal.GrainInterfaces.Shared;

namespace Pivotal.Api.Hosting;

/// <summary>Exceptions are bugs or outages: the caller gets a code and a trace id, the details go to the log only.</summary>
internal sealed class ExceptionProblems(RefusalLog refusals, ILogger<ExceptionProblems> log) : IExceptionHandler
{
    public async ValueTask<bool> TryHandleAsync(HttpContext context, Exception exception, CancellationToken ct)
    {
        if (context.RequestAborted.IsCancellationRequested)
        {
            context.Response.StatusCode = StatusCodes.Status499ClientClosedRequest;
            return true;
        }

        var answer = exception switch
        {
            BadHttpRequestException bad => Refused(bad),
            // The web server's own word for a chunk whose size is no number.
            IOException { InnerException: OverflowException } => Problem.Malformed("request.malformed", "The request cannot be read."),
            _ when Unavailable(exception) is { TooLong: true } => Problem.Of(
                503,
                "database.statement_timeout",
                "This took the database too long and was stopped before it took effect. Ask for less at once, or try again later."
            ),
            _ when Away(exception) => Problem.Of(
                503,
                "database.unavailable",
                "The database is not available at the moment. Try again shortly."
            ),
            FenceLostException => Problem.Of(503, "engine.moved", "This has just moved to another server. Try again."),
            _ when Lost(exception) => Problem.Of(
                503,
                "service.unavailable",
                "A part of the service is just being replaced; whether this took effect is not known. Look again and repeat it if it did not."
            ),
            LimitExceededException => Problem.Of(503, "busy", "This is in greater demand than it can serve. Try again shortly."),
            _ => Problem.Of(500, "internal", "Something went wrong here. Report it with the trace id."),
        };
        if (IsRefusal(exception))
            refusals.Note($"{answer.ProblemDetails.Extensions["code"]} {Endpoint(context)}");
        else if (Lost(exception))
            HostLog.GrainAway(log, exception.Message);
        else if (answer.StatusCode == 503)
            HostLog.DatabaseAway(log, exception);
        else if (answer.StatusCode == 500)
            HostLog.Unexpected(log, context.Request.Method, Endpoint(context), exception);
        if (answer.StatusCode == 503)
            context.Response.Headers.RetryAfter = exception is FenceLostException ? "1" : "5";
        await answer.ExecuteAsync(context);
        return true;
    }

    /// <summary>What anybody can bring about by asking for much: told in short, and not each time.</summary>
    private static bool IsRefusal(Exception exception) =>
        exception is FenceLostException or LimitExceededException || Unavailable(exception) is { TooLong: true };

    /// <summary>Its name in the code; by now the request has none of its own any more.</summary>
    private static string? Endpoint(HttpContext context) =>
        (context.GetEndpoint() ?? context.Features.Get<IExceptionHandlerFeature>()?.Endpoint)?.DisplayName;

    private static Microsoft.AspNetCore.Http.HttpResults.ProblemHttpResult Refused(BadHttpRequestException bad) =>
        bad.StatusCode switch
        {
            413 => Problem.Of(413, "request.too_large", "The request is larger than this address takes."),
            415 => Problem.Of(415, "request.media_type", "Send application/json."),
            431 => Problem.Of(431, "request.headers", "The request has too many or too long headers."),
            _ when bad.InnerException is RefusedValueException { Path: { } at } value => Problem.Malformed(
                value.Code,
                value.Detail,
                Pointer(at) + (value.Member is { } member ? "/" + member : "")
            ),
            _ => bad.InnerException is JsonException { Path: { Length: > 1 } path }
                ? Problem.Malformed("request.malformed", "This is not the expected kind of value.", Pointer(path))
                : Problem.Malformed("request.malformed", "The request cannot be read."),
        };

    /// <summary><c>$.columns[3].index</c> → <c>/columns/3/index</c></summary>
    private static string Pointer(string path) => path[1..].Replace('.', '/').Replace("[", "/").Replace("]", "");

    /// <summary>The grain's silo went away with the call, or nobody knew for a while where the grain is.</summary>
    private static bool Lost(Exception e) =>
        e is GrainUnreachableException or SiloUnavailableException or OrleansMessageRejectionException or TimeoutException;

    private static DatabaseUnavailableException? Unavailable(Exception? e)
    {
        for (; e is not null; e = e.InnerException)
            if (e is DatabaseUnavailableException unavailable)
                return unavailable;
        return null;
    }

    /// <summary>Grain calls wrap what happened, so look at the whole chain.</summary>
    private static bool Away(Exception? e)
    {
        for (; e is not null; e = e.InnerException)
        {
            if (
                e
                is DatabaseUnavailableException
                    or NpgsqlException { IsTransient: true, InnerException: System.Net.Sockets.SocketException or IOException }
            )
                return true;
        }

        return false;
    }
}

internal static class ProblemSetup
{
    public static void AddPivotalProblems(this IServiceCollection services)
    {
        services.AddSingleton<RefusalLog>();
        services.AddExceptionHandler<ExceptionProblems>();
        // The framework writes its own trace id over ours; the log has the activity's.
        services.AddProblemDetails(options =>
            options.CustomizeProblemDetails = context =>
                context.ProblemDetails.Extensions["traceId"] =
                    Activity.Current?.TraceId.ToHexString() ?? context.HttpContext.TraceIdentifier
        );
    }
}
