global using Validation = Pivotal.Domain.Shared.Validation;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Pivotal.Api.Shared;

internal static class Refused
{
    /// <summary>Everything that was found wrong, as one answer (422).</summary>
    public static ProblemHttpResult Problem(this Validation check) => Shared.Problem.From(check.Refusals);
}
