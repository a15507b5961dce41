using System.Reflection;
using Pivotal.Data.Shared;
using Pivotal.Domain.Shared;
using Pivotal.GrainInterfaces.Shared;
using Pivotal.Grains.Telephony;

namespace Pivotal.UnitTests.Architecture;

/// <summary>Inside grains/ and grain-interfaces/ a room uses the rooms that stand below it, so that two never use each other both ways. Grains speak to each other through grain-interfaces, in any direction that their contracts allow.</summary>
public sealed class RoomRules
{
    /// <summary>From the ground up: a room may only name rooms listed before it.</summary>
    private static readonly (string Room, string[] Uses)[] OfGrains =
    [
        ("Shared", []),
        ("Realtime", ["Shared"]),
        ("Tenancy", ["Shared"]),
        ("Compliance", ["Shared"]),
        ("Campaigns", ["Shared"]),
        ("Telephony", ["Shared"]),
        ("Calls", ["Shared", "Realtime", "Tenancy", "Compliance", "Campaigns", "Telephony"]),
        ("Dialer", ["Shared", "Realtime", "Tenancy", "Compliance", "Campaigns", "Telephony", "Calls"]),
        ("Agents", ["Shared", "Realtime", "Compliance", "Campaigns", "Telephony", "Calls", "Dialer"]),
        ("Imports", ["Shared", "Realtime", "Tenancy"]),
        ("Leads", ["Shared", "Realtime"]),
    ];

    /// <summary>No contract knows another room's.</summary>
    private static readonly (string Room, string[] Uses)[] OfContracts =
    [
        ("Shared", []),
        ("Telephony", ["Shared"]),
        ("Calls", ["Shared"]),
        ("Dialer", ["Shared"]),
        ("Agents", ["Shared"]),
        ("Imports", ["Shared"]),
        ("Leads", ["Shared"]),
        ("Realtime", ["Shared"]),
        ("Tenancy", ["Shared"]),
    ];

    public static TheoryData<string> Projects() => ["grains", "grain-interfaces"];

    [Theory, MemberData(nameof(Projects))]
    public void A_room_uses_only_what_its_row_of_the_table_says(string project)
    {
        var (assembly, table) = Of(project);
        // The typed ways to all grains stand in Shared and lead to every room.
        var uses = RoomUse
            .In(assembly)
            .Where(u => u.Of == assembly && !u.Use.StartsWith($"{nameof(GrainInterfaces.Shared.Grains)} uses ", StringComparison.Ordinal))
            .ToList();
        Assert.NotEmpty(uses);
        var allowed = table.ToDictionary(r => r.Room, r => r.Uses);
        Assert.Empty(uses.Where(u => !allowed[u.From].Contains(u.To)).Select(u => $"{u.From} uses {u.To}: {u.Use}").Distinct());
    }

    [Theory, MemberData(nameof(Projects))]
    public void The_table_leads_nowhere_in_a_circle(string project)
    {
        var table = Of(project).Table;
        var rooms = table.Select(r => r.Room).ToList();
        Assert.Empty(
            table.SelectMany(r =>
                r.Uses.Where(u => !rooms[..rooms.IndexOf(r.Room)].Contains(u))
                    .Select(u => $"{r.Room} uses {u}, which does not stand before it")
            )
        );
    }

    [Fact]
    public void The_carrier_knows_nothing_of_who_calls_through_it()
    {
        var uses = new[] { typeof(Ids).Assembly, typeof(GrainKey).Assembly, typeof(TenantDb).Assembly, typeof(ICarrier).Assembly }
            .SelectMany(RoomUse.In)
            .Where(u => u.From == "Telephony")
            .ToList();
        Assert.Contains(uses, u => u is { To: "Telephony", Use: "DialOrder uses LegKind" });
        Assert.Empty(
            uses.Where(u => u.To is not ("Telephony" or "Shared")).Select(u => $"{u.Of.GetName().Name}, {u.To}: {u.Use}").Distinct()
        );
    }

    [Fact]
    public void A_use_that_is_only_in_the_middle_of_a_method_is_seen() =>
        Assert.Contains(
            RoomUse.In(typeof(ICarrier).Assembly),
            u => u is { From: "Calls", To: "Shared", Use: "CallNews uses ProductMeter" }
        );

    private static (Assembly Assembly, (string Room, string[] Uses)[] Table) Of(string project) =>
        project == "grains" ? (typeof(ICarrier).Assembly, OfGrains) : (typeof(GrainKey).Assembly, OfContracts);
}
