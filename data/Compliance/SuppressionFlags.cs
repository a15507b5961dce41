using Pivotal.Data.Shared;

namespace Pivotal.Data.Compliance;

/// <summary>
/// Keeps <c>contacts.suppressed_email</c> and <c>suppressed_phone</c> true to the suppressions. An address closes e-mail, a number closes the telephone,
/// and a domain, which stands for the company and covers what lies under it, closes both. A contact or a company that is changed is looked at again by the database itself (migration 0050);
/// here is what is to be done for new contacts and for suppressions that come and go.
/// </summary>
public static class SuppressionFlags
{
    /// <summary>Looks at these contacts again.</summary>
    /// <returns>contacts whose flags changed</returns>
    public static Task<int> OfContacts(TenantSession session, Guid[] contacts, CancellationToken ct) =>
        session.Scalar<int>("select flag_suppressed(@contacts)", new { contacts }, ct);

    /// <summary>Looks again at the contacts that these normalised values speak of.</summary>
    /// <param name="kind">phone, email, domain</param>
    public static Task<int> OfValues(TenantSession session, string kind, string[] values, CancellationToken ct) =>
        session.Scalar<int>(
            $"""
            select flag_suppressed(array(
              select c.id from contacts c left join accounts a on a.tenant_id = c.tenant_id and a.id = c.account_id
              where {Which(kind)}))
            """,
            new { values },
            ct
        );

    /// <summary>Whom normalised values speak of, as a condition: contact <c>c</c> of account <c>a</c>; takes <c>@values</c>.</summary>
    /// <param name="kind">phone, email, domain</param>
    public static string Which(string kind) =>
        kind switch
        {
            "phone" => "c.direct_phone_e164 = any(@values) or c.mobile_phone_e164 = any(@values)",
            "email" => "c.email_normalized = any(@values)",
            // Most domains lie under none; only of the others the ones above are worked out.
            "domain" => """
                split_part(c.email_normalized, '@', 2) = any(@values) or a.domain_normalized = any(@values)
                  or (c.email_normalized like '%@%.%.%' and domain_and_above(split_part(c.email_normalized, '@', 2)) && @values)
                  or (a.domain_normalized like '%.%.%' and domain_and_above(a.domain_normalized) && @values)
                """,
            _ => throw new ArgumentOutOfRangeException(nameof(kind)),
        };
}
