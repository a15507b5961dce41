using System.Security.Cryptography;
using System.Text;
using Pivotal.Data.Imports;
using Pivotal.Domain.Imports;

namespace Pivotal.Grains.Imports;

/// <summary>
/// Cuts a file into batches. It always reads from the first row: what lies before the checkpoint is only remembered,
/// so that a double is recognised over the whole file, also after a restart.
/// </summary>
internal sealed class ImportReader(ImportRecord import, Stream file, long checkpoint) : IDisposable
{
    public const int BatchRows = 10_000;

    /// <summary>Characters; a batch of huge rows ends earlier. Of each import that runs up to three batches are in memory.</summary>
    private const long BatchLength = 8 * 1_048_576;

    private readonly CsvRows _rows = new(file, import.Format);
    private readonly RowMapper _mapper = import.Mapper();
    private readonly HashSet<UInt128> _seen = [];

    /// <summary>The next batch; the last one says so and may be empty.</summary>
    public ImportBatch Next(CancellationToken ct)
    {
        while (_rows.Number < checkpoint && _rows.Read())
        {
            ct.ThrowIfCancellationRequested();
            if (_mapper.Map(_rows) is { Rejected: false } row)
                _seen.Add(KeyOf(row));
        }

        var batch = new ImportBatch(_rows.Number);
        while (batch.To - batch.From < BatchRows && batch.Length < BatchLength)
        {
            ct.ThrowIfCancellationRequested();
            if (!_rows.Read())
            {
                batch.Last = true;
                break;
            }

            batch.Length += _rows.Length;
            var row = _mapper.Map(_rows);
            if (row.Rejected)
            {
                batch.Reject(row, _rows.Cells());
            }
            else if (_seen.Add(KeyOf(row)))
            {
                batch.Take(row);
                if (row.Problems is not null)
                    batch.Incomplete(row, _rows.Cells());
            }
            else
            {
                batch.Duplicate(row);
            }
        }

        return batch;
    }

    public void Dispose() => _rows.Dispose();

    // 16 bytes per row instead of the address: ten million rows fit in memory.
    private static UInt128 KeyOf(ImportRow row)
    {
        Span<byte> hash = stackalloc byte[32];
        var email = row.Contact.EmailNormalized!;
        Span<byte> utf8 = stackalloc byte[email.Length * 3];
        SHA256.HashData(utf8[..Encoding.UTF8.GetBytes(email, utf8)], hash);
        return new UInt128(BitConverter.ToUInt64(hash), BitConverter.ToUInt64(hash[8..]));
    }
}
