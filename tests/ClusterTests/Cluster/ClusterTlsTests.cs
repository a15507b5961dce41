using System.Globalization;
using System.Net;
using System.Net.Security;
using System.Net.Sockets;
using System.Security.Authentication;
using System.Security.Cryptography.X509Certificates;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Orleans;
using Orleans.Runtime;
using Pivotal.Domain.Shared;
using Pivotal.GrainInterfaces.Realtime;
using Pivotal.GrainInterfaces.Shared;
using Pivotal.Hosting.Cluster;
using Pivotal.Hosting.Start;
using Pivotal.Silo.Cluster;
using Pivotal.TestShared;

namespace Pivotal.ClusterTests.Cluster;

/// <summary>The product's own silos and client, on a database that no other test's work lies in.</summary>
public sealed class ClusterTlsTests : IAsyncLifetime
{
    private readonly Authority _own = new(),
        _foreign = new();
    private readonly List<WebApplication> _running = [];
    private TestDatabase _database = null!;

    public async Task InitializeAsync() => _database = await TestDatabase.Own();

    public async Task DisposeAsync()
    {
        foreach (var app in Enumerable.Reverse(_running))
        {
            await app.StopAsync();
            await app.DisposeAsync();
        }

        _own.Dispose();
        _foreign.Dispose();
    }

    [Fact]
    public async Task Members_talk_and_nobody_else_gets_in()
    {
        var first = await Run(Silo(_own.Member()));
        await Run(Silo(_own.Member()));
        var client = await Run(Client(_own.Member()));
        await Talk(client);
        await Reach(_own.Member());

        // One who trusts us, and shows a certificate that we do not trust.
        var stranger = _foreign.Member(more: _own.Pem);
        Assert.Contains(
            "and that both have certificates of one authority (PIVOTAL_TLS_CA).",
            (await Assert.ThrowsAsync<StartException>(() => Reach(stranger))).Message,
            StringComparison.Ordinal
        );
        Assert.Contains(
            "and that it has no TLS (PIVOTAL_TLS_CERT) either.",
            (await Assert.ThrowsAsync<StartException>(() => Reach([]))).Message,
            StringComparison.Ordinal
        );
        await Assert.ThrowsAsync<StartException>(() => Run(Client(stranger)));
        await Assert.ThrowsAsync<StartException>(() => Run(Client([])));
        // The silo's port says hello first, the gateway's only to whoever does; both hang up on the others.
        Assert.True(await Greeted(Port(first, ClusterSettings.SiloPortSetting), _own.Member()));
        foreach (var port in (string[])[ClusterSettings.SiloPortSetting, ClusterSettings.GatewayPortSetting])
        {
            Assert.False(await Greeted(Port(first, port), stranger));
            Assert.False(await Greeted(Port(first, port), null));
        }

        await Talk(client);
    }

    [Fact]
    public async Task A_member_does_not_talk_to_a_silo_that_is_none()
    {
        await Run(Silo(_foreign.Member(more: _own.Pem)));
        await Assert.ThrowsAsync<StartException>(() => Reach(_own.Member()));
        await Assert.ThrowsAsync<StartException>(() => Run(Client(_own.Member())));
        await Run(Client(_foreign.Member()));
    }

    [Fact]
    public async Task A_member_does_not_talk_to_a_silo_without_tls()
    {
        await Run(Silo([]));
        await Assert.ThrowsAsync<StartException>(() => Reach(_own.Member()));
        await Assert.ThrowsAsync<StartException>(() => Run(Client(_own.Member())));
        await Reach([]);
        await Run(Client([]));
    }

    /// <summary>What a silo looks at before it joins.</summary>
    private Task Reach(Dictionary<string, string?> settings)
    {
        var configuration = Settings(settings);
        return SiloReach.Check(_database.Tenants, ClusterSettings.From(configuration), ClusterTls.From(configuration), default);
    }

    private static int Port(WebApplication silo, string setting) => int.Parse(silo.Configuration[setting]!, CultureInfo.InvariantCulture);

    /// <summary>Whether a silo says anything to somebody who takes any certificate and shows this one, or none.</summary>
    private static async Task<bool> Greeted(int port, Dictionary<string, string?>? shown)
    {
        using var limit = new CancellationTokenSource(TimeSpan.FromSeconds(20));
        using var socket = new TcpClient();
        await socket.ConnectAsync(IPAddress.Loopback, port, limit.Token);
        await using var stream = new SslStream(socket.GetStream(), false, (_, _, _, _) => true);
        using var own = shown is null ? null : X509Certificate2.CreateFromPemFile(shown["PIVOTAL_TLS_CERT"]!, shown["PIVOTAL_TLS_KEY"]);
        try
        {
            await stream.AuthenticateAsClientAsync(
                new SslClientAuthenticationOptions { TargetHost = "silo", ClientCertificates = own is null ? [] : [own] },
                limit.Token
            );
            return await stream.ReadAsync(new byte[1], limit.Token) > 0;
        }
        catch (Exception e) when (e is IOException or AuthenticationException)
        {
            return false;
        }
    }

