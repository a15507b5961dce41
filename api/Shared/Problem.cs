using Microsoft.AspNetCore.Diagnostics;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;
using Pivotal.Domain.Shared;

namespace Pivotal.Api.Shared;

/// <summary>One field at fault.</summary>
/// <param name="Pointer">JSON pointer into the request body, or <c>/name</c> of a query parameter</param>
public sealed record ProblemError(string? Pointer, string Code, string Detail);

/// <summary>The one place where a "no" becomes an <c>application/problem+json</c> answer (RFC 9457) with a stable <c>code</c>.</summary>
public static class Problem
{
    public static ProblemHttpResult From(Refusal refusal) => From([refusal]);

    public static ProblemHttpResult From(IReadOnlyList<Refusal> refusals)
    {
        var first = refusals[0];
        ProblemError[] errors = [.. refusals.Where(r => r.Field is not null).Select(r => new ProblemError(r.Field, r.Code, r.Detail))];
        return Of(Status(first.Kind), first.Code, first.Detail, errors);
    }

    public static ProblemHttpResult NotFound(string detail = "There is no such thing here.") => Of(404, "not_found", detail);

    public static ProblemHttpResult Malformed(string code, string detail, string? pointer = null) =>
        Of(400, code, detail, pointer is null ? null : [new ProblemError(pointer, code, detail)]);

    public static ProblemHttpResult Conflict(string code, string detail) => Of(409, code, detail);

    /// <summary>The version in If-Match is not the present one.</summary>
    public static ProblemHttpResult Stale() =>
        Of(412, "precondition.failed", "Somebody changed this in the meantime. Load it again and repeat the change.");

    public static ProblemHttpResult Of(
        int status,
        string code,
        string detail,
        IReadOnlyList<ProblemError>? errors = null,
        params (string Name, object? Value)[] more
    ) => TypedResults.Problem(Details(status, code, detail, errors, more));

    public static ProblemDetails Details(
        int status,
        string code,
        string detail,
        IReadOnlyList<ProblemError>? errors = null,
        params (string Name, object? Value)[] more
    )
    {
        var problem = new ProblemDetails
        {
            Status = status,
            Type = $"urn:pivotal:problem:{code}",
            Title = Title(status),
            Detail = detail,
            Extensions = { ["code"] = code },
        };
        if (errors is { Count: > 0 })
            problem.Extensions["errors"] = errors;
        foreach (var (name, value) in more)
            problem.Extensions[name] = value;
        return problem;
    }

    /// <summary>Answers that the framework leaves empty (no route, wrong method, wrong content type).</summary>
    public static Task WriteEmptyStatus(StatusCodeContext context)
    {
        var status = context.HttpContext.Response.StatusCode;
        var (code, detail) = status switch
        {
            400 => ("request.malformed", "The request cannot be read."),
            401 => ("auth.required", "Sign in first."),
            403 => ("auth.forbidden", "Your roles do not allow this."),
            404 => ("not_found", "There is no such thing here."),
            405 => ("request.method", "This address does not take that method."),
            413 => ("request.too_large", "The request is larger than this address takes."),
            415 => ("request.media_type", "Send application/json."),
            _ => ($"http.{status}", Title(status)),
        };
        return Of(status, code, detail).ExecuteAsync(context.HttpContext);
    }

    private static int Status(RefusalKind kind) =>
        kind switch
        {
            RefusalKind.Invalid => 422,
            RefusalKind.Conflict => 409,
            RefusalKind.NotFound => 404,
            RefusalKind.Forbidden => 403,
            RefusalKind.Unavailable => 503,
            _ => throw new ArgumentOutOfRangeException(nameof(kind)),
        };

    private static string Title(int status) => Microsoft.AspNetCore.WebUtilities.ReasonPhrases.GetReasonPhrase(status);
}
