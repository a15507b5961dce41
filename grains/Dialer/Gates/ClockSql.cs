using System.Text.Json;
using Pivotal.Data.Shared;
using Pivotal.Domain.Accounts;

namespace Pivotal.Grains.Dialer.Gates;

/// <summary>
/// The clocks a person is called by, in SQL, as <see cref="CampaignSettings.ClocksFor"/> has them: of what address and number say, all; the campaign's own only where both say nothing.
/// Statements with <see cref="Of"/> take the parameters <c>@tables</c> (<see cref="Tables"/>), <c>@zone</c>, <c>@contactZone</c> and <c>@strict</c>.
/// </summary>
internal static class ClockSql
{
    // Looked up for each person, so in objects that are searched by halves and not in tables that are joined by loops.
    public static readonly Jsonb Tables = new(
        JsonSerializer.Serialize(
            new
            {
                zones = TimeZoneInfo
                    .GetSystemTimeZones()
                    .Select(z => z.Id)
                    .Where(id => id.Contains('/'))
                    .Append("UTC")
                    .ToDictionary(id => id, id => id),
                states = ContactZone.ByState,
                american = ContactZone.UnitedStates.Append("").ToDictionary(spelling => spelling, _ => ""),
                countries = ContactZone.ByCountry,
                numbers = NumberZones.ByPrefix,
            }
        )
    );

    /// <param name="contact">alias of what has time_zone, country and state_abbr</param>
    /// <param name="phone">the number that will be dialled</param>
    public static string Of(string contact, string phone) =>
        $"""
            (select case when not @contactZone then coalesce(k.address, @zone)
                         when k.address is null then coalesce(k.number, @zone)
                         when not @strict or k.number is null or k.address = any(string_to_array(k.number, '|')) then k.address
                         else k.address || '|' || k.number end
             from (
               select coalesce(
                        @tables #>> array['zones', {contact}.time_zone],
                        case when @tables #>> array['american', coalesce(lower(trim({contact}.country)), '')] is not null then @tables #>> array['states', upper(trim({contact}.state_abbr))] end,
                        @tables #>> array['countries', lower(trim({contact}.country))]) as address,
                      coalesce(
                        @tables #>> array['numbers', substr({phone}, 2, 4)], @tables #>> array['numbers', substr({phone}, 2, 3)],
                        @tables #>> array['numbers', substr({phone}, 2, 2)], @tables #>> array['numbers', substr({phone}, 2, 1)]) as number) k)
            """;
}
