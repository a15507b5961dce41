using System.Globalization;
using Orleans;
using Pivotal.Data.Shared;
using Pivotal.Domain.Calls;
using Pivotal.Domain.Dialer.Agents;
using Pivotal.Domain.Shared;
using Pivotal.GrainInterfaces.Agents;
using Pivotal.GrainInterfaces.Dialer;
using Pivotal.GrainInterfaces.Shared;
using Pivotal.TestShared;

namespace Pivotal.ClusterTests.Dialer;

/// <summary>Where grains are: in one process, or in the silos of a cluster.</summary>
internal interface IWorld
{
    IGrainFactory Grains { get; }
}

/// <summary>A tenant with a list, a campaign and agents, and hands to work with them.</summary>
internal sealed class CallCentre(TestTenant tenant)
{
    public TestTenant Tenant => tenant;

    public required Guid CampaignId { get; init; }

    public List<Guid> Agents { get; } = [];

    public List<Guid> Contacts { get; } = [];

    public List<Guid> Accounts { get; } = [];

    private Guid List { get; } = Ids.New();

    /// <param name="numbers">one contact each</param>
    /// <param name="perAccount">contacts of one account; 0 for contacts without an account</param>
    /// <param name="campaign">its id, where it decides on which silo the campaign lives</param>
    public static async Task<CallCentre> Open(
        TestDatabase database,
        int agents,
        IReadOnlyList<string> numbers,
        int perAccount = 0,
        (string Mode, int Value)? cap = null,
        int retryMinutes = 120,
        int wrapUpSeconds = 60,
        int maxAttempts = 3,
        bool detectMachine = true,
        int ringTimeout = 25,
        Guid? campaign = null
    )
    {
        var centre = new CallCentre(await Given.Tenant(database)) { CampaignId = campaign ?? Ids.New() };
        await centre.Tenant.In(async s =>
        {
            var id = centre.Tenant.Id;
            await s.Execute("insert into lists (tenant_id, id, name) values (@id, @list, 'Everybody')", new { id, list = centre.List });
            await s.Execute(
                """
                insert into campaigns (tenant_id, id, name, list_id, caller_id, window_days, window_start, window_end, retry_minutes, wrap_up_s, max_attempts, amd_enabled, ring_timeout_s, cap_mode, cap_value)
                values (@id, @campaign, 'Spring', @list, '+12025550100', '{1,2,3,4,5,6,7}', '00:00', '00:00', @retryMinutes, @wrapUpSeconds, @maxAttempts, @detectMachine, @ringTimeout, @mode, @value)
                """,
                new
                {
                    id,
                    campaign = centre.CampaignId,
                    list = centre.List,
                    retryMinutes,
                    wrapUpSeconds,
                    maxAttempts,
                    detectMachine,
                    ringTimeout,
                    mode = cap?.Mode,
                    value = cap?.Value,
                }
            );
            for (var i = 0; i < agents; i++)
                await centre.AddAgent(s);
            await centre.AddContacts(s, numbers, perAccount);
        });
        return centre;
    }

    /// <summary>A campaign like the first one, with the same list and rules; it takes over the last agents.</summary>
    public async Task<Guid> Second(int agents)
    {
        var other = Ids.New();
        await Tenant.In(async s =>
        {
            await s.Execute(
                """
                insert into campaigns (tenant_id, id, name, list_id, caller_id, window_days, window_start, window_end, retry_minutes, wrap_up_s, max_attempts, amd_enabled, ring_timeout_s, cap_mode, cap_value, rules)
                select tenant_id, @other, 'Autumn', list_id, caller_id, window_days, window_start, window_end, retry_minutes, wrap_up_s, max_attempts, amd_enabled, ring_timeout_s, cap_mode, cap_value, rules
                from campaigns where id = @campaign
                """,
                new { other, campaign = CampaignId }
            );
            await s.Execute(
                "update campaign_agents set campaign_id = @other where agent_id = any(@agents)",
                new { other, agents = Agents.TakeLast(agents).ToArray() }
            );
        });
        return other;
    }

    /// <summary>Numbers of a kind that the simulator always plays the same (ForcedNumbers); at most 100 of each.</summary>
    public static List<string> Numbers(string area, int count, int from = 0) =>
        [.. Enumerable.Range(from, count).Select(n => $"+1{area}55501{n.ToString("D2", CultureInfo.InvariantCulture)}")];

    /// <summary>Numbers whose callee is drawn by the simulator.</summary>
    public static List<string> AnyNumbers(int count, int from = 0) => [.. Enumerable.Range(from, count).Select(n => $"+1212{5550000 + n}")];

    public ICampaignQueueGrain Queue(IWorld world)
    {
        CallerTenant.Set(tenant.Id);
        return world.Grains.Queue(tenant.Id, CampaignId);
    }

    public IAgentGrain Agent(IWorld world, Guid agent)
    {
        CallerTenant.Set(tenant.Id);
        return world.Grains.Agent(tenant.Id, agent);
    }

    public async Task SignOn(IWorld world, params Guid[] who)
    {
        foreach (var agent in who.Length == 0 ? Agents : [.. who])
            Assert.Empty((await Agent(world, agent).SetStatus(AgentStatus.Available, null, agent)).Refusals);
    }

    public async Task Start(IWorld world)
    {
        await WakeChores(world);
        Assert.Empty((await Queue(world).Start(Agents[0])).Refusals);
    }

