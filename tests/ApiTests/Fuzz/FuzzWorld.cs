using System.Net;
using Pivotal.ApiTests.Leads;
using Pivotal.ApiTests.Orders;
using Pivotal.ApiTests.Shared;
using Pivotal.Domain.Shared;
using Pivotal.TestShared;

namespace Pivotal.ApiTests.Fuzz;

/// <summary>A tenant with one of everything, and people of all kinds who ask. A host of its own, because so many requests are over any limit.</summary>
internal sealed class FuzzWorld : IAsyncDisposable
{
    private readonly Dictionary<string, ApiUser> _users = [];
    private readonly HashSet<string> _ended = [];
    private readonly OwnHost _host;

    private FuzzWorld(OwnHost host) => _host = host;

    public IReadOnlyDictionary<string, Guid> Ids { get; private set; } = null!;

    public static async Task<FuzzWorld> Start(ApiFixture api)
    {
        var host = await OwnHost.Start(
            api.Database.App,
            null,
            ("PIVOTAL_RATE_PER_SECOND", "100000"),
            ("PIVOTAL_DATA", TestDatabase.NewFolder("fuzz"))
        );
        var world = new FuzzWorld(host);
        var tenant = await Given.Tenant(api.Database);
        foreach (
            var (name, user) in new (string, ApiUser)[]
            {
                ("admin", await api.User(tenant, Roles.Admin)),
                ("manager", await api.User(tenant, Roles.CampaignManager, Roles.DataOps, Roles.QualityAnalyst)),
                ("agent", await api.User(tenant, Roles.Agent)),
                ("client", await api.ClientUser(tenant)),
            }
        )
            world._users[name] = await host.SignedIn(user);
        world.Ids = await OneOfEverything(api, tenant, world._users);
        return world;
    }

    public async Task<HttpClient> As(string who)
    {
        if (who == "anonymous")
            return _host.Anonymous();
        // Somebody may have been given other roles or another address, which ends his sessions.
        lock (_users)
        {
            if (!_ended.Contains(who))
                return _users[who];
        }

        var again = await _host.SignedIn(_users[who]);
        lock (_users)
        {
            _ended.Remove(who);
            return _users[who] = again;
        }
    }

    public void Heard(string who, HttpStatusCode status)
    {
        if (status != HttpStatusCode.Unauthorized || who == "anonymous")
            return;
        lock (_users)
            _ended.Add(who);
    }

    public string Document => "/openapi/v1.json";

    public ValueTask DisposeAsync() => _host.DisposeAsync();

    private static Guid NewId() => Domain.Shared.Ids.New();

    private static async Task<IReadOnlyDictionary<string, Guid>> OneOfEverything(
        ApiFixture api,
        TestTenant tenant,
        Dictionary<string, ApiUser> users
    )
    {
        var somebody = await api.User(tenant, Roles.Agent);
        var order = await users["client"].Submitted();
        var campaign = await tenant.Campaign();
        var lead = await tenant.Lead(campaign);
        var (list, suppression, import, profile, pause) = (NewId(), NewId(), NewId(), NewId(), NewId());
        return await tenant.In(async s =>
        {
            await s.Execute(
                """
                update call_attempts set agent_id = @agent;
                update campaigns set status = 'paused';
                insert into lists (tenant_id, id, name) values (@tenant, @list, 'Ours');
                insert into list_members (tenant_id, list_id, contact_id) select tenant_id, @list, id from contacts;
                insert into suppressions (tenant_id, id, kind, value) values (@tenant, @suppression, 'phone', '+12025550199');
                insert into pause_codes (tenant_id, id, code, label) values (@tenant, @pause, 'lunch', 'Lunch');
                insert into imports (tenant_id, id, file_name, file_path, file_bytes, status, encoding, delimiter, headers, mapping)
                values (@tenant, @import, 'ours.csv', '/nowhere', 1, 'completed', 'utf-8', ',', '["Email 1"]', '[]');
                insert into compliance_profiles (tenant_id, id, name, body) values (@tenant, @profile, 'Ours', '{"ring": {"seconds": 20}}');
                """,
                new
                {
                    tenant = tenant.Id,
                    agent = users["agent"].Id,
                    list,
                    suppression,
                    import,
                    profile,
                    pause,
                }
            );
            return (IReadOnlyDictionary<string, Guid>)
                new Dictionary<string, Guid>
                {
                    ["users"] = somebody.Id,
                    ["agents"] = users["agent"].Id,
                    ["orders"] = order,
                    ["campaigns"] = campaign,
                    ["leads"] = lead,
                    ["lists"] = list,
                    ["suppressions"] = suppression,
                    ["imports"] = import,
                    ["compliance"] = profile,
                    ["pause-codes"] = pause,
                    ["contacts"] = (await s.Query("select id from contacts", null, r => r.GetGuid(0)))[0],
                    ["accounts"] = (await s.Query("select id from accounts", null, r => r.GetGuid(0)))[0],
                    ["calls"] = (await s.Query("select id from call_attempts", null, r => r.GetGuid(0)))[0],
                };
        });
    }
}
