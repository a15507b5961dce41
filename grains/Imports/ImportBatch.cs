using System.Text.Json;
using Pivotal.Data.Accounts;
using Pivotal.Data.Imports;
using Pivotal.Domain.Imports;
using Pivotal.Domain.Shared;
using Pivotal.GrainInterfaces.Shared;

namespace Pivotal.Grains.Imports;

/// <summary>Some thousand rows, ready for the database. Pure data: it can be merged again when a transaction has to be repeated.</summary>
internal sealed class ImportBatch(long from)
{
    private readonly Dictionary<string, int> _accountNumbers = [];
    private readonly List<(ImportRow Row, int Error)> _withoutCountry = [];

    /// <summary>Rows of the file before this batch.</summary>
    public long From { get; } = from;

    /// <summary>Rows of the file up to and with this batch.</summary>
    public long To { get; private set; } = from;

    /// <summary>The file ends here.</summary>
    public bool Last { get; set; }

    public int Duplicates { get; private set; }

    public int Rejected { get; private set; }

    /// <summary>Rows that come in without a value that could not be read, and how many values that are.</summary>
    public (int Rows, int Values) LeftOut { get; private set; }

    /// <summary>Characters of the rows in here; what goes to the error file as well counts again, as it is kept a second time.</summary>
    public long Length { get; set; }

    public List<StagedContact> Contacts { get; } = [];

    public List<StagedAccount> Accounts { get; } = [];

    public List<ImportError> Errors { get; } = [];

    public void Reject(ImportRow row, string[] cells)
    {
        (To, Rejected) = (row.Number, Rejected + 1);
        Report(row, cells);
    }

    public void Duplicate(ImportRow row) => (To, Duplicates) = (row.Number, Duplicates + 1);

    public void Take(ImportRow row)
    {
        To = row.Number;
        Contacts.Add(new(Ids.New(), row.Contact, AccountOf(row.Account)));
    }

    /// <summary>Tells what a row that is taken all the same lost, or how it was read.</summary>
    public void Incomplete(ImportRow row, string[] cells)
    {
        LeftOut = (LeftOut.Rows + (row.LeftOut > 0 ? 1 : 0), LeftOut.Values + row.LeftOut);
        if (row.LacksCountry)
            _withoutCountry.Add((row, Errors.Count));
        Report(row, cells);
    }

    /// <summary>Addresses of the people whose numbers wait for the country they are stored with.</summary>
    public string[] WithoutCountry => [.. _withoutCountry.Select(w => w.Row.Contact.EmailNormalized!)];

    /// <summary>Reads numbers by the country their contact is stored with, as an edit of him would, and tells no more what is read now. Once for a batch, however often it is merged.</summary>
    /// <param name="stored">address → country, of those who are there and have one</param>
    public void ReadByStoredCountries(IReadOnlyDictionary<string, string> stored)
    {
        var (whole, read) = (0, new HashSet<long>());
        foreach (var (row, error) in _withoutCountry)
        {
            if (!stored.TryGetValue(row.Contact.EmailNormalized!, out var country))
                continue;
            LeftOut = (LeftOut.Rows, LeftOut.Values - row.ReadByStoredCountry(country));
            Errors[error] = Errors[error] with { Reasons = Reasons(row) };
            if (row.LeftOut == 0)
                whole++;
            if (row.Problems!.Count == 0)
                read.Add(row.Number);
        }

        LeftOut = (LeftOut.Rows - whole, LeftOut.Values);
        Errors.RemoveAll(e => read.Contains(e.Number));
        _withoutCountry.Clear();
    }

    private void Report(ImportRow row, string[] cells)
    {
        for (var i = 0; i < cells.Length; i++)
        {
            if (cells[i].Length > ImportLimits.Cell)
                cells[i] = cells[i].Beginning(ImportLimits.Cell);
        }

        var kept = JsonSerializer.Serialize(cells, ImportRecord.Json);
        Length += kept.Length;
        Errors.Add(new(row.Number, Reasons(row), kept, row.Rejected));
    }

    private static string Reasons(ImportRow row) =>
        JsonSerializer.Serialize(
            row.Problems!.Where(p => p.Rejects == row.Rejected)
                .Select(p => new
                {
                    p.Code,
                    p.Field,
                    p.Detail,
                }),
            ImportRecord.Json
        );

    /// <summary>Rows of one company become one account; a later non-null value wins, as it would row by row.</summary>
    private int? AccountOf(AccountDraft account)
    {
        if (account.Key is not { } key)
            return null;
        if (_accountNumbers.TryGetValue(key, out var number))
        {
            account.Over(Accounts[number].Row);
            Accounts[number] = new(Accounts[number].Id, account);
            return number;
        }

        number = Accounts.Count;
        _accountNumbers.Add(key, number);
        Accounts.Add(new(Ids.New(), account));
        return number;
    }
}
