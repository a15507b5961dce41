using System.Reflection;
using Orleans;
using Xunit;
using Xunit.Abstractions;

namespace Pivotal.UnitTests.Engine;

/// <summary>
/// The local engine has no public type or member that official Orleans lacks, so whatever compiles against it compiles
/// against the official packages. Compared with the official assemblies that the package feed carries; what follows an
/// assembly the feed lacks stands in PublicSurface.allowed.txt, each group under the official source file it follows.
/// </summary>
public sealed class PublicSurfaceTests(ITestOutputHelper output)
{
    private static readonly string[] Packages =
    [
        "Core.Abstractions", "Persistence.AdoNet", "Clustering.AdoNet", "Reminders.AdoNet", "TestingHost",
    ];

    [Fact]
    public void The_local_engine_adds_nothing_to_the_official_surface()
    {
        var ours = PublicSurface.Read(Path.Combine(AppContext.BaseDirectory, "OrleansLocal.dll"));
        var official = Official();
        var allowed = Allowed();
        var covered = ours.Count(official.Contains);
        output.WriteLine($"OrleansLocal: {ours.Count} facts; {covered} are in the {Packages.Length} official assemblies {Version} "
            + $"({official.Count} facts), {ours.Count - covered} follow official sources named in the allow-list.");
        AssertNone("Not official", ours.Where(line => !official.Contains(line) && !allowed.Contains(line)));
    }

    [Fact]
    public void The_allow_list_holds_nothing_that_could_be_compared_or_is_no_longer_ours()
    {
        var ours = PublicSurface.Read(Path.Combine(AppContext.BaseDirectory, "OrleansLocal.dll"));
        var official = Official();
        AssertNone("Needless", Allowed().Where(line => !ours.Contains(line) || official.Contains(line)));

        // A type of an official assembly at hand is compared whole: no member of it may hide in the list. One static class
        // has its name in two official assemblies, of which the feed carries one.
        var types = official.Select(TypeOf).ToHashSet();
        Assert.Empty(Allowed().Select(TypeOf).Where(types.Contains).Distinct().Except(["Orleans.Hosting.SiloBuilderReminderExtensions"]));
    }

    [Fact]
    public void The_comparison_sees_an_added_member_of_every_kind()
    {
        var seen = PublicSurface.Read(typeof(SurfaceProbe).Assembly.Location).Where(l => l.Contains(nameof(SurfaceProbe))).Order();
        const string probe = "Pivotal.UnitTests.Engine.SurfaceProbe";
        Assert.Equal(
            new[]
            {
                $"{probe}: base System.Object",
                $"{probe}: field Answer Int32 = 42",
                $"{probe}: implements Orleans.IGrainObserver",
                $"{probe}: implements Orleans.Runtime.IAddressable",
                $"{probe}: method .ctor() Void",
                $"{probe}: method get_Name() String",
                $"{probe}: class",
                $"{probe}: method set_Name(String value) Void IsExternalInit",
                $"{probe}: method static Make<ReferenceTypeConstraint Orleans.IGrain>(!!0 grain, Int32 times = 3) System.Threading.Tasks.Task`1<!!0>",
                $"{probe}: method virtual Guard(Boolean& open) Void",
                $"{probe}.Inner: base System.Object",
                $"{probe}.Inner: method .ctor() Void",
                $"{probe}.Inner: class",
            }.Order(),
            seen);
    }

    private static string Version => Metadata("OrleansOfficialVersion");

    private static HashSet<string> Official() => [.. Packages.SelectMany(p => PublicSurface.Read(
        Path.Combine(Metadata("OrleansOfficialPackages"), $"microsoft.orleans.{p}".ToLowerInvariant(), Version, "lib", "net10.0", $"Orleans.{p}.dll")))];

    private static HashSet<string> Allowed()
    {
        using var stream = Assembly.GetExecutingAssembly().GetManifestResourceStream("PublicSurface.allowed.txt")!;
        using var reader = new StreamReader(stream);
        return [.. reader.ReadToEnd().Split('\n').Where(l => l.Length > 0 && !l.StartsWith('#'))];
    }

    /// <summary>Lists every line; xUnit would show the first five, cut short.</summary>
    private static void AssertNone(string what, IEnumerable<string> lines)
    {
        var found = lines.Order(StringComparer.Ordinal).ToArray();
        Assert.True(found.Length == 0, $"{what}:{Environment.NewLine}{string.Join(Environment.NewLine, found)}");
    }

    private static string TypeOf(string line) => line[..line.IndexOf(": ", StringComparison.Ordinal)];

    private static string Metadata(string key) => typeof(PublicSurfaceTests).Assembly
        .GetCustomAttributes<AssemblyMetadataAttribute>().Single(a => a.Key == key).Value!;
}

/// <summary>One member of every kind, to show that the reader sees them.</summary>
public class SurfaceProbe : IGrainObserver
{
    public const int Answer = 42;

    public string Name { get; init; } = "";

    public static Task<T> Make<T>(T grain, int times = 3) where T : class, IGrain => Task.FromResult(times > 0 ? grain : throw new ArgumentOutOfRangeException(nameof(times)));

    protected virtual void Guard(ref bool open) => open = !open;

    public class Inner;
}
