using Pivotal.Domain.Shared;

namespace Pivotal.Api.Orders;

/// <summary>The words of <c>orders.status</c> and the moves between them: draft → submitted → in_progress → completed, and cancelled from each that is not over.</summary>
internal static class OrderStatus
{
    public const string Draft = "draft";
    public const string Submitted = "submitted";
    public const string InProgress = "in_progress";
    public const string Completed = "completed";
    public const string Cancelled = "cancelled";

    public static readonly string[] All = [Draft, Submitted, InProgress, Completed, Cancelled];

    /// <summary>While an order is one of these, operations may link campaigns to it.</summary>
    public static readonly string[] Open = [Submitted, InProgress];

    /// <param name="byOps">Work that has begun is stopped by operations and no longer by the client alone.</param>
    public static Refusal? Refuses(string from, string to, bool complianceConfirmed, bool byOps)
    {
        var legal = (from, to) switch
        {
            (Draft, Submitted) or (Submitted, InProgress) or (InProgress, Completed) => true,
            (Draft or Submitted, Cancelled) => true,
            (InProgress, Cancelled) => byOps,
            _ => false,
        };
        if (!legal)
            return OrderRefusals.IllegalMove(from, to);
        return to == Submitted && !complianceConfirmed ? OrderRefusals.ComplianceRequired : null;
    }
}
