using Microsoft.AspNetCore.Http.HttpResults;
using Pivotal.Api.Shared;
using Pivotal.Domain.Shared;
using Pivotal.GrainInterfaces.Shared;

namespace Pivotal.Api.Identity;

/// <param name="SetupLink">one-time link for choosing a password, valid for 7 days</param>
internal sealed record RenewedSetupLink(string SetupLink);

/// <summary>
/// Another one-time link, for whose link was lost, is too old, or whose password is forgotten. Links given before stop working; a password that there is counts until the link is used, which also ends
/// all sessions.
/// </summary>
internal static class RenewSetupLink
{
    private static readonly Refusal Disabled = new(
        RefusalKind.Conflict,
        "users.disabled",
        "Enable the user first; who is disabled cannot sign in."
    );

    public static async Task<Results<Ok<RenewedSetupLink>, ProblemHttpResult>> Handle(
        Guid id,
        HttpRequest request,
        RequestUser admin,
        RequestDb db,
        SetupLinks links,
        CancellationToken ct
    ) =>
        await db.Run<Results<Ok<RenewedSetupLink>, ProblemHttpResult>>(
            async (s, inner) =>
            {
                // Held until the commit, so that of two links given at once the later is the one that counts.
                var status = await s.Scalar<string>("select status from users where id = @id for update", new { id }, inner);
                if (status is null)
                    return Problem.NotFound();
                if (status != "active")
                    return Problem.From(Disabled);
                var link = await links.Create(s, id, inner);
                await s.Record(admin, "users.setup_link_renewed", "user", id, null, inner);
                return TypedResults.Ok(new RenewedSetupLink(SetupLinks.Address(request, link)));
            },
            ct
        );
}
