using Microsoft.AspNetCore.Http.HttpResults;
using Orleans;
using Pivotal.Api.Shared;
using Pivotal.Domain.Accounts;
using Pivotal.Domain.Calls;
using Pivotal.Domain.Shared;
using Pivotal.GrainInterfaces.Agents;
using Pivotal.GrainInterfaces.Shared;

namespace Pivotal.Api.Dialer;

/// <param name="ContactId">either this or the number</param>
/// <param name="Phone">with country code</param>
/// <param name="CallId">chosen by the caller, so that the same request twice is one call; absent: a new one</param>
internal sealed record DialRequest(Guid? ContactId, string? Phone, Guid? CallId);

/// <summary>Mode manual (and instead of a preview): a contact or a number of the agent's own choice. Every gate is asked, and its verdict can be asked for before.</summary>
internal static class DialByHand
{
    public static async Task<Results<Ok<DialVerdict>, ProblemHttpResult>> CheckDial(
        DialRequest body,
        RequestUser user,
        IGrainFactory grains
    )
    {
        var (target, wrong) = Target(body);
        return target is null ? wrong.Problem() : (await grains.Agent(user.TenantId, user.Id).CheckDial(target)).ToHttp();
    }

    public static async Task<Results<Ok<AgentView>, ProblemHttpResult>> Handle(DialRequest body, RequestUser user, IGrainFactory grains)
    {
        var (target, wrong) = Target(body);
        return target is null
            ? wrong.Problem()
            : (await grains.Agent(user.TenantId, user.Id).DialByHand(target, body.CallId ?? Ids.New())).ToHttp();
    }

    private static (DialTarget? Target, Validation Wrong) Target(DialRequest body)
    {
        var phone = body.ContactId is null && body.Phone is { } typed ? PhoneNumbers.Normalize(typed) : null;
        var check = new Validation().That(
            body.ContactId is not null || phone is not null,
            "/phone",
            "field.phone",
            "Choose a contact, or write the number with its country code."
        );
        return check.Failed ? (null, check) : (new DialTarget(body.ContactId, phone), check);
    }
}
