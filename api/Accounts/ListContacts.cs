using Microsoft.AspNetCore.Http.HttpResults;
using Npgsql;
using Pivotal.Api.Shared;
using Pivotal.Data.Shared;

namespace Pivotal.Api.Accounts;

/// <param name="Phone">the number that would be dialled, otherwise the text that stands for one</param>
internal sealed record ContactRow(
    Guid Id, string FullName, string? JobTitle, string Email, string? Phone, string? Country, string? City, Guid? AccountId, string? AccountName,
    bool SuppressedEmail, bool SuppressedPhone, bool IsInvalid, DateTimeOffset CreatedAt);

/// <summary>By name unless <c>sort</c> says otherwise: name, -name, createdAt, -createdAt.</summary>
internal static class ListContacts
{
    private static readonly string[] Sorts = ["name", "-name", "createdAt", "-createdAt"];

    private sealed record After(string? Name, Guid Id);

    public static async Task<Results<Ok<Page<ContactRow>>, ProblemHttpResult>> Handle(
        [AsParameters] PageRequest page, [AsParameters] ContactFilter filter, RequestDb db, CancellationToken ct)
    {
        var sort = page.Sort ?? "name";
        if (new Validation().OneOf("/sort", sort, Sorts) is { Failed: true } wrong)
            return wrong.Problem();
        if (!page.TryAfter<After>(out var after))
            return Cursors.Malformed();
        var found = filter.Found;
        var parameters = filter.Parameters() with { afterName = after?.Name, afterId = after?.Id, take = page.Fetch };
        return await db.Run<Results<Ok<Page<ContactRow>>, ProblemHttpResult>>(async (s, inner) =>
        {
            var rows = await s.Query(
                $"""
                select c.id, c.full_name, c.job_title, c.email, coalesce(c.direct_phone_e164, c.mobile_phone_e164, c.direct_phone, c.mobile_phone), c.country, c.city,
                  c.account_id, a.name, c.suppressed_email, c.suppressed_phone, c.is_invalid, c.created_at
                {found} {Past(sort, after)} order by {Order(sort)} limit @take
                """, parameters, Read, inner);
            var total = await Totals.Count(s, found, parameters, inner);
            return TypedResults.Ok(rows.ToPage(page, total, r => new After(sort.EndsWith("name", StringComparison.Ordinal) ? r.FullName.ToLowerInvariant() : null, r.Id)));
        }, ct);
    }

    // Names in byte order, as their index has them. Ids are UUIDv7: their order is the order of creation.
    private static string Order(string sort) => sort switch
    {
        "name" => "c.full_name_lower using ~<~, c.id",
        "-name" => "c.full_name_lower using ~>~, c.id desc",
        "createdAt" => "c.id",
        _ => "c.id desc",
    };

    private static string Past(string sort, After? after) => (sort, after) switch
    {
        (_, null) => "",
        ("name", _) => "and c.full_name_lower ~>=~ @afterName and (c.full_name_lower ~>~ @afterName or c.id > @afterId)",
        ("-name", _) => "and c.full_name_lower ~<=~ @afterName and (c.full_name_lower ~<~ @afterName or c.id < @afterId)",
        ("createdAt", _) => "and c.id > @afterId",
        _ => "and c.id < @afterId",
    };

    private static ContactRow Read(NpgsqlDataReader r) => new(
        r.GetGuid(0), r.GetString(1), r.Text(2), r.GetString(3), r.Text(4), r.Text(5), r.Text(6), r.Id(7), r.Text(8),
        r.GetBoolean(9), r.GetBoolean(10), r.GetBoolean(11), r.GetFieldValue<DateTimeOffset>(12));
}
