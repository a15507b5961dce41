using Microsoft.AspNetCore.Http.HttpResults;
using Pivotal.Api.Shared;
using Pivotal.Data.Compliance.Law;

namespace Pivotal.Api.Compliance.Profiles;

/// <summary>A profile that an unfinished campaign has chosen stays: without it the campaign would be laxer than somebody decided.</summary>
internal static class DeleteProfile
{
    public static Task<Results<NoContent, ProblemHttpResult>> Handle(Guid id, RequestUser user, RequestDb db, CancellationToken ct) =>
        db.Run<Results<NoContent, ProblemHttpResult>>(
            async (s, inner) =>
            {
                if (await ProfileView.Load(s, id, inner) is not { } profile)
                    return Problem.NotFound();
                if (profile.Campaigns > 0)
                    return Problem.Conflict("compliance.profile_in_use", "A campaign that is not finished has chosen this profile.");
                await ProfileRows.Remove(s, id, inner);
                await s.Record(user, "compliance.profile_deleted", "compliance_profile", id, new { profile.Name }, inner);
                return TypedResults.NoContent();
            },
            ct
        );
}
