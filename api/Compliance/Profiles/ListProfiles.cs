using Microsoft.AspNetCore.Http.HttpResults;
using Pivotal.Api.Shared;
using Pivotal.Domain.Compliance.Law;

namespace Pivotal.Api.Compliance.Profiles;

/// <param name="Items">the product's first, then the tenant's by name</param>
/// <param name="Calendars">holiday calendars that a profile or a campaign can choose, with this year's and next year's days</param>
internal sealed record ProfileList(IReadOnlyList<ProfileView> Items, IReadOnlyList<CalendarView> Calendars);

internal sealed record CalendarView(string Id, string Name, string Source, IReadOnlyList<Holiday> Days);

internal static class ListProfiles
{
    public static async Task<Ok<ProfileList>> Handle(RequestDb db, TimeProvider time, CancellationToken ct)
    {
        var year = time.GetUtcNow().Year;
        var own = await db.Run(ProfileView.OfTenant, ct);
        return TypedResults.Ok(
            new ProfileList(
                [.. Jurisdictions.All.Select(ProfileView.Of), .. own],
                [.. HolidayCalendars.All.Select(c => new CalendarView(c.Id, c.Name, c.Source, [.. c.In(year), .. c.In(year + 1)]))]
            )
        );
    }
}
