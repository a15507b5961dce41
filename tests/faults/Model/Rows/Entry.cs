using Pivotal.Domain.Calls;
using Pivotal.Domain.Dialer.Order;
using Pivotal.Domain.Dialer.Queue;

namespace Pivotal.FaultTests.Model.Rows;

/// <summary>A row of queue_entries.</summary>
internal sealed class Entry(Guid contact, Guid? account, string phone)
{
    /// <summary>Who he is plays no part.</summary>
    public static CallContact Person { get; } = new(default, "Modelled", null, null, "", null, null, null, null);

    public Guid Contact => contact;

    public Guid? Account => account;

    public string Phone => phone;

    public string Status { get; set; } = EntryStatus.Queued;

    public string? Reason { get; set; }

    public int Attempts { get; set; }

    public Guid? CallId { get; set; }

    public DateTimeOffset NextAt { get; set; }

    /// <summary>Of the queue that claimed it.</summary>
    public long Epoch { get; set; }

    public HopperEntry Claimed => new(contact, account, phone, "UTC", Attempts, Reason, Person, null);
}
