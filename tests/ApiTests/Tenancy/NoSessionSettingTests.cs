using System.Text.RegularExpressions;
using Xunit;

namespace Pivotal.ApiTests.Tenancy;

/// <summary>A tenant set on a session would stay on the pooled connection for whoever gets it next.</summary>
public sealed partial class NoSessionSettingTests
{
    private static readonly string[] Folders =
        ["api", "bench", "data", "deploy", "grain-interfaces", "grains", "orleans-local", "silo", "simulator", "tests"];

    [GeneratedRegex("""\bset\s+(session\s+)?"?app"?\s*\.\s*"?tenant|set_config\s*\(\s*'+app\.tenant'+\s*,[^)]*,\s*false""", RegexOptions.IgnoreCase)]
    private static partial Regex SessionSetting();

    [Theory]
    [InlineData("SET app" + ".tenant = 'x'", true)]
    [InlineData("set session app" + ".tenant to 'x'", true)]
    [InlineData("select set_config('app" + ".tenant', @t, false)", true)]
    [InlineData("select set_config('app" + ".tenant', @t, true)", false)]
    [InlineData("set local app" + ".tenant = 'x'", false)]
    public void The_pattern_knows_the_difference(string sql, bool session) => Assert.Equal(session, SessionSetting().IsMatch(sql));

    [Fact]
    public void The_tenant_is_never_set_for_a_session()
    {
        var root = Root();
        var files = Folders.Select(f => Path.Combine(root, f)).Where(Directory.Exists)
            .SelectMany(f => Directory.EnumerateFiles(f, "*", SearchOption.AllDirectories))
            .Where(f => f.EndsWith(".cs", StringComparison.Ordinal) || f.EndsWith(".sql", StringComparison.Ordinal))
            .Where(f => !f.Contains("/obj/") && !f.Contains("/node_modules/"))
            .ToList();
        Assert.Contains(files, f => f.EndsWith("data/Shared/DbSession.cs", StringComparison.Ordinal));
        Assert.DoesNotContain(files, f => SessionSetting().IsMatch(File.ReadAllText(f)));
    }

    private static string Root()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (!File.Exists(Path.Combine(folder.FullName, "Pivotal.Orleans.sln")))
            folder = folder.Parent ?? throw new InvalidOperationException("The tests do not run inside the repository.");
        return folder.FullName;
    }
}
