using Microsoft.AspNetCore.Http.HttpResults;
using Orleans;
using Pivotal.Api.Shared;
using Pivotal.Data.Compliance;
using Pivotal.Domain.Accounts;
using Pivotal.Domain.Compliance;
using Pivotal.Domain.Shared;

namespace Pivotal.Api.Compliance;

/// <param name="Kind">phone, email, domain</param>
/// <param name="Values">at most 10,000</param>
/// <param name="Country">of numbers without a country code: ISO code or name; without it they are told as invalid</param>
internal sealed record AddSuppressionsRequest(string? Kind, IReadOnlyList<string?>? Values, string? Reason, string? Country = null);

internal sealed record AddedSuppressions(int Added, int Already, IReadOnlyList<InvalidSuppression> Invalid);

internal sealed record InvalidSuppression(string? Value, string Reason);

/// <summary>Adds values, flags the contacts they speak of, and tells the campaigns that run, so that nobody is dialled any more.</summary>
internal static class AddSuppressions
{
    private const int Most = 10_000;

    public static async Task<Results<Ok<AddedSuppressions>, ProblemHttpResult>> Handle(
        AddSuppressionsRequest body,
        RequestUser user,
        RequestDb db,
        IGrainFactory grains,
        CancellationToken ct
    )
    {
        var check = new Validation()
            .OneOf("/kind", body.Kind, SuppressionValues.Kinds)
            .OptionalText("/reason", body.Reason, 500)
            .That(
                string.IsNullOrWhiteSpace(body.Country) || Countries.Find(body.Country) is not null,
                "/country",
                "field.unknown_value",
                "There is no such country."
            )
            .That(body.Values is { Count: > 0 }, "/values", "field.required", "This is needed.")
            .That(body.Values is not { Count: > Most }, "/values", "field.too_long", $"At most {Most} values at once.");
        if (check.Failed)
            return check.Problem();

        var (kind, given) = (
            body.Kind!,
            body.Values!.Select(v => (Text: v, Value: v is null ? null : SuppressionValues.Normalize(body.Kind!, v, body.Country))).ToList()
        );
        var invalid = given.Where(g => g.Value is null).Select(g => new InvalidSuppression(g.Text, Invalid(kind, body.Country))).ToList();
        var values = given.Where(g => g.Value is not null).Select(g => g.Value!).Distinct().ToArray();
        var (added, calls) = await db.Run(
            async (s, inner) =>
            {
                var reason = body.Reason?.Trim() ?? "";
                var count = await SuppressionRows.Add(
                    s,
                    [.. values.Select(v => new NewSuppression(Ids.New(), kind, v, reason, "manual", user.Id))],
                    inner
                );
                await SuppressionFlags.OfValues(s, kind, values, inner);
                await s.Record(user, "suppressions.added", "suppression", null, new { kind, count }, inner);
                return (count, await RunningQueues.Affected(s, kind, values, inner));
            },
            ct
        );
        await calls.Tell(grains, user.TenantId);
        return TypedResults.Ok(new AddedSuppressions(added, values.Length - added, invalid));
    }

    private static string Invalid(string kind, string? country) =>
        kind switch
        {
            "phone" when !string.IsNullOrWhiteSpace(country) =>
                "This is not a telephone number of that country, nor one with its country code.",
            "phone" => "This is not a telephone number with its country code.",
            "email" => "This is not an e-mail address.",
            _ => "This is not the domain of a company.",
        };
}
