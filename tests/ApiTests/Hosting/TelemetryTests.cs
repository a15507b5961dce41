using System.Diagnostics;
using System.Net.Http.Json;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Npgsql;
using OpenTelemetry.Metrics;
using OpenTelemetry.Trace;
using Orleans;
using Pivotal.ApiTests.Shared;
using Pivotal.Domain.Shared;
using Pivotal.GrainInterfaces.Shared;
using Pivotal.Hosting.Observability;
using Pivotal.Hosting.Start;
using Pivotal.TestShared;

namespace Pivotal.ApiTests.Hosting;

public sealed class TelemetryTests(ApiFixture api) : IClassFixture<ApiFixture>
{
    [Fact]
    public async Task A_requests_trace_goes_on_in_the_grain_and_in_its_statements()
    {
        await using var collector = await Collector.Start();
        await using var host = await Start(collector);
        var agent = await host.SignedIn(await api.User(await Given.Tenant(api.Database), Roles.Agent));
        var trace = ActivityTraceId.CreateRandom().ToHexString();
        await agent.SendAsync(Traced(trace, HttpMethod.Get, "/api/v1/agents/me")).Json();
        await Sent(host, () => Ended(collector, trace, "GET /api/v1/agents/me"));

        var spans = collector.Spans(trace);
        var request = Assert.Single(spans, s => s.Scope == "Microsoft.AspNetCore");
        Assert.Equal("GET /api/v1/agents/me", request.Name);
        var calls = spans.Where(s => s.Scope == "Microsoft.Orleans.Application").ToList();
        var caller = Assert.Single(calls, s => s.Parent == request.Id && s.Name.EndsWith("IAgentGrain/Get", StringComparison.Ordinal));
        var grain = Assert.Single(calls, s => s.Parent == caller.Id);
        Assert.Contains(agent.Id.ToString("N"), grain.Tags["orleans.rpc.target_id"], StringComparison.Ordinal);
        var statements = spans.Where(s => s.Scope == "Npgsql").ToList();
        Assert.Contains(
            statements,
            s => s.Tags["db.query.text"].Contains("from sessions", StringComparison.Ordinal) && s.Parent == request.Id
        );
        Assert.Contains(statements, s => Under(s, caller, spans));
    }

    [Fact]
    public async Task Nothing_secret_leaves_the_process()
    {
        await using var collector = await Collector.Start();
        await using var host = await Start(collector);
        var admin = await host.SignedIn(await api.User(await Given.Tenant(api.Database), Roles.Admin));
        var (name, trace) = ($"u{Ids.New():N}", ActivityTraceId.CreateRandom().ToHexString());
        var (email, password) = ($"{name}@example.com", $"a long password {Ids.New():N}");
        var body = new
        {
            email,
            username = name,
            firstName = "Ada",
            lastName = "Byron",
            roles = new[] { "agent" },
        };
        var made = await admin.SendAsync(Traced(trace, HttpMethod.Post, $"/api/v1/users?hint={name}", body)).Json();
        await admin.SendAsync(Traced(trace, HttpMethod.Post, "/api/v1/users", body)).Is(System.Net.HttpStatusCode.Conflict);
        var link = new Uri(made.GetProperty("setupLink").GetString()!).AbsolutePath;
        var nobody = host.Anonymous();
        await nobody.SendAsync(Traced(trace, HttpMethod.Get, link));
        await nobody.SendAsync(Traced(trace, HttpMethod.Post, $"/api/v1{link}", new { password })).Is(System.Net.HttpStatusCode.NoContent);
        await nobody.SendAsync(Traced(trace, HttpMethod.Post, "/api/v1/session", new { email, password })).Json();
        // An error of the database names the value that was wrong.
        var number = $"+1555{Random.Shared.Next(1_000_000, 9_999_999)}";
        await using var wrong = api.Database.App.CreateCommand("update users set id = cast(@number as uuid)");
        wrong.Parameters.AddWithValue("number", number);
        var error = await Assert.ThrowsAsync<PostgresException>(() => wrong.ExecuteNonQueryAsync());
        Assert.Contains(number, error.Message, StringComparison.Ordinal);
        // Each of the five requests above.
        await Sent(host, () => collector.Spans(trace).Count(s => s.Scope == "Microsoft.AspNetCore") == 5);

        var spans = collector.Spans(trace);
        Assert.Contains(spans, s => s.Name == "POST /api/v1/setup/{token}");
        Assert.True(collector.Knows("cast(@number as uuid)"));
        Assert.Contains(spans, s => s.Scope == "Npgsql" && s.Tags["db.query.text"].Contains("users", StringComparison.Ordinal));
        var session = admin.Cookie[(admin.Cookie.IndexOf('=') + 1)..];
        Assert.All(
            [link[(link.LastIndexOf('/') + 1)..], email, name, password, session, number],
            secret => Assert.False(collector.Knows(secret), secret)
        );
        Assert.DoesNotContain(
            spans,
            s => s.Tags.Keys.Any(key => key is "url.path" or "url.full" or "url.query" or "exception.message" or "user_agent.original")
        );
    }

