using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Orleans;
using Pivotal.ApiTests.Campaigns;
using Pivotal.ApiTests.Shared;
using Pivotal.Domain.Calls;
using Pivotal.Domain.Dialer.Agents;
using Pivotal.Domain.Shared;
using Pivotal.GrainInterfaces.Agents;
using Pivotal.GrainInterfaces.Dialer;
using Pivotal.GrainInterfaces.Shared;
using Pivotal.Simulator.Hosting;
using Pivotal.TestShared;

namespace Pivotal.ApiTests.Dialer.Reports;

/// <summary>A product of its own with a carrier of its own, on a server where nobody else has campaigns, and agents who work as agents do.</summary>
internal sealed class PlayedCampaign : IAsyncDisposable
{
    private static readonly string[] Said =
    [
        Disposition.Connected,
        Disposition.NotInterested,
        Disposition.Qualified,
        Disposition.CallbackRequested,
        Disposition.Voicemail,
        Disposition.WrongNumber,
    ];

    private PlayedCampaign(OwnHost host, RunningSimulator carrier, TestTenant tenant, ApiUser manager) =>
        (Host, Carrier, Tenant, Manager) = (host, carrier, tenant, manager);

    public RunningSimulator Carrier { get; }

    public TestTenant Tenant { get; }

    /// <summary>Asks the product that played.</summary>
    public ApiUser Manager { get; }

    private OwnHost Host { get; }

    private IGrainFactory Grains => Host.Services.GetRequiredService<IGrainFactory>();

    public static async Task<PlayedCampaign> Open(ApiFixture api, SimulatorOptions options)
    {
        var database = await TestDatabase.Own();
        var carrier = await SimulatorHost.Start(options);
        var host = await OwnHost.Start(
            database.App,
            null,
            ("PIVOTAL_TELNYX_BASE", carrier.BaseAddress.AbsoluteUri),
            ("PIVOTAL_TELNYX_KEY", "KEY"),
            ("PIVOTAL_TELNYX_PUBLIC_KEY", carrier.PublicKey),
            ("PIVOTAL_TELNYX_CONNECTION", "1")
        );
        // Read when the first call is made; before the start nobody knows the port.
        host.Services.GetRequiredService<IConfiguration>()["PIVOTAL_WEBHOOK_URL"] = new Uri(
            host.BaseAddress,
            "/api/v1/webhooks/telnyx"
        ).AbsoluteUri;
        var tenant = await Given.Tenant(database);
        return new(host, carrier, tenant, await host.SignedIn(await api.User(tenant, Roles.CampaignManager)));
    }

    /// <summary>A campaign that is open at all hours, with agents who are signed on.</summary>
    public async Task<(Guid Campaign, List<Guid> Agents)> Campaign(ApiFixture api, string mode, int agents, IReadOnlyList<string> numbers)
    {
        var (list, _) = await Tenant.List([.. numbers]);
        var campaign = (await Manager.Campaign(list)).Id();
        List<Guid> team = [];
        for (var n = 0; n < agents; n++)
            team.Add((await api.User(Tenant, Roles.Agent)).Id);
        await Tenant.In(s =>
            s.Execute(
                """
                update campaigns set dial_mode = @mode, power_ratio = 3, window_days = '{1,2,3,4,5,6,7}', window_start = '00:00', window_end = '00:00', retry_minutes = 600, ring_timeout_s = 15, amd_enabled = true where id = @campaign;
                insert into campaign_agents (tenant_id, campaign_id, agent_id) select @tenant, @campaign, unnest(@team)
                """,
                new
                {
                    tenant = Tenant.Id,
                    campaign,
                    mode,
                    team = team.ToArray(),
                }
            )
        );
        foreach (var agent in team)
            Assert.Empty((await Agent(agent).SetStatus(AgentStatus.Available, null, agent)).Refusals);
        Assert.Empty((await Queue(campaign).Start(team[0])).Refusals);
        return (campaign, team);
    }

    /// <summary>Takes calls, hangs up, says in turn everything an agent may say; callbacks in a moment and for tomorrow.</summary>
    /// <param name="talk">so long the agent keeps a person, unless the person hangs up first</param>
    public async Task Work(Guid agent, TimeSpan talk, CancellationToken stop)
    {
        for (var turn = 0; !stop.IsCancellationRequested; )
        {
            switch (await Agent(agent).Get())
            {
                case { Status: AgentStatus.OnCall, Call: { Status: CallStatus.Bridged } call }
                    when call.AnsweredAt + talk <= TimeProvider.System.GetUtcNow():
                    await Agent(agent).HangUp(call.CallId);
                    break;
                case { Status: AgentStatus.WrapUp, Call: { } call }:
                    await Dispose(agent, call, ++turn);
                    break;
            }

            await Task.Delay(20, CancellationToken.None);
        }
    }

    public Task SignOff(Guid agent) => Agent(agent).SetStatus(AgentStatus.Offline, null, agent);

    public Task<Result<QueueSnapshot>> Pause(Guid campaign) => Queue(campaign).Pause(Manager.Id);

    public async ValueTask DisposeAsync()
    {
        await Host.DisposeAsync();
        await Carrier.DisposeAsync();
    }

    private async Task Dispose(Guid agent, CallCard call, int turn)
    {
        var said = call.AttemptNo > 1 ? Disposition.Connected : Said[turn % Said.Length];
        var now = TimeProvider.System.GetUtcNow();
        DateTimeOffset? at = said == Disposition.CallbackRequested ? now.AddSeconds(turn <= Said.Length ? 2 : 86_400) : null;
        Assert.Empty((await Agent(agent).Dispose(new DisposeCall(call.CallId, said, "", new Dictionary<string, string>(), at))).Refusals);
    }

    private ICampaignQueueGrain Queue(Guid campaign)
    {
        CallerTenant.Set(Tenant.Id);
        return Grains.Queue(Tenant.Id, campaign);
    }

    private IAgentGrain Agent(Guid agent)
    {
        CallerTenant.Set(Tenant.Id);
        return Grains.Agent(Tenant.Id, agent);
    }
}
