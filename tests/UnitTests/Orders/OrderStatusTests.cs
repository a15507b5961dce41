using Pivotal.Api.Orders;
using Xunit;

namespace Pivotal.UnitTests.Orders;

public sealed class OrderStatusTests
{
    /// <summary>from → the moves a client's user, and operations, may make.</summary>
    private static readonly Dictionary<string, (string[] Client, string[] Ops)> Legal = new()
    {
        ["draft"] = (["submitted", "cancelled"], ["submitted", "cancelled"]),
        ["submitted"] = (["in_progress", "cancelled"], ["in_progress", "cancelled"]),
        ["in_progress"] = (["completed"], ["completed", "cancelled"]),
        ["completed"] = ([], []),
        ["cancelled"] = ([], []),
    };

    public static TheoryData<string, string, bool> AllMoves()
    {
        var moves = new TheoryData<string, string, bool>();
        foreach (var from in OrderStatus.All)
        {
            foreach (var to in OrderStatus.All)
            {
                moves.Add(from, to, false);
                moves.Add(from, to, true);
            }
        }

        return moves;
    }

    [Theory]
    [MemberData(nameof(AllMoves))]
    public void Each_move_is_legal_or_refused_as_a_conflict(string from, string to, bool byOps)
    {
        var legal = byOps ? Legal[from].Ops : Legal[from].Client;
        Assert.Equal(
            legal.Contains(to) ? null : "orders.illegal_move",
            OrderStatus.Refuses(from, to, complianceConfirmed: true, byOps)?.Code
        );
    }

    [Fact]
    public void An_order_is_submitted_with_its_compliance_confirmed_only()
    {
        var refusal = OrderStatus.Refuses("draft", "submitted", complianceConfirmed: false, byOps: false);
        Assert.Equal(("orders.compliance_required", "/complianceConfirmed"), (refusal?.Code, refusal?.Field));
        Assert.Null(OrderStatus.Refuses("draft", "submitted", complianceConfirmed: true, byOps: false));
    }
}
