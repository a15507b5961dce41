using Pivotal.Domain.Shared;

namespace Pivotal.Api.Orders;

internal static class OrderRefusals
{
    public static Refusal IllegalMove(string from, string to) =>
        new(RefusalKind.Conflict, "orders.illegal_move", $"An order that is {Words(from)} cannot become {Words(to)} this way.");

    public static Refusal ComplianceRequired { get; } =
        new(
            RefusalKind.Invalid,
            "orders.compliance_required",
            "Confirm that the people of this audience may be contacted before you submit the order.",
            "/complianceConfirmed"
        );

    public static Refusal DueInPast { get; } =
        new(RefusalKind.Invalid, "orders.due_in_past", "The day until which the leads are wanted is over. Name another one.", "/dueOn");

    public static Refusal NotDraft(string status) =>
        new(RefusalKind.Conflict, "orders.not_draft", $"The order is {Words(status)}; only a draft can be changed.");

    public static Refusal NotOpen(string status) =>
        new(
            RefusalKind.Conflict,
            "orders.not_open",
            $"The order is {Words(status)}; campaigns are linked while it is submitted or in progress."
        );

    public static Refusal NoClient { get; } =
        new(RefusalKind.Forbidden, "orders.no_client", "Your account belongs to no client organisation.");

    private static string Words(string status) => status.Replace('_', ' ');
}
