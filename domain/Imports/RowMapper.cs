using System.Collections.Frozen;
using Pivotal.Domain.Accounts;

namespace Pivotal.Domain.Imports;

/// <summary>A column of the file and where it goes; a null target leaves it out.</summary>
/// <param name="Reading">
/// how values are read that can be read in two ways: day, month or leave_out for dates, thousands, decimal or leave_out for amounts (<see cref="ColumnReadings"/>). Null: as the column's other values tell;
/// where they tell nothing, such dates are left out and reported, and 1.234 is one thousand two hundred and thirty-four
/// </param>
public sealed record ColumnTarget(int Index, string? Target, string? Reading = null);

/// <summary>Turns the cells of a row into a contact and its company. Pure: the same cells give the same row, on every run.</summary>
public sealed class RowMapper
{
    /// <summary>What databases and sheets write where they have nothing; "Null" is a surname.</summary>
    private static readonly FrozenSet<string> Nothing = new[]
    {
        "NULL",
        "null",
        "(null)",
        "\\N",
        "N/A",
        "n/a",
        "#N/A",
        "NaN",
        "nan",
        "#REF!",
        "#VALUE!",
        "#NAME?",
        "#DIV/0!",
        "#NULL!",
        "#NUM!",
    }.ToFrozenSet();

    private readonly record struct Column(int Index, ImportTarget Target, DateOrder Dates, LoneSeparator Amounts);

    private readonly Column[] _columns;
    private readonly int _width;

    /// <param name="width">number of header cells</param>
    /// <param name="dates">of each column; empty when nothing is known of them</param>
    /// <param name="decimals">of each column; empty when nothing is known of them</param>
    public RowMapper(IEnumerable<ColumnTarget> mapping, int width, IReadOnlyList<DateOrder> dates, IReadOnlyList<DecimalMark> decimals)
    {
        _columns =
        [
            .. mapping
                .Where(m => m.Target is not null && m.Index < width)
                .Select(m => new Column(
                    m.Index,
                    ImportTargets.Find(m.Target) ?? throw new ArgumentException($"Unknown target {m.Target}.", nameof(mapping)),
                    ColumnReadings.OrderOf(m.Reading, m.Index < dates.Count ? dates[m.Index] : DateOrder.Unknown),
                    ColumnReadings.SeparatorOf(m.Reading, m.Index < decimals.Count ? decimals[m.Index] : DecimalMark.Unknown)
                )),
        ];
        _width = width;
    }

    /// <summary>Maps the row the reader stands on.</summary>
    public ImportRow Map(CsvRows cells)
    {
        var row = new ImportRow { Number = cells.Number };
        var count = cells.Count;
        Whole(row, cells);
        foreach (var column in _columns)
        {
            var (index, target) = (column.Index, column.Target);
            // A row may end early: what is missing is empty.
            if (index >= count || cells.IsEmpty(index))
                continue;
            var value = Bare(cells[index].Trim());
            if (value.Length > target.MaxLength)
                row.Problem("cell.too_long", target.Key, $"The cell has more than {target.MaxLength:N0} characters.", null, rejects: true);
            else if (
                value.Length > 0
                && !IsLost(row, cells, index, target.Key, value)
                && (target.Key == ImportTargets.Email || !Nothing.Contains(value))
            )
                Set(row, column, value);
        }

        Finish(row);
        return row;
    }

    /// <summary>A value of which characters are gone is told and left out: what is in the store may be whole. An address stays, to be told as none.</summary>
    private static bool IsLost(ImportRow row, CsvRows cells, int index, string field, string value)
    {
        if (!cells.IsDamaged(index))
            return false;
        var lost = cells.IsLost(index);
        if (lost)
            row.Problem("cell.damaged", field, "The cell has characters that cannot be read, and is left out.", value);
        else
            row.Tell("cell.damaged", field, "Characters that no text has were taken out of the cell.", value);
        return lost && field != ImportTargets.Email;
    }

