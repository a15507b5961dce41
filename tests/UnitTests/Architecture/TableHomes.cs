using System.Text.RegularExpressions;

namespace Pivotal.UnitTests.Architecture;

/// <summary>A table's writes live in its folder of data/ (architecture, section 4): whoever asks what changes a row finds all of it in one place. Reads stand beside their use.</summary>
public sealed partial class TableHomes
{
    private static readonly string[] Product = ["api", "data", "grains", "hosting", "silo", "solo"];

    /// <summary>Fills whole months of two tenants at once, and writes rows that nobody else may (calls of the past, with their times).</summary>
    private const string Demo = "api/Tenancy/Demo/";

    private static readonly Dictionary<string, string[]> Homes = new()
    {
        ["data/Accounts/"] = ["accounts", "contacts", "stage_accounts", "stage_contacts"],
        ["data/Audience/"] = ["lists", "list_members"],
        ["data/Audit/"] = ["audit_log"],
        ["data/Calls/"] = ["call_attempts"],
        ["data/Campaigns/"] = ["campaigns", "campaign_agents", "order_campaigns"],
        ["data/Compliance/"] = ["suppressions", "compliance_profiles", "law_snapshots"],
        ["data/Dialer/"] =
        [
            "agent_idle",
            "agent_state_log",
            "agent_states",
            "cap_reservations",
            "lead_caps",
            "pause_codes",
            "queue_chores",
            "queue_entries",
            "queue_news",
        ],
        ["data/Identity/"] = ["users", "user_roles", "sessions", "known_devices", "setup_links", "sign_in_attempts"],
        ["data/Imports/"] = ["imports", "import_errors"],
        ["data/Leads/"] = ["leads"],
        ["data/Orders/"] = ["orders", "order_downloads"],
        ["data/Shared/"] = ["idempotency_keys", "schema_migrations"],
        ["data/Telephony/"] = ["carrier_inbox"],
        ["data/Tenancy/"] = ["tenants", "clients"],
        // Of the installation and no tenant's: which cluster, which folder of uploads.
        ["hosting/"] = ["cluster_identity"],
        [Demo] = ["demo_months"],
    };

    /// <summary>Written elsewhere until it is moved. The list may only shrink.</summary>
    private static readonly Dictionary<string, string[]> Open = new()
    {
        ["agent_idle"] = ["grains/Dialer/Idle/IdleRows.cs"],
        ["agent_state_log"] = ["grains/Agents/AgentStateRows.cs"],
        ["agent_states"] = ["grains/Agents/AgentStateRows.cs"],
        ["call_attempts"] =
        [
            "data/Compliance/Law/RetentionRows.cs",
            "grains/Agents/DispositionRows.cs",
            "grains/Calls/AttemptRow.cs",
            "grains/Calls/OptOutRows.cs",
            "grains/Dialer/Queue/IntentRows.cs",
            "grains/Dialer/Queue/QueueOrphans.cs",
        ],
        ["cap_reservations"] = ["grains/Dialer/Places/CapRows.cs", "grains/Dialer/Places/QuotaRows.cs", "grains/Dialer/Queue/QueueFill.cs"],
        ["carrier_inbox"] = ["data/Compliance/Law/RetentionRows.cs", "grains/Calls/AttemptRow.cs"],
        ["lead_caps"] = ["grains/Dialer/Places/CapRows.cs"],
        ["queue_chores"] = ["grains/Dialer/Queue/ChoreRows.cs", "grains/Dialer/Queue/MembersChore.cs"],
        ["queue_entries"] =
        [
            "grains/Agents/DispositionRows.cs",
            "grains/Compliance/DoNotCallRows.cs",
            "grains/Dialer/Places/QuotaRows.cs",
            "grains/Dialer/Queue/CallbackRows.cs",
            "grains/Dialer/Queue/ClaimRows.cs",
            "grains/Dialer/Queue/HandPickRows.cs",
            "grains/Dialer/Queue/InsertRows.cs",
            "grains/Dialer/Queue/IntentRows.cs",
            "grains/Dialer/Queue/NewsRows.cs",
            "grains/Dialer/Queue/NumberRows.cs",
            "grains/Dialer/Queue/OrderChore.cs",
            "grains/Dialer/Queue/QueueFill.cs",
            "grains/Dialer/Queue/QueueFilters.cs",
            "grains/Dialer/Queue/QueueLanes.cs",
            "grains/Dialer/Queue/QueueOrphans.cs",
            "grains/Dialer/Queue/QueueRecovery.cs",
            "grains/Dialer/Queue/QueueRows.cs",
            "grains/Dialer/Queue/ZoneRows.cs",
        ],
        ["queue_news"] = ["grains/Dialer/Queue/NewsRows.cs"],
    };

