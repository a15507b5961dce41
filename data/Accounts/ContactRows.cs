using Pivotal.Data.Shared;

namespace Pivotal.Data.Accounts;

/// <summary>What a person may write on a contact, normalised as an import does it.</summary>
/// <param name="EmailKey">as addresses are compared</param>
/// <param name="TimeZone">IANA name; null: the address says nothing</param>
/// <param name="CustomFields">a document</param>
public sealed record ContactValues(
    Guid? AccountId,
    string FullName,
    string NameLower,
    string? FirstName,
    string? LastName,
    string? JobTitle,
    string? Department,
    string? Seniority,
    string? LinkedinUrl,
    string Email,
    string EmailKey,
    string? DirectPhone,
    string? DirectE164,
    string? MobilePhone,
    string? MobileE164,
    string? City,
    string? State,
    string? StateAbbr,
    string? PostalCode,
    string? Country,
    string? TimeZone,
    Jsonb CustomFields
);

/// <summary>What is written of one contact. Many at once come by <see cref="StagedPeople"/>; whether somebody may be called by <c>SuppressionFlags</c>.</summary>
public static class ContactRows
{
    public static Task Add(TenantSession session, Guid id, ContactValues contact, CancellationToken ct) =>
        session.Execute(
            """
            insert into contacts (tenant_id, id, account_id, full_name, full_name_lower, first_name, last_name, job_title, department, seniority, linkedin_url, email, email_normalized,
              direct_phone, direct_phone_e164, mobile_phone, mobile_phone_e164, city, state, state_abbr, postal_code, country, time_zone, custom_fields)
            values (@tenant, @id, @accountId, @fullName, @nameLower, @firstName, @lastName, @jobTitle, @department, @seniority, @linkedinUrl, @email, @emailKey,
              @directPhone, @directE164, @mobilePhone, @mobileE164, @city, @state, @stateAbbr, @postalCode, @country, @timeZone, @customFields)
            """,
            Parameters(session, id, 1, contact),
            ct
        );

    /// <returns>false: it has another version by now, or is deleted</returns>
    public static async Task<bool> Change(TenantSession session, Guid id, long version, ContactValues contact, CancellationToken ct) =>
        await session.Execute(
            """
            update contacts set account_id = @accountId, full_name = @fullName, full_name_lower = @nameLower, first_name = @firstName, last_name = @lastName, job_title = @jobTitle,
              department = @department, seniority = @seniority, linkedin_url = @linkedinUrl, email = @email, email_normalized = @emailKey, direct_phone = @directPhone,
              direct_phone_e164 = @directE164, mobile_phone = @mobilePhone, mobile_phone_e164 = @mobileE164, city = @city, state = @state, state_abbr = @stateAbbr,
              postal_code = @postalCode, country = @country, time_zone = @timeZone, custom_fields = @customFields, updated_at = now(), version = version + 1
            where id = @id and version = @version and deleted_at is null
            """,
            Parameters(session, id, version, contact),
            ct
        ) > 0;

    /// <returns>false: there is none</returns>
    public static async Task<bool> Delete(TenantSession session, Guid id, CancellationToken ct) =>
        await session.Execute(
            "update contacts set deleted_at = now(), updated_at = now(), version = version + 1 where id = @id and deleted_at is null",
            new { id },
            ct
        ) > 0;

    /// <returns>false: none that was deleted</returns>
    public static async Task<bool> Restore(TenantSession session, Guid id, CancellationToken ct) =>
        await session.Execute(
            "update contacts set deleted_at = null, updated_at = now(), version = version + 1 where id = @id and deleted_at is not null",
            new { id },
            ct
        ) > 0;

    /// <summary>Nobody is reached there any more.</summary>
    /// <param name="reason">the disposition that said so first</param>
    public static Task MarkInvalid(TenantSession session, Guid id, string reason, DateTimeOffset now, CancellationToken ct) =>
        session.Execute(
            "update contacts set is_invalid = true, invalid_reason = @reason, version = version + 1, updated_at = @now where id = @id and not is_invalid",
            new
            {
                id,
                reason,
                now,
            },
            ct
        );

    /// <summary>He asked not to be called, at whichever number. A number of his own that is on the do-not-call list flags him for good; reached at his company's alone, he is flagged until his record is changed.</summary>
    public static Task NeverCall(TenantSession session, Guid id, DateTimeOffset now, CancellationToken ct) =>
        session.Execute(
            "update contacts set suppressed_phone = true, version = version + 1, updated_at = @now where id = @id and not suppressed_phone",
            new { id, now },
            ct
        );

    private static object Parameters(TenantSession session, Guid id, long version, ContactValues c) =>
        new
        {
            tenant = session.TenantId,
            id,
            version,
            c.AccountId,
            c.FullName,
            c.NameLower,
            c.FirstName,
            c.LastName,
            c.JobTitle,
            c.Department,
            c.Seniority,
            c.LinkedinUrl,
            c.Email,
            c.EmailKey,
            c.DirectPhone,
            c.DirectE164,
            c.MobilePhone,
            c.MobileE164,
            c.City,
            c.State,
            c.StateAbbr,
            c.PostalCode,
            c.Country,
            c.TimeZone,
            c.CustomFields,
        };
}
