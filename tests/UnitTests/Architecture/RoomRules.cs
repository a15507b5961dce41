using System.Reflection;
using System.Text.RegularExpressions;
using Pivotal.Api.Shared;
using Pivotal.Data.Shared;
using Pivotal.Domain.Shared;
using Pivotal.GrainInterfaces.Shared;
using Pivotal.Grains.Telephony;

namespace Pivotal.UnitTests.Architecture;

/// <summary>Inside a project a room uses the rooms that stand below it, so that two never use each other both ways. Grains speak to each other through grain-interfaces, in any direction that their contracts allow.</summary>
public sealed partial class RoomRules
{
    /// <summary>The typed ways to all grains stand in Shared and lead to every room.</summary>
    private const string Ways = $"Shared/{nameof(GrainInterfaces.Shared.Grains)}.cs";

    public static TheoryData<string> Projects() => ["domain", "grain-interfaces", "grains", "api"];

    [Theory, MemberData(nameof(Projects))]
    public void A_room_uses_only_what_its_row_of_the_table_says(string project)
    {
        var (assembly, table, roomOf) = Of(project);
        var uses = RoomUse
            .In(assembly, roomOf)
            .Where(u => u.Of == assembly && !u.Use.StartsWith($"{nameof(GrainInterfaces.Shared.Grains)} uses ", StringComparison.Ordinal))
            .Select(u => (u.From, u.To, u.Use))
            .Concat(Named(project, roomOf))
            .ToList();
        Assert.NotEmpty(uses);
        var allowed = table.ToDictionary(r => r.Room, r => r.Uses);
        Assert.Empty(
            uses.Where(u => !allowed.GetValueOrDefault(u.From, []).Contains(u.To)).Select(u => $"{u.From} uses {u.To}: {u.Use}").Distinct()
        );
        // What a room may use and does not would be a way back to a circle that nobody sees being built.
        Assert.Empty(
            from row in table
            from used in row.Uses
            where used != "Shared" && !uses.Any(u => u.From == row.Room && u.To == used)
            select $"{row.Room} does not use {used}: take it out of its row"
        );
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
            .SelectMany(a => RoomUse.In(a))
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

    [Fact]
    public void A_use_of_a_word_that_the_compiler_copies_is_seen() =>
        Assert.Contains(
            Named("domain", OfSubject),
            u => u is { From: "Dialer.Idle", To: "Dialer.Order", Use: "domain/Dialer/Idle/IdleCause.cs names it" }
        );

    private static (Assembly Assembly, (string Room, string[] Uses)[] Table, Func<string, string> RoomOf) Of(string project) =>
        project switch
        {
            "domain" => (typeof(Ids).Assembly, RoomTables.OfDomain, OfSubject),
            "grains" => (typeof(ICarrier).Assembly, RoomTables.OfGrains, OfFeature),
            "api" => (typeof(Problem).Assembly, RoomTables.OfApi, OfFeature),
            _ => (typeof(GrainKey).Assembly, RoomTables.OfContracts, OfFeature),
        };

    private static string OfFeature(string ns) => ns.Split('.')[0];

    private static string OfSubject(string ns) =>
        ns.StartsWith("Dialer.", StringComparison.Ordinal) ? string.Join('.', ns.Split('.')[..2]) : OfFeature(ns);

    /// <summary>Constants leave no trace in instructions; files that use those of another room name it.</summary>
    private static IEnumerable<(string From, string To, string Use)> Named(string project, Func<string, string> roomOf)
    {
        var root = FolderRules.RepoRoot();
        foreach (var path in Directory.EnumerateFiles(Path.Combine(root, project), "*.cs", SearchOption.AllDirectories))
        {
            if (
                FolderRules.Built(path)
                || Path.GetDirectoryName(path) == Path.Combine(root, project)
                || path.EndsWith(Ways, StringComparison.Ordinal)
            )
                continue;
            var text = File.ReadAllText(path);
            var own = Namespace().Match(text).Groups[1].Value.Split('.');
            var from = roomOf(string.Join('.', own[2..]));
            foreach (Match used in Using().Matches(text))
                if (used.Groups[1].Value == own[1] && roomOf(used.Groups[2].Value) is var to && to != from)
                    yield return (from, to, $"{Path.GetRelativePath(root, path).Replace('\\', '/')} names it");
        }
    }

    [GeneratedRegex(@"(?m)^namespace ([\w.]+);")]
    private static partial Regex Namespace();

    [GeneratedRegex(@"(?m)^using (?:static )?(?:\w+ = )?Pivotal\.(\w+)\.([\w.]+);")]
    private static partial Regex Using();
}
