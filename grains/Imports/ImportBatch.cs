using System.Text.Json;
using Pivotal.Data.Accounts;
using Pivotal.Data.Imports;
using Pivotal.GrainInterfaces.Shared;

namespace Pivotal.Grains.Imports;

/// <summary>Some thousand rows, ready for the database. Pure data: it can be merged again when a transaction has to be repeated.</summary>
internal sealed class ImportBatch(long from)
{
    private readonly Dictionary<string, int> _accountNumbers = [];

    /// <summary>Rows of the file before this batch.</summary>
    public long From { get; } = from;

    /// <summary>Rows of the file up to and with this batch.</summary>
    public long To { get; private set; } = from;

    /// <summary>The file ends here.</summary>
    public bool Last { get; set; }

    public int Duplicates { get; private set; }

    public List<(Guid Id, ContactDraft Row, int? Account)> Contacts { get; } = [];

    public List<(Guid Id, AccountDraft Row)> Accounts { get; } = [];

    public List<(long Number, string Reasons, string Cells)> Errors { get; } = [];

    public void Reject(ImportRow row, string[] cells)
    {
        To = row.Number;
        var reasons = row.Problems!.Where(p => p.Rejects).Select(p => new { p.Code, p.Field, p.Detail });
        for (var i = 0; i < cells.Length; i++)
        {
            if (cells[i].Length > RowMapper.MaxCell)
                cells[i] = cells[i][..RowMapper.MaxCell];
        }

        Errors.Add((row.Number, JsonSerializer.Serialize(reasons, ImportRecord.Json), JsonSerializer.Serialize(cells, ImportRecord.Json)));
    }

    public void Duplicate(ImportRow row) => (To, Duplicates) = (row.Number, Duplicates + 1);

    public void Take(ImportRow row)
    {
        To = row.Number;
        Contacts.Add((Ids.New(), row.Contact, AccountOf(row.Account)));
    }

    /// <summary>Rows of one company become one account; a later non-null value wins, as it would row by row.</summary>
    private int? AccountOf(AccountDraft account)
    {
        if (account.Key is not { } key)
            return null;
        if (_accountNumbers.TryGetValue(key, out var number))
        {
            account.Over(Accounts[number].Row);
            Accounts[number] = (Accounts[number].Id, account);
            return number;
        }

        number = Accounts.Count;
        _accountNumbers.Add(key, number);
        Accounts.Add((Ids.New(), account));
        return number;
    }
}
