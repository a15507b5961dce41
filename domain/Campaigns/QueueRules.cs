namespace Pivotal.Domain.Campaigns;

/// <summary>Which due contact is dialled next. Callbacks and contacts of a higher priority always come first; the rest of these rules decides among equals.</summary>
public sealed record QueueRules
{
    public const string ByPriority = "priority",
        Fifo = "fifo",
        Lifo = "lifo",
        Random = "random";

    /// <summary>Longest due first, first into the queue first, last into it first, by chance, or up/down by a property.</summary>
    public static readonly IReadOnlyList<string> Orders =
    [
        ByPriority,
        Fifo,
        Lifo,
        Random,
        .. new[] { "rank", "last_name", "phone", "calls", "last_call", "owner", "time_zone", "contact" }.SelectMany(f =>
            new[] { $"{f}_up", $"{f}_down" }
        ),
    ];

    /// <summary>One of <see cref="Orders"/>.</summary>
    public string Order { get; init; } = ByPriority;

    /// <summary>Every so many calls is a first call, the others are contacts called before; 2–6. Null: no difference is made. A side that has nobody due leaves its turns to the other.</summary>
    public int? NewEvery { get; init; }

    /// <summary>List mix: the lists the queue is filled from with their share of the calls. Empty: the campaign's own list alone.</summary>
    public IReadOnlyList<ListShare> Lists { get; init; } = [];

    /// <summary>Only contacts that satisfy all of these are dialled.</summary>
    public IReadOnlyList<QueueFilter> Filters { get; init; } = [];

    /// <summary>The default: no lanes are kept for the contacts.</summary>
    public bool IsPlain() => Order == ByPriority && NewEvery is null && Lists.Count == 0;
}

/// <param name="Weight">per cent of the calls, 1–100; all together 100. A list with nobody due leaves its share to the others.</param>
public sealed record ListShare(Guid ListId, int Weight);

/// <param name="Field">one of <see cref="Fields"/></param>
/// <param name="Operator">one of <see cref="Operators"/></param>
/// <param name="Values">one of them has to fit (for is_not: none may); compared without case. Empty for is_empty and is_not_empty.</param>
public sealed record QueueFilter(string Field, string Operator, IReadOnlyList<string> Values)
{
    public static readonly IReadOnlyList<string> Fields =
    [
        "country",
        "state",
        "city",
        "job_title",
        "department",
        "seniority",
        "list_label",
        "industry",
        "staff_count_range",
        "revenue_range",
        "account_name",
        "account_domain",
        "account_country",
    ];

    public static readonly IReadOnlyList<string> Operators = ["is", "is_not", "contains", "starts_with", "is_empty", "is_not_empty"];

    public bool NeedsValues() => Operator is not ("is_empty" or "is_not_empty");
}
