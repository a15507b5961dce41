using Microsoft.AspNetCore.Http.HttpResults;
using Npgsql;
using Pivotal.Api.Shared;
using Pivotal.Data.Accounts;
using Pivotal.Data.Compliance;
using Pivotal.Domain.Shared;

namespace Pivotal.Api.Accounts;

internal static class CreateContact
{
    public static async Task<Results<Created<ContactView>, ProblemHttpResult>> Handle(
        ContactBody body,
        RequestUser user,
        RequestDb db,
        CancellationToken ct
    )
    {
        var contact = body.Tidy();
        if (contact.Check(null) is { Failed: true } wrong)
            return wrong.Problem();
        var id = Ids.New();
        try
        {
            return await db.Run<Results<Created<ContactView>, ProblemHttpResult>>(
                async (s, inner) =>
                {
                    if (!await ContactRules.AccountExists(s, contact.AccountId, inner))
                        return Problem.From(ContactRules.UnknownAccount);
                    var kept = contact with { AccountId = contact.AccountId ?? await ContactRules.AccountByEmail(s, contact.Email, inner) };
                    await ContactRows.Add(s, id, kept.Values(), inner);
                    await SuppressionFlags.OfContacts(s, [id], inner);
                    await s.Record(user, "contacts.created", "contact", id, null, inner);
                    return TypedResults.Created($"/api/v1/contacts/{id}", await ContactView.Load(s, id, inner));
                },
                ct
            );
        }
        catch (PostgresException e) when (ContactRules.IsEmailTaken(e))
        {
            return Problem.From(ContactRules.EmailTaken);
        }
    }
}
