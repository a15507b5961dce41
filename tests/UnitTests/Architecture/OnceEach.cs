using System.Text.RegularExpressions;

namespace Pivotal.UnitTests.Architecture;

/// <summary>What several statements have to say in the same way is said in one place.</summary>
public sealed class OnceEach
{
    private static readonly string[] Product = ["api", "data", "grains", "silo", "hosting", "solo"];

    /// <summary>The words that only the place itself may have, and one of those it replaced.</summary>
    public static TheoryData<string, string, string> Places() =>
        new()
        {
            { @"insert\s+into\s+audit_log", "data/Audit/AuditLine.cs", "insert into audit_log (tenant_id, id) values (@tenant, @id)" },
            {
                @"select\s+1\s+from\s+suppressions\s+\w+\s+where\s+\w+\.tenant_id",
                "data/Compliance/Suppressed.cs",
                "exists (select 1 from suppressions s where s.tenant_id = @tenant and s.kind = 'phone')"
            },
            { @"\[1-9\]\[0-9\]\{\{?6,14\}\}?\$'", "data/Campaigns/CallableNumber.cs", @"a.main_phone_e164 ~ '^\+[1-9][0-9]{6,14}$'" },
            {
                @"first_name(, ' ',|\s*\|\|\s*' '\s*\|\|)\s*(\w+|\{\w+\})\.last_name\)?\), ''\)",
                "data/Identity/PersonName.cs",
                "nullif(trim(u.first_name || ' ' || u.last_name), '')"
            },
        };

    [Theory, MemberData(nameof(Places))]
    public void It_stands_in_one_file(string words, string home, string before)
    {
        var root = FolderRules.RepoRoot();
        var seen = Product
            .SelectMany(p => Directory.EnumerateFiles(Path.Combine(root, p), "*.cs", SearchOption.AllDirectories))
            .Where(f => !FolderRules.Built(f))
            .Where(f => Regex.IsMatch(File.ReadAllText(f), words))
            .Select(f => Path.GetRelativePath(root, f).Replace('\\', '/'));
        Assert.Equal([home], seen);
        Assert.Matches(words, before);
    }
}
