using Pivotal.Api.Shared;
using Pivotal.Domain.Campaigns;

namespace Pivotal.Api.Campaigns.Rules;

internal static class QueueCheck
{
    private const string At = "/rules/queue";

    public static void Run(Validation check, QueueRules queue, Guid? ownList)
    {
        check.OneOf($"{At}/order", queue.Order, QueueRules.Orders).Range($"{At}/newEvery", queue.NewEvery, 2, 6);
        foreach (var (share, i) in queue.Lists.Select((l, i) => (l, i)))
            check.Range($"{At}/lists/{i}/weight", share.Weight, 1, 100);
        if (queue.Lists.Count > 0)
        {
            var sum = queue.Lists.Sum(l => (long)l.Weight);
            check
                .That(sum == 100, $"{At}/lists", "queue.weights", $"The shares add up to {sum} %, not to 100 %.")
                .That(queue.Lists.Count <= 10, $"{At}/lists", "field.too_long", "At most 10 lists.")
                .That(
                    queue.Lists.DistinctBy(l => l.ListId).Count() == queue.Lists.Count,
                    $"{At}/lists",
                    "field.duplicate",
                    "Name each list once."
                )
                .That(
                    ownList is null || queue.Lists.Any(l => l.ListId == ownList),
                    $"{At}/lists",
                    "queue.own_list_missing",
                    "The campaign's own list has to be among them."
                );
        }

        check.That(queue.Filters.Count <= 20, $"{At}/filters", "field.too_long", "At most 20.");
        foreach (var (filter, i) in queue.Filters.Select((f, i) => (f, i)))
        {
            check
                .OneOf($"{At}/filters/{i}/field", filter.Field, QueueFilter.Fields)
                .OneOf($"{At}/filters/{i}/operator", filter.Operator, QueueFilter.Operators)
                .That(
                    !filter.NeedsValues()
                        || filter.Values is { Count: > 0 and <= 100 }
                            && filter.Values.All(v => !string.IsNullOrWhiteSpace(v) && v.Length <= 200),
                    $"{At}/filters/{i}/values",
                    "field.required",
                    "Name 1 to 100 values."
                );
        }
    }
}