    /// <summary>As a process wakes those of every tenant after its start.</summary>
    public Task WakeChores(IWorld world)
    {
        CallerTenant.Set(tenant.Id);
        return world.Grains.Chores(tenant.Id).Wake();
    }

    public Task<Result<AgentView>> Dispose(IWorld world, Guid agent, Guid call, string disposition, DateTimeOffset? callbackAt = null) =>
        Agent(world, agent).Dispose(new DisposeCall(call, disposition, "", new Dictionary<string, string>(), callbackAt));

    public Task<T?> Scalar<T>(string sql, object? parameters = null) => Tenant.In(s => s.Scalar<T>(sql, parameters));

    /// <summary>For the message of a failure: the attempts that a condition picks, as JSON lines.</summary>
    public async Task<string> Attempts(string where) =>
        string.Join(
            '\n',
            await Tenant.In(s =>
                s.Query(
                    $"select row_to_json(a)::text || coalesce((select jsonb_agg(e.event_type order by e.occurred_at)::text from carrier_inbox e where e.call_id = a.id), '') from call_attempts a where {where} limit 10",
                    null,
                    r => r.GetString(0)
                )
            )
        );

    /// <summary>For the message of a failure: a few rows, as JSON lines.</summary>
    public async Task<string> Rows(string table, string where) =>
        string.Join(
            '\n',
            await Tenant.In(s => s.Query($"select row_to_json(t)::text from {table} t where {where} limit 10", null, r => r.GetString(0)))
        );

    /// <summary>An agent at work: hangs up after a moment when told to, disposes of each call, until stopped.</summary>
    /// <param name="refused">hears of a disposition that was refused because something is full; the call is disposed of as connected then</param>
    public async Task Work(
        IWorld world,
        Guid agent,
        Func<CallCard, string> decide,
        bool hangUp,
        CancellationToken stop,
        Action<string>? refused = null
    )
    {
        while (!stop.IsCancellationRequested)
        {
            var view = await Agent(world, agent).Get();
            switch (view)
            {
                case { Status: AgentStatus.OnCall, Call: { Status: CallStatus.Bridged } call } when hangUp:
                    await Agent(world, agent).HangUp(call.CallId);
                    break;
                case { Status: AgentStatus.WrapUp, Call: { } call }:
                    var answer = await Dispose(world, agent, call.CallId, decide(call));
                    if (answer.Refusals is not [{ Code: "calls.cap_reached" or "calls.quota_full" } full])
                        break;
                    refused?.Invoke(full.Code);
                    await Dispose(world, agent, call.CallId, Disposition.Connected);
                    break;
            }

            await Task.Delay(20, CancellationToken.None);
        }
    }

    private async Task AddAgent(TenantSession s)
    {
        var (agent, name) = (Ids.New(), $"agent-{Ids.New():N}");
        await s.Execute(
            """
            insert into users (tenant_id, id, email, email_normalized, username, username_normalized, first_name, last_name, security_stamp)
            values (@id, @agent, @name || '@example.com', @name || '@example.com', @name, @name, 'Agent', @last, 'x')
            """,
            new
            {
                id = tenant.Id,
                agent,
                name,
                last = name[^6..],
            }
        );
        await s.Execute("insert into user_roles (tenant_id, user_id, role) values (@id, @agent, 'agent')", new { id = tenant.Id, agent });
        await s.Execute(
            "insert into campaign_agents (tenant_id, campaign_id, agent_id) values (@id, @campaign, @agent)",
            new
            {
                id = tenant.Id,
                campaign = CampaignId,
                agent,
            }
        );
        Agents.Add(agent);
    }

    private async Task AddContacts(TenantSession s, IReadOnlyList<string> numbers, int perAccount)
    {
        for (var i = 0; i < numbers.Count; i++)
        {
            if (perAccount > 0 && i % perAccount == 0)
            {
                Accounts.Add(Ids.New());
                var name = $"Company {Accounts.Count}";
                await s.Execute(
                    "insert into accounts (tenant_id, id, name, name_normalized, name_lower) values (@id, @account, @name, lower(@name), lower(@name))",
                    new
                    {
                        id = tenant.Id,
                        account = Accounts[^1],
                        name,
                    }
                );
            }

            Contacts.Add(Ids.New());
        }

        var accounts = numbers.Select((_, i) => perAccount > 0 ? Accounts[i / perAccount] : (Guid?)null).ToArray();
        await s.Execute(
            """
            insert into contacts (tenant_id, id, account_id, full_name, full_name_lower, first_name, email, email_normalized, direct_phone_e164, country)
            select @id, c.id, c.account_id, 'Person ' || c.n, 'person ' || c.n, 'Person', c.id || '@example.com', c.id || '@example.com', c.phone, 'US'
            from unnest(@ids, @accounts, @phones) with ordinality as c (id, account_id, phone, n)
            """,
            new
            {
                id = tenant.Id,
                ids = Contacts.ToArray(),
                accounts,
                phones = numbers.ToArray(),
            }
        );
        await s.Execute(
            "insert into list_members (tenant_id, list_id, contact_id) select @id, @list, unnest(@ids)",
            new
            {
                id = tenant.Id,
                list = List,
                ids = Contacts.ToArray(),
            }
        );
    }
}