    /// <summary>="02079460018" keeps a spreadsheet from taking it for a number.</summary>
    private static string Bare(string value) =>
        value.Length > 3 && value.StartsWith("=\"", StringComparison.Ordinal) && value[^1] == '"' ? value[2..^1].Trim() : value;

    private static void Set(ImportRow row, Column column, string value)
    {
        (row.DateOrder, row.Amounts) = (column.Dates, column.Amounts);
        column.Target.Set(row, value);
    }

    /// <summary>What is wrong with the row before anybody looks into its cells.</summary>
    private void Whole(ImportRow row, CsvRows cells)
    {
        var count = cells.Count;
        if (cells.Trouble == CsvTrouble.BrokenQuote)
            row.Problem(
                "row.broken_quote",
                null,
                $"A quotation mark is opened in line {cells.Line} of the file and not closed.",
                null,
                rejects: true
            );
        else if (cells.Trouble == CsvTrouble.TooLong)
            row.Problem(
                "row.too_long",
                null,
                $"The row in line {cells.Line} of the file is too long: {ImportLimits.Row:N0} characters and {ImportLimits.Columns:N0} cells are possible.",
                null,
                rejects: true
            );
        if (cells.OtherEncoding is { } encoding)
            row.Tell("row.other_encoding", null, $"The row is not in the encoding of the other rows and was read as {encoding}.", null);
        for (var i = _width; i < count; i++)
        {
            if (cells.IsEmpty(i))
                continue;
            row.Problem("row.too_many_cells", null, $"The row has {count} cells, the header {_width}.", null, rejects: true);
            break;
        }
    }

    private static void Finish(ImportRow row)
    {
        var (contact, account) = (row.Contact, row.Account);
        if (contact.Email is null)
            row.Problem("email.missing", ImportTargets.Email, "A contact needs an e-mail address.", null, rejects: true);
        else if ((contact.EmailNormalized = Emails.Normalize(contact.Email)) is null)
            row.Problem("email.invalid", ImportTargets.Email, "This is not one e-mail address.", contact.Email, rejects: true);
        else if (!contact.EmailNormalized.Equals(contact.Email, StringComparison.OrdinalIgnoreCase))
            contact.Email = Emails.Written(contact.Email);

        contact.FullName ??= Join(contact.FirstName, contact.LastName);
        var (home, seat) = (Countries.Find(contact.Country), Countries.Find(account.HqCountry));
        row.ReadPersonalPhones(home ?? seat);
        account.MainPhoneE164 = Phone(row, account.MainPhone, seat ?? home, "account.mainPhone");
        contact.TimeZone = TimeZones.For(
            home?.Code ?? seat?.Code,
            home is null && seat is not null ? account.HqStateAbbr ?? account.HqState : contact.StateAbbr ?? contact.State
        );
        Company(row, account);
    }

    private static void Company(ImportRow row, AccountDraft account)
    {
        var given = Domains.Normalize(account.Domain);
        if (given is null && account.Domain is not null)
            row.Problem("domain.invalid", "account.domain", "This is not a domain and is left out.", account.Domain);
        // Two companies that name their mail service, or their pages on one network, are not the same company.
        account.DomainNormalized =
            given is not null && Domains.IsCompanys(given) ? given
            : Domains.Normalize(account.Website) is { } site && Domains.IsCompanys(site) ? site
            : null;
        account.Name ??= account.DomainNormalized;
        account.NameNormalized = account.Name is null ? null : CompanyNames.Key(account.Name);
        account.Domain ??= account.DomainNormalized;
    }

    private static string? Phone(ImportRow row, string? text, Country? country, string field)
    {
        if (text is null)
            return null;
        if (PhoneNumbers.Parse(text, country) is { } number)
            return number.E164;
        row.Problem("phone.invalid", field, $"{PhoneNumbers.Read(text, country).Fault} Its text is kept.", text);
        return null;
    }

    private static string? Join(string? first, string? last) =>
        (first, last) switch
        {
            (null, null) => null,
            (null, _) => last,
            (_, null) => first,
            _ => $"{first} {last}",
        };
}
