using Pivotal.Domain.Shared;

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

    internal void Check(Validation check, string at, Guid? ownList)
    {
        check.OneOf($"{at}/order", Order, Orders).Range($"{at}/newEvery", NewEvery, 2, 6);
        foreach (var (share, i) in Lists.Select((l, i) => (l, i)))
            check.Range($"{at}/lists/{i}/weight", share.Weight, 1, 100);
        if (Lists.Count > 0)
            CheckMix(check, $"{at}/lists", ownList);
        check.That(Filters.Count <= 20, $"{at}/filters", "field.too_long", "At most 20.");
        foreach (var (filter, i) in Filters.Select((f, i) => (f, i)))
            filter.Check(check, $"{at}/filters/{i}");
    }

    private void CheckMix(Validation check, string at, Guid? ownList)
    {
        var sum = Lists.Sum(l => (long)l.Weight);
        check
            .That(sum == 100, at, "queue.weights", $"The shares add up to {sum} %, not to 100 %.")
            .That(Lists.Count <= 10, at, "field.too_long", "At most 10 lists.")
            .That(Lists.DistinctBy(l => l.ListId).Count() == Lists.Count, at, "field.duplicate", "Name each list once.")
            .That(
                ownList is null || Lists.Any(l => l.ListId == ownList),
                at,
                "queue.own_list_missing",
                "The campaign's own list has to be among them."
            );
    }
}

/// <param name="ListId">of the list the contacts come from</param>
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

    internal void Check(Validation check, string at) =>
        check
            .OneOf($"{at}/field", Field, Fields)
            .OneOf($"{at}/operator", Operator, Operators)
            .That(
                !NeedsValues() || Values is { Count: > 0 and <= 100 } && Values.All(v => !string.IsNullOrWhiteSpace(v) && v.Length <= 200),
                $"{at}/values",
                "field.required",
                "Name 1 to 100 values."
            );
}
