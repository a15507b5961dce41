using Pivotal.Data.Shared;

namespace Pivotal.Data.Compliance;

/// <summary>
/// Keeps <c>contacts.suppressed_email</c> and <c>suppressed_phone</c> true to the suppressions. An address closes e-mail, a number closes the telephone,
/// and a domain, which stands for the company, closes both.
/// </summary>
public static class SuppressionFlags
{
    /// <summary>Looks at these contacts again.</summary>
    /// <returns>contacts whose flags changed</returns>
    public static Task<int> OfContacts(TenantSession session, Guid[] contacts, CancellationToken ct) =>
        session.Execute(Update("c.id = any(@contacts)"), new { contacts }, ct);

    /// <summary>Looks again at the contacts that these normalised values speak of.</summary>
    /// <param name="kind">phone, email, domain</param>
    public static Task<int> OfValues(TenantSession session, string kind, string[] values, CancellationToken ct) => session.Execute(Update(kind switch
    {
        "phone" => "c.direct_phone_e164 = any(@values) or c.mobile_phone_e164 = any(@values)",
        "email" => "c.email_normalized = any(@values)",
        "domain" => "split_part(c.email_normalized, '@', 2) = any(@values) or a.domain_normalized = any(@values)",
        _ => throw new ArgumentOutOfRangeException(nameof(kind)),
    }), new { values }, ct);

    private static string Update(string which) => $"""
        update contacts set suppressed_email = flags.email, suppressed_phone = flags.phone, version = contacts.version + 1, updated_at = now()
        from (
          select c.id, d.found or exists (select 1 from suppressions s where s.kind = 'email' and s.value = c.email_normalized) as email,
            d.found or exists (select 1 from suppressions s where s.kind = 'phone' and s.value in (c.direct_phone_e164, c.mobile_phone_e164)) as phone
          from contacts c
          left join accounts a on a.tenant_id = c.tenant_id and a.id = c.account_id
          cross join lateral (
            select exists (select 1 from suppressions s where s.kind = 'domain' and s.value in (split_part(c.email_normalized, '@', 2), a.domain_normalized)) as found) d
          where {which}
        ) flags
        where contacts.id = flags.id and (contacts.suppressed_email, contacts.suppressed_phone) is distinct from (flags.email, flags.phone)
        """;
}