    [Fact]
    public async Task The_figures_of_the_engine_the_runtime_the_pool_and_the_product_are_sent()
    {
        await using var collector = await Collector.Start();
        await using var host = await Start(collector);
        Grains.Shared.ProductMeter.OnEnded("abandoned");
        await host.Anonymous().GetAsync("/api/v1/session");
        await Sent(host, () => collector.HasFigure("http.server.request.duration"));
        Assert.All(
            ["orleans-", "dotnet.gc.", "db.client.", "http.server.request.duration", "pivotal.calls.ended"],
            name => Assert.True(collector.HasFigure(name), name)
        );
    }

    [Fact]
    public async Task Baggage_of_a_stranger_goes_no_further()
    {
        List<KeyValuePair<string, string?>> seen = [];
        using var listener = new ActivityListener
        {
            ShouldListenTo = source => source.Name is "Microsoft.AspNetCore" or "Microsoft.Orleans.Application",
            ActivityStopped = activity =>
            {
                lock (seen)
                    seen.AddRange(activity.Baggage);
            },
        };
        ActivitySource.AddActivityListener(listener);
        await using var collector = await Collector.Start();
        await using var host = await Start(collector);
        var agent = await host.SignedIn(await api.User(await Given.Tenant(api.Database), Roles.Agent));
        var request = Traced(ActivityTraceId.CreateRandom().ToHexString(), HttpMethod.Get, "/api/v1/agents/me");
        request.Headers.Add("baggage", "load=0123456789");
        await agent.SendAsync(request).Json();
        Assert.DoesNotContain(seen, b => b.Key == "load");
    }

    [Fact]
    public async Task Without_the_setting_nothing_listens_and_no_call_carries_a_trace()
    {
        await using var host = await OwnHost.Start(api.Database.App);
        Assert.Null(host.Services.GetService<TracerProvider>());
        Assert.Null(host.Services.GetService<MeterProvider>());
        Assert.Equal(0, Carriers(host));

        await using var collector = await Collector.Start();
        await using var telling = await Start(collector);
        Assert.Equal(2, Carriers(telling));
    }

    [Theory]
    [InlineData("collector:4317", null, Telemetry.Setting)]
    [InlineData("file:///tmp/x", null, Telemetry.Setting)]
    [InlineData("not an address", null, Telemetry.Setting)]
    [InlineData("http://collector:4317", "http/json", Telemetry.ProtocolSetting)]
    public void A_setting_that_cannot_be_used_is_one_sentence(string endpoint, string? protocol, string named)
    {
        var builder = Host.CreateApplicationBuilder();
        builder.Configuration.AddInMemoryCollection([new(Telemetry.Setting, endpoint), new(Telemetry.ProtocolSetting, protocol)]);
        var refusal = Assert.Throws<StartException>(() => builder.AddTelemetry("pivotal-test"));
        Assert.StartsWith($"{named} is `{protocol ?? endpoint}`; it must be ", refusal.Message, StringComparison.Ordinal);
    }

    private Task<OwnHost> Start(Collector collector) =>
        OwnHost.Start(
            api.Database.App,
            null,
            (Telemetry.Setting, collector.Url),
            (Telemetry.ProtocolSetting, "http/protobuf"),
            ("PIVOTAL_DATA", TestDatabase.NewFolder("files"))
        );

    private static HttpRequestMessage Traced(string trace, HttpMethod method, string path, object? body = null)
    {
        var request = new HttpRequestMessage(method, path) { Content = body is null ? null : JsonContent.Create(body) };
        request.Headers.Add("traceparent", $"00-{trace}-{ActivitySpanId.CreateRandom().ToHexString()}-01");
        return request;
    }

    /// <summary>The engine's filters that put a trace into a call and take it out; their types are its own.</summary>
    private static int Carriers(OwnHost host) =>
        host
            .Services.GetServices<IOutgoingGrainCallFilter>()
            .Cast<object>()
            .Concat(host.Services.GetServices<IIncomingGrainCallFilter>())
            .Count(f => f.GetType().Name.StartsWith("ActivityPropagation", StringComparison.Ordinal));

    private static bool Under(Span span, Span ancestor, IReadOnlyList<Span> all)
    {
        for (var at = span; at is not null; at = all.FirstOrDefault(s => s.Id == at.Parent))
            if (at.Parent == ancestor.Id)
                return true;
        return false;
    }

    /// <summary>A request's span and figure end after its answer has gone out: sent again until they are there.</summary>
    private static async Task Sent(OwnHost host, Func<bool> arrived)
    {
        using var limit = new CancellationTokenSource(TimeSpan.FromSeconds(60));
        do
        {
            Assert.False(limit.IsCancellationRequested, "what was waited for did not arrive");
            Assert.True(host.Services.GetRequiredService<TracerProvider>().ForceFlush(10_000));
            Assert.True(host.Services.GetRequiredService<MeterProvider>().ForceFlush(10_000));
        } while (!arrived());
    }

    private static bool Ended(Collector collector, string trace, string request) =>
        collector.Spans(trace).Any(s => s.Scope == "Microsoft.AspNetCore" && s.Name == request);
}
