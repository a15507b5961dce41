using Pivotal.Domain.Accounts;

namespace Pivotal.Domain.Imports;

/// <summary>Why a cell or a row could not be used.</summary>
/// <param name="Code">stable: <c>email.missing</c>, <c>email.invalid</c>, <c>phone.invalid</c> …</param>
/// <param name="Field">target key, or null when the whole row is at fault</param>
/// <param name="Rejects">true: the row goes to the error file; false: the row is imported without this value</param>
/// <param name="Kept">nothing is left out of the row: it is only told how it was read</param>
public sealed record RowProblem(string Code, string? Field, string Detail, string? Value, bool Rejects, bool Kept = false);

/// <summary>One data row, read, mapped and normalised. Reused for no second row.</summary>
public sealed class ImportRow
{
    private const string DirectPhone = "contact.directPhone";
    private const string MobilePhone = "contact.mobilePhone";

    /// <summary>1 = the first row after the header.</summary>
    public long Number { get; init; }

    public ContactDraft Contact { get; } = new();

    public AccountDraft Account { get; } = new();

    /// <summary>What stands first in the dates of the column whose cell is being read.</summary>
    internal DateOrder DateOrder { get; set; }

    /// <summary>How the amounts of the column whose cell is being read are read.</summary>
    internal LoneSeparator Amounts { get; set; }

    public List<RowProblem>? Problems { get; private set; }

    public bool Rejected { get; private set; }

    public void Problem(string code, string? field, string detail, string? value, bool rejects = false)
    {
        (Problems ??= []).Add(new(code, field, detail, value, rejects));
        Rejected |= rejects;
    }

    /// <summary>Says how something was read that is not left out.</summary>
    public void Tell(string code, string? field, string detail, string? value) =>
        (Problems ??= []).Add(new(code, field, detail, value, false, Kept: true));

    /// <summary>Values that could not be read, of a row that comes in without them.</summary>
    public int LeftOut => Problems?.Count(p => !p.Kept) ?? 0;

    /// <summary>A person's number was left out and the row has no country to read it by; that of the contact who is there may do.</summary>
    public bool LacksCountry =>
        !Rejected
        && Problems?.Exists(IsPersonalPhone) == true
        && Countries.Find(Contact.Country) is null
        && Countries.Find(Account.HqCountry) is null;

    /// <summary>May be called again when a country becomes known: what was told about these numbers before is forgotten.</summary>
    internal void ReadPersonalPhones(Country? country)
    {
        Problems?.RemoveAll(IsPersonalPhone);
        Contact.DirectPhoneE164 = Personal(Contact.DirectPhone, country, DirectPhone);
        Contact.MobilePhoneE164 = Personal(Contact.MobilePhone, country, MobilePhone);
    }

    /// <inheritdoc cref="ReadPersonalPhones"/>
    /// <param name="country">of the contact whom the row updates, in any spelling</param>
    /// <returns>how many values that were left out are read now</returns>
    public int ReadByStoredCountry(string country)
    {
        if (Countries.Find(country) is not { } stored)
            return 0;
        var before = Problems!.Count;
        ReadPersonalPhones(stored);
        return before - Problems.Count;
    }

    private string? Personal(string? text, Country? country, string field)
    {
        if (text is null)
            return null;
        if (PhoneNumbers.ParsePersonal(text, country) is { } number)
            return number.E164;
        Problem("phone.invalid", field, $"{PhoneNumbers.PersonalFault(text, country)} Its text is kept.", text);
        return null;
    }

    private static bool IsPersonalPhone(RowProblem problem) => problem is { Code: "phone.invalid", Field: DirectPhone or MobilePhone };
}

