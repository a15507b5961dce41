using Pivotal.Api.Shared;
using Pivotal.Data.Shared;

namespace Pivotal.Api.Accounts;

/// <summary>
/// What was typed, the best match first: the whole number, then names, e-mail addresses and companies that begin so, each by itself. Every kind is read along its own index, so that
/// a page costs what it shows, however many begin with one letter.
/// </summary>
/// <param name="own">the agent, when he sees no more than his own</param>
internal sealed class ContactSearch(ContactFilter filter, Guid? own)
{
    private static readonly Kind Number = new(
        "number",
        "contacts c",
        "c.direct_phone_e164 = @number or c.mobile_phone_e164 = @number",
        "''::text"
    );
    private static readonly Kind Name = new(
        "name",
        "contacts c",
        "c.full_name_lower ~>=~ @from and c.full_name_lower ~<~ @to",
        "c.full_name_lower"
    );
    private static readonly Kind Email = new(
        "email",
        "contacts c",
        "c.email_normalized ~>=~ @from and c.email_normalized ~<~ @to",
        "c.email_normalized"
    );
    private static readonly Kind Company = new(
        "company",
        "accounts b join contacts c on c.tenant_id = b.tenant_id and c.account_id = b.id",
        "b.name_lower ~>=~ @from and b.name_lower ~<~ @to and b.deleted_at is null",
        "b.name_lower"
    );

    private readonly Kind[] _kinds = filter.Number is null ? [Name, Email, Company] : [Number, Name, Email, Company];

    /// <param name="Order">what it is ordered by before the id</param>
    private sealed record Kind(string Code, string From, string Matches, string Order);

    /// <summary>The place of a row: the kind of its match, and where it stands there.</summary>
    internal sealed record Place(string Kind, string Key, Guid Id);

    /// <returns>null: the cursor names a kind that this search has not</returns>
    public async Task<Page<ContactRow>?> Run(TenantSession session, PageRequest page, Place? after, CancellationToken ct)
    {
        var first = after is null ? 0 : Array.FindIndex(_kinds, k => k.Code == after.Kind);
        if (first < 0)
            return null;
        List<ContactRow> found = [];
        Dictionary<Guid, Place> places = [];
        for (var kind = first; kind < _kinds.Length && found.Count < page.Fetch; kind++)
        {
            var rows = await Read(session, kind, kind == first ? after : null, page.Fetch - found.Count, ct);
            found.AddRange(rows);
            foreach (var row in rows)
                places.Add(row.Id, new Place(_kinds[kind].Code, row.Key!, row.Id));
        }

        var all = string.Join(" union all ", _kinds.Select((_, i) => $"select 1 from {Source(i)}"));
        return found.ToPage(
            page,
            await Totals.Count(session, $"from ({all}) as found", filter.Parameters() with { own = own }, ct),
            row => places[row.Id]
        );
    }

    private Task<List<ContactRow>> Read(TenantSession session, int kind, Place? after, int most, CancellationToken ct)
    {
        var key = _kinds[kind].Order;
        var past = after is null ? "" : $"and {key} ~>=~ @afterName and ({key} ~>~ @afterName or c.id > @afterId)";
        return session.Query<ContactRow>(
            $"""
            select {ContactRow.Columns}, m.key
            from (select c.id, {key} as key from {Source(kind)} {past} order by {key} using ~<~, c.id limit @take) m
            join contacts c on c.id = m.id
            left join accounts a on a.tenant_id = c.tenant_id and a.id = c.account_id
            order by m.key using ~<~, c.id
            """,
            filter.Parameters() with
            {
                afterName = after?.Key,
                afterId = after?.Id,
                take = most,
                own = own,
            },
            ct
        );
    }

    // Who matches in two ways is shown where he matches best.
    private string Source(int kind) =>
        $"{_kinds[kind].From} where ({_kinds[kind].Matches}) and c.deleted_at is null {string.Concat(_kinds.Take(kind).Select(k => $" and ({k.Matches}) is not true"))} {filter.Narrowed} {(own is null ? "" : $"and {AgentSight.Contacts}")}";
}
