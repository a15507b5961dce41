using Pivotal.Domain.Dialer.Order;

namespace Pivotal.Bench.FaultsModel.Tables;

/// <summary>A row of queue_entries.</summary>
internal sealed class Entry(Guid contact, Guid? account, string phone)
{
    public Guid Contact => contact;

    public Guid? Account => account;

    public string Phone => phone;

    public string Status { get; set; } = EntryStatus.Queued;

    public string? Reason { get; set; }

    public int Attempts { get; set; }

    public Guid? CallId { get; set; }

    public DateTimeOffset NextAt { get; set; }
}
