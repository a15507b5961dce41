using System.Text.Json;
using Microsoft.AspNetCore.Http.HttpResults;
using Npgsql;
using Pivotal.Api.Shared;
using Pivotal.Data.Accounts;

namespace Pivotal.Api.Accounts;

internal static class UpdateContact
{
    public static async Task<Results<Ok<ContactView>, ProblemHttpResult>> Handle(
        Guid id,
        JsonElement body,
        HttpRequest request,
        RequestUser user,
        RequestDb db,
        CancellationToken ct
    )
    {
        try
        {
            return await db.Run<Results<Ok<ContactView>, ProblemHttpResult>>(
                async (s, inner) =>
                {
                    if (await ContactView.Load(s, id, inner) is not { } view)
                        return Problem.NotFound();
                    if (view.Version != request.IfMatch())
                        return Problem.Stale();
                    var before = ContactBody.Of(view);
                    var after = body.Over(before).Tidy();
                    if (after.Check(before) is { Failed: true } wrong)
                        return wrong.Problem();
                    if (!await ContactRules.AccountExists(s, after.AccountId, inner))
                        return Problem.From(ContactRules.UnknownAccount);
                    // Somebody without a company who gets another address may have one now; who is taken out of a company stays out.
                    if (after.AccountId is null && after.Email != before.Email && !body.TryGetProperty("accountId", out _))
                        after = after with { AccountId = await ContactRules.AccountByEmail(s, after.Email, inner) };
                    if (!await ContactRows.Change(s, id, view.Version, after.Values(view), inner))
                        return Problem.Stale();
                    await s.Record(user, "contacts.updated", "contact", id, new { fields = Changed(before, after) }, inner);
                    return TypedResults.Ok((await ContactView.Load(s, id, inner))!);
                },
                ct
            );
        }
        catch (PostgresException e) when (ContactRules.IsEmailTaken(e))
        {
            return Problem.From(ContactRules.EmailTaken);
        }
    }

    /// <summary>Names only: the audit log holds no personal data.</summary>
    private static string[] Changed(ContactBody before, ContactBody after) =>
        [
            .. typeof(ContactBody)
                .GetProperties()
                .Where(p => p.GetMethod is { IsStatic: false } && p.Name is not ("EqualityContract" or nameof(ContactBody.CustomFields)))
                .Where(p => !Equals(p.GetValue(before), p.GetValue(after)))
                .Select(p => char.ToLowerInvariant(p.Name[0]) + p.Name[1..]),
        ];
}