/// <summary>The contact columns of a row. Null means: the file says nothing, an existing value stays.</summary>
public sealed class ContactDraft
{
    public string? FullName { get; set; }
    public string? FirstName { get; set; }
    public string? LastName { get; set; }
    public string? JobTitle { get; set; }
    public string? Department { get; set; }
    public string? Seniority { get; set; }
    public string? ListLabel { get; set; }
    public string? LinkedinUrl { get; set; }
    public string? Email { get; set; }
    public string? EmailNormalized { get; set; }
    public string? EmailVerification { get; set; }
    public decimal? EmailAiConfidence { get; set; }
    public string? DirectPhone { get; set; }
    public string? DirectPhoneE164 { get; set; }
    public decimal? PhoneAiConfidence { get; set; }
    public string? MobilePhone { get; set; }
    public string? MobilePhoneE164 { get; set; }
    public string? City { get; set; }
    public string? State { get; set; }
    public string? StateAbbr { get; set; }
    public string? PostalCode { get; set; }
    public string? Country { get; set; }
    public string? ContactLocation { get; set; }
    public string? TimeZone { get; set; }
    public string? FormerPosition { get; set; }
    public string? TimeInPosition { get; set; }
    public int? TimeInPositionMonths { get; set; }
    public string? TimeInCompany { get; set; }
    public int? TimeInCompanyMonths { get; set; }
    public DateOnly? ResearchDate { get; set; }
    public Dictionary<string, string>? CustomFields { get; set; }
}

/// <summary>The company columns of a row.</summary>
public sealed class AccountDraft
{
    public string? Name { get; set; }
    public string? NameNormalized { get; set; }
    public string? Domain { get; set; }
    public string? DomainNormalized { get; set; }
    public string? Website { get; set; }
    public string? Industry { get; set; }
    public string? Description { get; set; }
    public decimal? AnnualRevenue { get; set; }
    public string? RevenueRange { get; set; }
    public string? StaffCountRange { get; set; }
    public string? HqStreet1 { get; set; }
    public string? HqStreet2 { get; set; }
    public string? HqStreet3 { get; set; }
    public string? HqCity { get; set; }
    public string? HqState { get; set; }
    public string? HqStateAbbr { get; set; }
    public string? HqPostalCode { get; set; }
    public string? HqCountry { get; set; }
    public string? CompanyLocation { get; set; }
    public int? FoundedYear { get; set; }
    public DateOnly? FoundedDate { get; set; }
    public string? LinkedinUrl { get; set; }
    public string? LinkedinId { get; set; }
    public string? MainPhone { get; set; }
    public string? MainPhoneE164 { get; set; }
    public string[]? WebTechnologies { get; set; }
    public string? SicCode { get; set; }
    public string? NaicsCode { get; set; }

    /// <summary>Fills what this row does not say with what an earlier row of the same company said.</summary>
    public void Over(AccountDraft earlier)
    {
        if (Name is null || (Name == DomainNormalized && earlier.Name is not null))
            (Name, NameNormalized) = (earlier.Name, earlier.NameNormalized);
        Domain ??= earlier.Domain;
        Website ??= earlier.Website;
        Industry ??= earlier.Industry;
        Description ??= earlier.Description;
        AnnualRevenue ??= earlier.AnnualRevenue;
        RevenueRange ??= earlier.RevenueRange;
        StaffCountRange ??= earlier.StaffCountRange;
        HqStreet1 ??= earlier.HqStreet1;
        HqStreet2 ??= earlier.HqStreet2;
        HqStreet3 ??= earlier.HqStreet3;
        HqCity ??= earlier.HqCity;
        HqState ??= earlier.HqState;
        HqStateAbbr ??= earlier.HqStateAbbr;
        HqPostalCode ??= earlier.HqPostalCode;
        HqCountry ??= earlier.HqCountry;
        CompanyLocation ??= earlier.CompanyLocation;
        if (FoundedYear is null)
            (FoundedYear, FoundedDate) = (earlier.FoundedYear, earlier.FoundedDate);
        LinkedinUrl ??= earlier.LinkedinUrl;
        LinkedinId ??= earlier.LinkedinId;
        if (MainPhoneE164 is null && (MainPhone is null || earlier.MainPhoneE164 is not null))
            (MainPhone, MainPhoneE164) = (earlier.MainPhone, earlier.MainPhoneE164);
        WebTechnologies =
            WebTechnologies is null ? earlier.WebTechnologies
            : earlier.WebTechnologies is null ? WebTechnologies
            : [.. earlier.WebTechnologies.Union(WebTechnologies)];
        SicCode ??= earlier.SicCode;
        NaicsCode ??= earlier.NaicsCode;
    }

    public string PlaceKey => Places.Key(HqCity, HqCountry);

    /// <summary>What makes two rows the same company: the domain, otherwise name and place. Null: the row names no company.</summary>
    public string? Key =>
        DomainNormalized is not null ? DomainNormalized
        : NameNormalized is { Length: > 0 } ? $"{NameNormalized}\u001f{PlaceKey}"
        : null;
}
