using Pivotal.Domain.Accounts;

namespace Pivotal.Api.Accounts;

/// <summary>Which contacts: the query parameters of GET /contacts, and the same names in the filter of list members.</summary>
/// <param name="Q">start of name, e-mail address or company, or a whole telephone number with its country code</param>
/// <param name="HasPhone">has a number that can be dialled</param>
/// <param name="Suppressed">e-mail or telephone is closed</param>
internal sealed record ContactFilter(
    string? Q,
    Guid? AccountId,
    Guid? ListId,
    Guid? ImportId,
    string? Country,
    bool? HasPhone,
    bool? Suppressed
)
{
    /// <summary>From <c>from</c> on, with the parameters of <see cref="Parameters"/>. Deleted contacts are never among them.</summary>
    /// <param name="own">the agent, when he sees no more than his own</param>
    internal string Found(Guid? own = null) =>
        $"""
        from contacts c left join accounts a on a.tenant_id = c.tenant_id and a.id = c.account_id
        where c.deleted_at is null {If(own, $"and {AgentSight.Contacts}")}
        {If(Q, $"""
          and c.id in (
            select n.id from contacts n where n.full_name_lower ~>=~ @from and n.full_name_lower ~<~ @to and n.deleted_at is null
            union select e.id from contacts e where e.email_normalized ~>=~ @from and e.email_normalized ~<~ @to and e.deleted_at is null
            union select m.id from contacts m join accounts ma on ma.tenant_id = m.tenant_id and ma.id = m.account_id
              where ma.name_lower ~>=~ @from and ma.name_lower ~<~ @to and ma.deleted_at is null
            {If(Number, """
              union select d.id from contacts d where d.direct_phone_e164 = @number
              union select b.id from contacts b where b.mobile_phone_e164 = @number
            """)})
        """)}
        {Narrowed}
        """;

    /// <summary>Everything but what was typed, as further conditions on <c>c</c>.</summary>
    internal string Narrowed =>
        $"""
            {If(AccountId, "and c.account_id = @accountId")}
            {If(
                ListId,
                "and exists (select 1 from list_members l where l.tenant_id = c.tenant_id and l.list_id = @listId and l.contact_id = c.id)"
            )}
            {If(ImportId, "and c.source_import_id = @importId")}
            {If(Country, "and c.country = @country")}
            {If(HasPhone, "and (coalesce(c.direct_phone_e164, c.mobile_phone_e164) is not null) = @hasPhone")}
            {If(Suppressed, "and (c.suppressed_email or c.suppressed_phone) = @suppressed")}
            """;

    /// <summary>What was typed, where it is one whole number.</summary>
    internal string? Number => PhoneNumbers.Normalize(Q);

    public ContactParameters Parameters() =>
        new(
            Prefix.Of(Q).From,
            Prefix.Of(Q).To,
            Number,
            AccountId,
            ListId,
            ImportId,
            string.IsNullOrWhiteSpace(Country) ? null : Country.Trim(),
            HasPhone,
            Suppressed,
            null,
            null,
            null,
            0,
            Guid.Empty,
            null
        );

    private static string If(object? given, string condition) =>
        given is null || (given is string text && string.IsNullOrWhiteSpace(text)) ? "" : condition;
}

/// <summary>What the statements of a contact list are filled with; the names are the SQL parameters.</summary>
internal sealed record ContactParameters(
    string? from,
    string? to,
    string? number,
    Guid? accountId,
    Guid? listId,
    Guid? importId,
    string? country,
    bool? hasPhone,
    bool? suppressed,
    string? afterName,
    Guid? afterId,
    Guid? list,
    int take,
    Guid tenant,
    Guid? own
);
