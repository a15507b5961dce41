using System.Text.Json;
using System.Text.RegularExpressions;
using Pivotal.Api.Shared;
using Pivotal.Data.Accounts;
using Pivotal.Data.Shared;
using Pivotal.Domain.Accounts;

namespace Pivotal.Api.Accounts;

/// <summary>What a person may write on a contact. Texts are trimmed; an empty one is none.</summary>
/// <param name="CustomFields">a change is merged key by key; null or an empty text removes the key</param>
internal sealed partial record ContactBody(
    string? Email,
    string? FullName,
    string? FirstName,
    string? LastName,
    string? JobTitle,
    string? Department,
    string? Seniority,
    string? LinkedinUrl,
    string? DirectPhone,
    string? MobilePhone,
    string? City,
    string? State,
    string? StateAbbr,
    string? PostalCode,
    string? Country,
    Guid? AccountId,
    IReadOnlyDictionary<string, string>? CustomFields
)
{
    private const int Most = 2_000;
    private const int MostCustom = 100;

    public static ContactBody Of(ContactView c) =>
        new(
            c.Email,
            c.FullName,
            c.FirstName,
            c.LastName,
            c.JobTitle,
            c.Department,
            c.Seniority,
            c.LinkedinUrl,
            c.DirectPhone,
            c.MobilePhone,
            c.City,
            c.State,
            c.StateAbbr,
            c.PostalCode,
            c.Country,
            c.AccountId,
            c.CustomFields
        );

    /// <summary>As it is kept.</summary>
    public ContactBody Tidy() =>
        new(
            Emails.Normalize(Email) is null ? Kept(Email) : Emails.Written(Email!),
            Kept(FullName),
            Kept(FirstName),
            Kept(LastName),
            Kept(JobTitle),
            Kept(Department),
            Kept(Seniority),
            Kept(LinkedinUrl),
            Kept(DirectPhone),
            Kept(MobilePhone),
            Kept(City),
            Kept(State),
            Kept(StateAbbr),
            Kept(PostalCode),
            Kept(Country),
            AccountId,
            (CustomFields ?? new Dictionary<string, string>())
                .Where(f => !string.IsNullOrWhiteSpace(f.Value))
                .ToDictionary(f => f.Key, f => f.Value.Trim())
        );

    /// <param name="before">null when the contact is new; a value that does not change is not judged again</param>
    public Validation Check(ContactBody? before)
    {
        var check = new Validation()
            .That(
                Emails.Normalize(Email) is not null,
                "/email",
                Email is null ? "field.required" : "field.email",
                Email is null ? "This is needed." : "This is not an e-mail address."
            )
            .OptionalText("/fullName", FullName, 200)
            .OptionalText("/firstName", FirstName, 200)
            .OptionalText("/lastName", LastName, 200)
            .OptionalText("/jobTitle", JobTitle, Most)
            .OptionalText("/department", Department, Most)
            .OptionalText("/seniority", Seniority, Most)
            .OptionalText("/linkedinUrl", LinkedinUrl, Most)
            .OptionalText("/city", City, Most)
            .OptionalText("/state", State, Most)
            .OptionalText("/stateAbbr", StateAbbr, Most)
            .OptionalText("/postalCode", PostalCode, Most)
            .OptionalText("/country", Country, Most);
        Phone(check, "/directPhone", DirectPhone, before?.DirectPhone);
        Phone(check, "/mobilePhone", MobilePhone, before?.MobilePhone);
        check.That((CustomFields?.Count ?? 0) <= MostCustom, "/customFields", "field.too_long", $"At most {MostCustom} custom fields.");
        foreach (
            var (key, value) in CustomFields?.Count > MostCustom
                ? new Dictionary<string, string>()
                : CustomFields ?? new Dictionary<string, string>()
        )
        {
            check.That(
                CustomKey().IsMatch(key),
                "/customFields",
                "contacts.custom_key",
                "A custom field's key has a-z, 0-9 and _, at most 60."
            );
            check.OptionalText($"/customFields/{key}", value, Most);
        }

        return check;
    }

    /// <summary>As its row keeps it, normalised as an import does it.</summary>
    /// <param name="before">as it is stored; null when the contact is new</param>
    public ContactValues Values(ContactView? before = null)
    {
        var name =
            FullName
            ?? (FirstName, LastName) switch
            {
                (null, null) => Email!,
                (null, var l) => l,
                (var f, null) => f,
                var (f, l) => $"{f} {l}",
            };
        return new(
            AccountId,
            name,
            name.ToLowerInvariant(),
            FirstName,
            LastName,
            JobTitle,
            Department,
            Seniorities.Normalize(Seniority),
            LinkedinUrl,
            Email!,
            Emails.Normalize(Email)!,
            DirectPhone,
            Number(DirectPhone, before?.DirectPhone, before?.DirectPhoneE164),
            MobilePhone,
            Number(MobilePhone, before?.MobilePhone, before?.MobilePhoneE164),
            City,
            State,
            StateAbbr,
            PostalCode,
            Country,
            TimeZones.For(Country, StateAbbr ?? State),
            new Jsonb(JsonSerializer.Serialize(CustomFields ?? new Dictionary<string, string>(), Json.Options))
        );
    }

    /// <summary>
    /// A number that was read once is a fact: another country, set by a person or by an import, does not make it somebody else's. Read is what is written anew, and what could not be read until the country came.
    /// </summary>
    private string? Number(string? text, string? textBefore, string? stored) =>
        text is not null && text == textBefore && stored is not null ? stored : PhoneNumbers.NormalizePersonal(text, Country);

    private void Phone(Validation check, string pointer, string? text, string? before) =>
        check.That(
            text is null || text == before || PhoneNumbers.NormalizePersonal(text, Country) is not null,
            pointer,
            "contacts.phone_invalid",
            PhoneNumbers.Normalize(text, Country) is null
                ? "This number cannot be dialled. Write it with its country code, or give the contact's country."
                : PhoneNumbers.PersonalFault(text, Countries.Find(Country))!
        );

    private static string? Kept(string? text) => text?.Trim() is { Length: > 0 } kept ? kept : null;

    [GeneratedRegex("^[a-z0-9_]{1,60}$")]
    private static partial Regex CustomKey();
}
