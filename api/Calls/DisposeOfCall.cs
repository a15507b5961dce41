using Microsoft.AspNetCore.Http.HttpResults;
using Orleans;
using Pivotal.Api.Shared;
using Pivotal.Domain.Calls;
using Pivotal.Domain.Dialer.Agents;
using Pivotal.Domain.Shared;
using Pivotal.GrainInterfaces.Agents;
using Pivotal.GrainInterfaces.Shared;

namespace Pivotal.Api.Calls;

/// <param name="Answers">question id → answer</param>
/// <param name="CallbackAt">needed for callback_requested, in the future</param>
/// <param name="CallbackFor">own: this agent makes it himself; team (the default): whoever is free</param>
/// <param name="NextStatus">available, break, offline</param>
internal sealed record DispositionRequest(
    string? Disposition,
    string? Notes,
    Dictionary<string, string>? Answers,
    DateTimeOffset? CallbackAt,
    string? NextStatus,
    string? CallbackFor = null
);

/// <summary>Stores the disposition with its effects. The same request again has no further effect and answers the same.</summary>
internal static class DisposeOfCall
{
    public static async Task<Results<Ok<AgentView>, ProblemHttpResult>> Handle(
        Guid id,
        DispositionRequest body,
        RequestUser user,
        IGrainFactory grains
    )
    {
        var next = body.NextStatus ?? AgentStatus.Available;
        var check = new Validation()
            .OneOf("/disposition", body.Disposition, Disposition.All)
            .OptionalText("/notes", body.Notes, 10_000)
            .OneOf("/nextStatus", next, [AgentStatus.Available, AgentStatus.Break, AgentStatus.Offline])
            .That(
                body.CallbackFor is null or CallbackFor.Own or CallbackFor.Team,
                "/callbackFor",
                "field.unknown_value",
                "One of own, team."
            )
            .That(body.Answers is null || body.Answers.Count <= 200, "/answers", "field.too_long", "At most 200 answers.")
            .That(
                body.Answers is null || body.Answers.All(a => a.Key.Length <= 100 && a.Value is { Length: <= 4000 }),
                "/answers",
                "field.too_long",
                "At most 4000 characters for each answer."
            );
        if (check.Failed)
            return check.Problem();
        return (
            await grains
                .Agent(user.TenantId, user.Id)
                .Dispose(
                    new DisposeCall(
                        id,
                        body.Disposition!,
                        body.Notes ?? "",
                        body.Answers ?? [],
                        body.CallbackAt?.ToUniversalTime(),
                        next,
                        body.CallbackFor ?? CallbackFor.Team
                    )
                )
        ).ToHttp();
    }
}