    [Fact]
    public void A_table_is_written_in_its_folder_of_data()
    {
        var root = FolderRules.RepoRoot();
        var written = Product
            .SelectMany(p => Directory.EnumerateFiles(Path.Combine(root, p), "*.cs", SearchOption.AllDirectories))
            .Where(f => !FolderRules.Built(f))
            .SelectMany(f => Written(File.ReadAllText(f)).Select(t => (Table: t, File: Path.GetRelativePath(root, f).Replace('\\', '/'))))
            .Distinct()
            .ToList();
        var home = Homes.SelectMany(h => h.Value.Select(table => (Table: table, Folder: h.Key))).ToDictionary(h => h.Table, h => h.Folder);

        Assert.Empty(written.Where(w => !home.ContainsKey(w.Table)).Select(w => $"{w.File} writes {w.Table}, which has no home yet"));
        Assert.Empty(home.Keys.Except(written.Select(w => w.Table)).Select(t => $"nobody writes {t}"));
        var abroad = written
            .Where(w => !w.File.StartsWith(Demo, StringComparison.Ordinal) && !w.File.StartsWith(home[w.Table], StringComparison.Ordinal))
            .ToList();
        var open = Open.SelectMany(o => o.Value.Select(f => (Table: o.Key, File: f))).ToList();
        Assert.Empty(abroad.Except(open).Select(w => $"{w.File} writes {w.Table}, whose writes live in {home[w.Table]}"));
        Assert.Empty(open.Except(abroad).Select(w => $"{w.File} no longer writes {w.Table}: take it off the list"));
    }

    [Theory]
    [InlineData("insert into contacts (tenant_id) values (@t)", "contacts")]
    [InlineData("with a as (\n  insert into\n    contacts (id) select 1) select 1", "contacts")]
    [InlineData("update contacts c set x = 1", "contacts")]
    [InlineData("update contacts set x = 1", "contacts")]
    [InlineData("UPDATE public.contacts SET x = 1", "contacts")]
    [InlineData("delete from contacts where true", "contacts")]
    [InlineData("copy contacts (id) from stdin", "contacts")]
    [InlineData("select 1 from contacts for update", null)]
    [InlineData("on conflict (id) do update set x = excluded.x", null)]
    [InlineData("/// <summary>We update contacts and set a flag.</summary>", null)]
    [InlineData("select x from contacts", null)]
    public void A_write_is_recognised(string sql, string? table) => Assert.Equal(table is null ? [] : [table], Written(sql));

    private static IEnumerable<string> Written(string text) =>
        Write().Matches(Comment().Replace(text, "")).Select(m => m.Groups[1].Value.ToLowerInvariant()).Distinct();

    [GeneratedRegex(@"(?m)^\s*//.*$")]
    private static partial Regex Comment();

    [GeneratedRegex(
        @"\b(?:insert\s+into\s+|delete\s+from\s+(?:only\s+)?|merge\s+into\s+|truncate\s+(?:table\s+)?|copy\s+(?=[a-z_.]+\s*\()|update\s+(?:only\s+)?(?=[a-z_.]+\s+(?:(?:as\s+)?(?!set\b)\w+\s+)?set\b))(?:public\.)?([a-z_]+)",
        RegexOptions.IgnoreCase
    )]
    private static partial Regex Write();
}