    private static async Task Talk(WebApplication client)
    {
        var grains = client.Services.GetRequiredService<IGrainFactory>();
        // A silo that has just joined gets its share once the other has heard of it.
        await Eventually.Holds(
            async () =>
            {
                for (var i = 0; i < 20; i++)
                {
                    var tenant = Ids.New();
                    CallerTenant.Set(tenant);
                    var start = (await grains.Feed(tenant).Since(new(0, 0))).Position;
                    await grains.Feed(tenant).Publish([new("desk", "probe", "{}", FeedAudience.InRoles("agent"))]);
                    Assert.Equal("probe", Assert.Single((await grains.Feed(tenant).Since(start)).Frames).Message.Kind);
                }

#pragma warning disable RS0030 // the engine's own grain, which has no tenant
                var feeds = await grains
                    .GetGrain<IManagementGrain>(0)
                    .GetDetailedGrainStatistics(["Pivotal.Grains.Realtime.FeedGrain,Pivotal.Grains"]);
#pragma warning restore RS0030
                return feeds.Select(f => f.SiloAddress).Distinct().Count() == 2;
            },
            "both silos have feeds"
        );
    }

    private async Task<WebApplication> Run(WebApplication app)
    {
        try
        {
            await app.StartAsync();
        }
        catch
        {
            // Its process would end now.
            await app.DisposeAsync();
            throw;
        }

        _running.Add(app);
        return app;
    }

    private WebApplication Silo(Dictionary<string, string?> settings) =>
        Build(
            settings,
            (builder, cluster) => SiloSetup.Add(builder, cluster, ClusterTls.From(builder.Configuration), _database.Server.AppConnection)
        );

    private WebApplication Client(Dictionary<string, string?> settings) =>
        Build(settings, (builder, cluster) => ClusterClientSetup.Add(builder, cluster, _database.Server.AppConnection, _ => { }));

    private WebApplication Build(Dictionary<string, string?> settings, Action<WebApplicationBuilder, ClusterSettings> add)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        builder.Configuration.AddConfiguration(Settings(settings));
        builder.Services.AddSingleton(TimeProvider.System);
        builder.Services.AddSingleton(_database.App);
        builder.Services.AddSingleton(_database.Tenants);
        add(builder, ClusterSettings.From(builder.Configuration));
        return builder.Build();
    }

    private static IConfiguration Settings(Dictionary<string, string?> tls) =>
        new ConfigurationBuilder()
            .AddInMemoryCollection(tls)
            .AddInMemoryCollection([
                new(ClusterSettings.ClusterSetting, "tls"),
                new(ClusterSettings.WaitSetting, "3"),
                new(ClusterSettings.SiloPortSetting, $"{FreePort.Take()}"),
                new(ClusterSettings.GatewayPortSetting, $"{FreePort.Take()}"),
            ])
            .Build();
}

/// <summary>What a process says of files it cannot use, before it starts.</summary>
public sealed class ClusterTlsFileTests : IDisposable
{
    private readonly Authority _own = new(),
        _foreign = new();

    public void Dispose()
    {
        _own.Dispose();
        _foreign.Dispose();
    }

    [Fact]
    public void Without_settings_there_is_no_tls_and_with_good_files_there_is()
    {
        Assert.Null(Read([]));
        Assert.NotNull(Read(_own.Member()));
    }

    [Theory]
    [InlineData("PIVOTAL_TLS_CERT")]
    [InlineData("PIVOTAL_TLS_KEY")]
    [InlineData("PIVOTAL_TLS_CA")]
    public void A_file_that_is_not_set_not_there_or_something_else_is_named(string setting)
    {
        var member = _own.Member();
        Says($"PIVOTAL_TLS_CERT, PIVOTAL_TLS_KEY, PIVOTAL_TLS_CA belong together: {setting} is not set.", member, setting, "");
        foreach (var file in (string[])["/nowhere/file.pem", _own.File(""), _own.File("\0\uFFFD not PEM"), "/proc/self"])
            Says($"{setting} names {file}, which cannot be used (", member, setting, file);
    }

    [Fact]
    public void A_certificate_that_is_over_not_yet_good_or_signed_by_somebody_else_is_named()
    {
        Says("a certificate that ended on ", _own.Member(from: -20, to: -1));
        Says("a certificate that is good from ", _own.Member(from: 1, to: 20));
        Says("none of the authorities in PIVOTAL_TLS_CA", _own.Member(), "PIVOTAL_TLS_CA", _foreign.Member()["PIVOTAL_TLS_CA"]!);
    }

    [Fact]
    public void A_key_of_another_certificate_is_named()
    {
        var other = _own.Member()["PIVOTAL_TLS_KEY"]!;
        Says($"PIVOTAL_TLS_KEY names {other}, which cannot be used (", _own.Member(), "PIVOTAL_TLS_KEY", other);
    }

    private static void Says(string words, Dictionary<string, string?> member, string? setting = null, string? value = null)
    {
        var settings = new Dictionary<string, string?>(member);
        if (setting is not null)
            settings[setting] = value;
        var refusal = Assert.Throws<StartException>(() => Read(settings));
        Assert.Contains(words, refusal.Message, StringComparison.Ordinal);
        Assert.DoesNotContain('\n', refusal.Message);
    }

    private static ClusterTls? Read(Dictionary<string, string?> settings) =>
        ClusterTls.From(new ConfigurationBuilder().AddInMemoryCollection(settings).Build());
}
