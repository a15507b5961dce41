using System.Text.RegularExpressions;

namespace Pivotal.UnitTests.Architecture;

/// <summary>The walls of docs: who may name whom. Read from the built assemblies, so a using that compiles is a using that counts.</summary>
public sealed partial class FolderRules
{
    private static readonly Dictionary<string, string[]> Allowed = new()
    {
        ["Pivotal.Domain"] = [],
        ["Pivotal.GrainInterfaces"] = ["Pivotal.Domain"],
        ["Pivotal.Data"] = ["Pivotal.Domain"],
        ["Pivotal.Grains"] = ["Pivotal.Domain", "Pivotal.GrainInterfaces", "Pivotal.Data"],
        ["Pivotal.Hosting"] = ["Pivotal.Domain", "Pivotal.GrainInterfaces", "Pivotal.Data"],
        ["Pivotal.Silo"] = ["Pivotal.Domain", "Pivotal.GrainInterfaces", "Pivotal.Data", "Pivotal.Grains", "Pivotal.Hosting"],
        ["Pivotal.Api"] = ["Pivotal.Domain", "Pivotal.GrainInterfaces", "Pivotal.Data", "Pivotal.Hosting"],
        ["Pivotal.Solo"] = ["Pivotal.Hosting", "Pivotal.Api", "Pivotal.Silo"],
        ["Pivotal.Simulator"] = [],
    };

    public static TheoryData<string> Assemblies() => [.. Allowed.Keys];

    [Theory, MemberData(nameof(Assemblies))]
    public void An_assembly_names_only_what_stands_below_it(string assembly)
    {
        using var references = References.Of(assembly);
        var ours = references.Assemblies().Where(a => a.StartsWith("Pivotal.", StringComparison.Ordinal));
        Assert.Empty(ours.Except(Allowed[assembly]));
    }

    [Fact]
    public void What_decides_knows_no_engine_no_database_and_no_web()
    {
        using var references = References.Of("Pivotal.Domain");
        string[] known = ["Orleans.Serialization", "Orleans.Serialization.Abstractions", "PhoneNumbers"];
        Assert.Empty(references.Assemblies().Where(a => !a.StartsWith("System", StringComparison.Ordinal)).Except(known));
    }

    [Theory, MemberData(nameof(Assemblies))]
    public void No_namespace_hides_the_word_Orleans(string assembly)
    {
        using var references = References.Of(assembly);
        var own = references.OwnNamespaces();
        Assert.NotEmpty(own);
        Assert.DoesNotContain(own, n => n == "Pivotal.Orleans" || n.StartsWith("Pivotal.Orleans.", StringComparison.Ordinal));
    }

    [Fact]
    public void Namespaces_mirror_paths()
    {
        var root = RepoRoot();
        var wrong = new List<string>();
        var seen = 0;
        foreach (
            var (folder, ns) in new[]
            {
                ("domain", "Pivotal.Domain"),
                ("grain-interfaces", "Pivotal.GrainInterfaces"),
                ("data", "Pivotal.Data"),
                ("grains", "Pivotal.Grains"),
                ("hosting", "Pivotal.Hosting"),
                ("silo", "Pivotal.Silo"),
                ("api", "Pivotal.Api"),
                ("solo", "Pivotal.Solo"),
                ("simulator", "Pivotal.Simulator"),
            }
        )
        {
            foreach (
                var file in Directory.EnumerateFiles(Path.Combine(root, folder), "*.cs", SearchOption.AllDirectories).Where(f => !Built(f))
            )
            {
                var match = NamespaceLine().Match(File.ReadAllText(file));
                if (!match.Success)
                    continue;
                seen++;
                var relative = Path.GetRelativePath(Path.Combine(root, folder), Path.GetDirectoryName(file)!)
                    .Replace('\\', '.')
                    .Replace('/', '.');
                var expected = relative == "." ? ns : $"{ns}.{relative}";
                if (match.Groups[1].Value != expected)
                    wrong.Add($"{Path.GetRelativePath(root, file)}: {match.Groups[1].Value}, expected {expected}");
            }
        }

        Assert.True(seen > 20, $"only {seen} files read");
        Assert.Empty(wrong);
    }

    [Fact]
    public void No_tenant_is_ever_set_for_a_whole_session()
    {
        var root = RepoRoot();
        var offenders = Directory
            .EnumerateFiles(root, "*.*", SearchOption.AllDirectories)
            .Where(f => f.EndsWith(".cs", StringComparison.Ordinal) || f.EndsWith(".sql", StringComparison.Ordinal))
            .Where(f =>
                !Built(f)
                && !f.Contains("node_modules", StringComparison.Ordinal)
                && !f.Contains($"{Path.DirectorySeparatorChar}tests{Path.DirectorySeparatorChar}", StringComparison.Ordinal)
            )
            .Where(f => SessionSet().IsMatch(File.ReadAllText(f)))
            .Select(f => Path.GetRelativePath(root, f));
        Assert.Empty(offenders);
        Assert.Matches(SessionSet(), "set app.tenant = 'x'");
        Assert.Matches(SessionSet(), "set_config('app.tenant', @t, false)");
    }

    internal static string RepoRoot()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (folder is not null && !File.Exists(Path.Combine(folder.FullName, "Pivotal.Orleans.sln")))
            folder = folder.Parent;
        return folder?.FullName ?? throw new InvalidOperationException("The tests run outside the repository.");
    }

    internal static bool Built(string path) => path.Split(Path.DirectorySeparatorChar).Any(p => p is "bin" or "obj");

    [GeneratedRegex(@"^namespace\s+([\w.]+);", RegexOptions.Multiline)]
    private static partial Regex NamespaceLine();

    [GeneratedRegex(@"set\s+(session\s+)?app\.tenant|set_config\('app\.tenant',[^)]*,\s*false\)", RegexOptions.IgnoreCase)]
    private static partial Regex SessionSet();
}
