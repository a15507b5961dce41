using Pivotal.Data.Accounts;

namespace Pivotal.Data.Imports;

/// <summary>A column of the file and where it goes; a null target leaves it out.</summary>
public sealed record ColumnTarget(int Index, string? Target);

/// <summary>Turns the cells of a row into a contact and its company. Pure: the same cells give the same row, on every run.</summary>
public sealed class RowMapper
{
    /// <summary>What a spreadsheet cell can hold at most; longer text is a broken quote or not meant for a contact.</summary>
    public const int MaxCell = 32_767;

    private readonly (int Index, ImportTarget Target)[] _columns;
    private readonly int _width;

    /// <param name="width">number of header cells</param>
    public RowMapper(IEnumerable<ColumnTarget> mapping, int width)
    {
        _columns = [.. mapping.Where(m => m.Target is not null && m.Index < width)
            .Select(m => (m.Index, ImportTargets.Find(m.Target) ?? throw new ArgumentException($"Unknown target {m.Target}.", nameof(mapping))))];
        _width = width;
    }

    /// <summary>Maps the row the reader stands on.</summary>
    public ImportRow Map(CsvRows cells)
    {
        var row = new ImportRow { Number = cells.Number };
        var count = cells.Count;
        for (var i = _width; i < count; i++)
        {
            if (!string.IsNullOrWhiteSpace(cells[i]))
            {
                row.Problem("row.too_many_cells", null, $"The row has {count} cells, the header {_width}.", null, rejects: true);
                break;
            }
        }

        foreach (var (index, target) in _columns)
        {
            // A row may end early: what is missing is empty.
            if (index >= count)
                continue;
            var cell = cells[index];
            if (cell.Trim() is not { Length: > 0 } value)
                continue;
            if (value.Length > target.MaxLength)
                row.Problem("cell.too_long", target.Key, $"The cell has {value.Length} characters; {target.MaxLength} are possible.", null, rejects: true);
            else
                target.Set(row, value);
        }

        Finish(row);
        return row;
    }

    private static void Finish(ImportRow row)
    {
        var (contact, account) = (row.Contact, row.Account);
        if (contact.Email is null)
            row.Problem("email.missing", ImportTargets.Email, "A contact needs an e-mail address.", null, rejects: true);
        else if ((contact.EmailNormalized = Emails.Normalize(contact.Email)) is null)
            row.Problem("email.invalid", ImportTargets.Email, "This is not one e-mail address.", contact.Email, rejects: true);

        contact.FullName ??= Join(contact.FirstName, contact.LastName);
        var (home, seat) = (Countries.Find(contact.Country), Countries.Find(account.HqCountry));
        contact.DirectPhoneE164 = Phone(row, contact.DirectPhone, home ?? seat, "contact.directPhone");
        contact.MobilePhoneE164 = Phone(row, contact.MobilePhone, home ?? seat, "contact.mobilePhone");
        account.MainPhoneE164 = Phone(row, account.MainPhone, seat ?? home, "account.mainPhone");
        contact.TimeZone = TimeZones.For(home?.Code ?? seat?.Code, home is null && seat is not null ? account.HqStateAbbr ?? account.HqState : contact.StateAbbr ?? contact.State);
        Company(row, account);
    }

    private static void Company(ImportRow row, AccountDraft account)
    {
        var given = Domains.Normalize(account.Domain);
        if (given is null && account.Domain is not null)
            row.Problem("domain.invalid", "account.domain", "This is not a domain and is left out.", account.Domain);
        var domain = given ?? Domains.Normalize(account.Website);
        // Two companies that name their mail service are not the same company.
        account.DomainNormalized = domain is not null && !Domains.IsFreeMail(domain) ? domain : null;
        account.Name ??= account.DomainNormalized;
        account.NameNormalized = account.Name is null ? null : CompanyNames.Key(account.Name);
        account.Domain ??= account.DomainNormalized;
    }

    private static string? Phone(ImportRow row, string? text, Country? country, string field)
    {
        if (text is null)
            return null;
        var number = PhoneNumbers.Parse(text, country)?.E164;
        if (number is null)
            row.Problem("phone.invalid", field, "The number cannot be dialled; its text is kept.", text);
        return number;
    }

    private static string? Join(string? first, string? last) => (first, last) switch
    {
        (null, null) => null,
        (null, _) => last,
        (_, null) => first,
        _ => $"{first} {last}",
    };
}
