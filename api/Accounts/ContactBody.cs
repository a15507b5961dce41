using System.Text.Json;
using System.Text.RegularExpressions;
using Pivotal.Api.Shared;
using Pivotal.Data.Accounts;
using Pivotal.Data.Shared;

namespace Pivotal.Api.Accounts;

/// <summary>What a person may write on a contact. Absent stays as it is, an empty text clears.</summary>
/// <param name="CustomFields">merged key by key; an empty text removes the key</param>
internal sealed partial record ContactBody(
    string? Email, string? FullName, string? FirstName, string? LastName, string? JobTitle, string? Department, string? Seniority, string? LinkedinUrl,
    string? DirectPhone, string? MobilePhone, string? City, string? State, string? StateAbbr, string? PostalCode, string? Country, Guid? AccountId,
    IReadOnlyDictionary<string, string>? CustomFields)
{
    private const int Most = 2_000;

    public static ContactBody Of(ContactView c) => new(
        c.Email, c.FullName, c.FirstName, c.LastName, c.JobTitle, c.Department, c.Seniority, c.LinkedinUrl, c.DirectPhone, c.MobilePhone,
        c.City, c.State, c.StateAbbr, c.PostalCode, c.Country, c.AccountId, c.CustomFields);

    /// <summary>This change laid over what is there.</summary>
    public ContactBody Over(ContactBody old) => new(
        Pick(Email, old.Email), Pick(FullName, old.FullName), Pick(FirstName, old.FirstName), Pick(LastName, old.LastName), Pick(JobTitle, old.JobTitle),
        Pick(Department, old.Department), Pick(Seniority, old.Seniority), Pick(LinkedinUrl, old.LinkedinUrl), Pick(DirectPhone, old.DirectPhone),
        Pick(MobilePhone, old.MobilePhone), Pick(City, old.City), Pick(State, old.State), Pick(StateAbbr, old.StateAbbr), Pick(PostalCode, old.PostalCode),
        Pick(Country, old.Country), AccountId ?? old.AccountId, Merge(CustomFields, old.CustomFields));

    /// <param name="before">null when the contact is new; a value that does not change is not judged again</param>
    public Validation Check(ContactBody? before)
    {
        var check = new Validation()
            .That(Emails.Normalize(Email) is not null, "/email", Email is null ? "field.required" : "field.email", Email is null ? "This is needed." : "This is not an e-mail address.")
            .OptionalText("/fullName", FullName, 200).OptionalText("/firstName", FirstName, 200).OptionalText("/lastName", LastName, 200)
            .OptionalText("/jobTitle", JobTitle, Most).OptionalText("/department", Department, Most).OptionalText("/seniority", Seniority, Most)
            .OptionalText("/linkedinUrl", LinkedinUrl, Most).OptionalText("/city", City, Most).OptionalText("/state", State, Most)
            .OptionalText("/stateAbbr", StateAbbr, Most).OptionalText("/postalCode", PostalCode, Most).OptionalText("/country", Country, Most);
        Phone(check, "/directPhone", DirectPhone, before?.DirectPhone);
        Phone(check, "/mobilePhone", MobilePhone, before?.MobilePhone);
        foreach (var (key, value) in CustomFields ?? new Dictionary<string, string>())
        {
            check.That(CustomKey().IsMatch(key), "/customFields", "contacts.custom_key", "A custom field's key has a-z, 0-9 and _, at most 60.");
            check.OptionalText($"/customFields/{key}", value, Most);
        }

        return check;
    }

    /// <summary>The columns, normalised as an import does it; the names are the SQL parameters.</summary>
    public object Columns(Guid tenant, Guid id, long version)
    {
        var name = FullName ?? (FirstName, LastName) switch { (null, null) => Email!, (null, var l) => l, (var f, null) => f, var (f, l) => $"{f} {l}" };
        return new
        {
            tenant, id, version, email = Email!, emailKey = Emails.Normalize(Email)!, fullName = name, nameLower = name.ToLowerInvariant(), firstName = FirstName,
            lastName = LastName, jobTitle = JobTitle, department = Department, seniority = Seniorities.Normalize(Seniority), linkedinUrl = LinkedinUrl,
            directPhone = DirectPhone, directE164 = PhoneNumbers.Normalize(DirectPhone, Country), mobilePhone = MobilePhone, mobileE164 = PhoneNumbers.Normalize(MobilePhone, Country),
            city = City, state = State, stateAbbr = StateAbbr, postalCode = PostalCode, country = Country, timeZone = TimeZones.For(Country, StateAbbr ?? State), accountId = AccountId,
            custom = new Jsonb(JsonSerializer.Serialize(CustomFields ?? new Dictionary<string, string>(), Json.Options)),
        };
    }

    private void Phone(Validation check, string pointer, string? text, string? before) =>
        check.That(text is null || text == before || PhoneNumbers.Normalize(text, Country) is not null, pointer, "contacts.phone_invalid",
            "This number cannot be dialled. Write it with its country code, or give the contact's country.");

    private static string? Pick(string? given, string? old) => given is null ? old : given.Trim() is { Length: > 0 } text ? text : null;

    private static Dictionary<string, string> Merge(IReadOnlyDictionary<string, string>? given, IReadOnlyDictionary<string, string>? old)
    {
        var merged = new Dictionary<string, string>(old ?? new Dictionary<string, string>());
        foreach (var (key, value) in given ?? new Dictionary<string, string>())
        {
            if (string.IsNullOrWhiteSpace(value))
                merged.Remove(key);
            else
                merged[key] = value.Trim();
        }

        return merged;
    }

    [GeneratedRegex("^[a-z0-9_]{1,60}$")]
    private static partial Regex CustomKey();
}
