using Microsoft.AspNetCore.Http.HttpResults;
using Pivotal.Domain.Shared;

namespace Pivotal.Api.Shared;

/// <summary>A grain's answer as an HTTP answer: <c>return (await grain.Approve(user.Id)).ToHttp();</c></summary>
public static class Answer
{
    public static Results<Ok<T>, ProblemHttpResult> ToHttp<T>(this Result<T> result) =>
        result.Ok ? TypedResults.Ok(result.Value!) : Problem.From(result.Refusals);

    /// <summary>200 with the value, or 404 when there is none.</summary>
    public static Results<Ok<T>, ProblemHttpResult> OkOrNotFound<T>(T? value)
        where T : class => value is null ? Problem.NotFound() : TypedResults.Ok(value);
}
