using System.Globalization;
using System.Text.Json;
using Pivotal.Domain.Campaigns;

namespace Pivotal.Domain.Dialer.Order;

/// <summary>
/// The order of a lane as SQL text. A key is: callbacks before others, then the priority, then the property, as hexadecimal digits of its bytes, so that plain
/// comparison sorts it; going down the digits are mirrored. What the key is made of is read when the contact becomes due, not when it is dialled:
/// a name changed in between sorts by the old one until the next time.
/// </summary>
internal static class LaneKey
{
    /// <summary>Names the order the rows are arranged for. Filters are no part of it, nor the weights: they only choose among lanes.</summary>
    public static string Tag(QueueRules rules) =>
        rules.IsPlain()
            ? ""
            : JsonSerializer.Serialize(
                new
                {
                    rules.Order,
                    New = rules.NewEvery is not null,
                    Lists = rules.Lists.Select(l => l.ListId).Order(),
                }
            );

    /// <param name="order">one of <see cref="QueueRules.Orders"/></param>
    public static string Sql(string order)
    {
        var (property, down) = order switch
        {
            QueueRules.ByPriority => ("to_char(extract(epoch from q.next_attempt_at) * 1000, 'FM000000000000000')", false),
            QueueRules.Fifo => (Time("q.created_at"), false),
            QueueRules.Lifo => (Time("q.created_at"), true),
            QueueRules.Random => ("md5(random()::text)", false),
            "rank_up" or "rank_down" => (Time("q.next_attempt_at"), false),
            _ => (Property(order[..order.LastIndexOf('_')]), order.EndsWith("_down", StringComparison.Ordinal)),
        };
        var digits = $"encode(convert_to({property}, 'UTF8'), 'hex')";
        // Mirrored, a text comes after all that continue it: '~' is beyond every digit.
        var key = down ? $"translate({digits}, '0123456789abcdef', 'fedcba9876543210') || '~'" : digits;
        var rank = string.Create(
            CultureInfo.InvariantCulture,
            $"lpad(({(order == "rank_up" ? "q.priority + 100000" : "100000 - q.priority")})::text, 7, '0')"
        );
        return $"case when q.reason = 'callback' then '0' else '1' end || {rank} || {key}";
    }

    private static string Property(string field) =>
        field switch
        {
            "last_name" => "lower(coalesce(nullif(trim(c.last_name), ''), c.full_name))",
            "phone" => "q.phone_e164",
            "calls" => "lpad(q.attempts::text, 6, '0')",
            "last_call" =>
                $"coalesce((select {Time("max(t.created_at)")} from call_attempts t where t.tenant_id = q.tenant_id and t.contact_id = q.contact_id), '0')",
            "owner" =>
                "coalesce((select lower(coalesce(nullif(trim(u.last_name || ' ' || u.first_name), ''), u.username)) from users u where u.tenant_id = q.tenant_id and u.id = c.owner_id), '~')",
            "time_zone" =>
                "coalesce((select lpad((o.seconds + 86400)::text, 6, '0') from unnest(@zones, @offsets) as o (zone, seconds) where o.zone = split_part(q.time_zone, '|', 1)), '~')",
            "contact" => "q.contact_id::text",
            _ => throw new ArgumentOutOfRangeException(nameof(field), field, "There is no such order."),
        };

    private static string Time(string column) => $"to_char(extract(epoch from {column}) * 1000000, 'FM000000000000000000')";
}
