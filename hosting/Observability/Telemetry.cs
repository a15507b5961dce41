using System.Diagnostics;
using System.Reflection;
using Npgsql;
using OpenTelemetry;
using OpenTelemetry.Context.Propagation;
using OpenTelemetry.Metrics;
using OpenTelemetry.Resources;
using OpenTelemetry.Trace;
using Orleans.Diagnostics;
using Orleans.Hosting;
using Pivotal.Hosting.Start;

namespace Pivotal.Hosting.Observability;

/// <summary>
/// Traces and figures of a process for a collector that speaks OTLP: requests, grain calls, statements, calls of other services, the engine's, the runtime's and the product's own counters.
/// Off unless <see cref="Setting"/> names the collector; nothing listens then and no call carries anything for it. The other variables of the OpenTelemetry specification hold as well
/// (<c>OTEL_EXPORTER_OTLP_HEADERS</c>, <c>OTEL_SERVICE_NAME</c>, <c>OTEL_TRACES_SAMPLER</c>, …).
/// </summary>
public static class Telemetry
{
    /// <summary>Name of the meter in which the product counts in its own words.</summary>
    private const string Product = "Pivotal";

    /// <summary><c>OTEL_EXPORTER_OTLP_ENDPOINT</c>: the collector, such as <c>http://collector:4317</c>. Unset: no telemetry.</summary>
    public const string Setting = "OTEL_EXPORTER_OTLP_ENDPOINT";

    /// <summary><c>OTEL_EXPORTER_OTLP_PROTOCOL</c>: <c>grpc</c> unless set, or <c>http/protobuf</c>.</summary>
    public const string ProtocolSetting = "OTEL_EXPORTER_OTLP_PROTOCOL";

    private const string NameSetting = "OTEL_SERVICE_NAME";

    public static bool Wanted(IConfiguration configuration) => configuration[Setting] is { Length: > 0 };

    /// <param name="service">what this process calls itself, unless the operator names it</param>
    /// <exception cref="StartException">a setting cannot be used</exception>
    public static void AddTelemetry(this IHostApplicationBuilder builder, string service)
    {
        if (!Wanted(builder.Configuration))
            return;
        Check(builder.Configuration);
        // Trace ids only. What a stranger's request carries as baggage would otherwise travel with every grain call and to every service that is called.
        Sdk.SetDefaultTextMapPropagator(new TraceContextPropagator());
        builder.Services.AddSingleton<DistributedContextPropagator, TraceIdsOnly>();
        builder
            .Services.AddOpenTelemetry()
            .ConfigureResource(resource =>
            {
                if (builder.Configuration[NameSetting] is not { Length: > 0 })
                    resource.AddService(service, "pivotal", Version);
            })
            .WithTracing(traces =>
                traces
                    .AddSource(
                        ActivitySources.ApplicationGrainActivitySourceName,
                        ActivitySources.LifecycleActivitySourceName,
                        ActivitySources.StorageActivitySourceName
                    )
                    .AddAspNetCoreInstrumentation(requests =>
                        requests.Filter = context => !context.Request.Path.StartsWithSegments("/health")
                    )
                    .AddHttpClientInstrumentation()
                    .AddNpgsql()
                    .AddProcessor(new TraceScrub())
                    .AddOtlpExporter()
            )
            .WithMetrics(figures =>
                figures
                    .AddMeter("Microsoft.Orleans", Product)
                    .AddAspNetCoreInstrumentation()
                    .AddHttpClientInstrumentation()
                    .AddRuntimeInstrumentation()
                    .AddNpgsqlInstrumentation()
                    .AddOtlpExporter()
            );
    }

    /// <summary>Before every other filter, so that a call that is tried again is one span.</summary>
    internal static void AddTraces(this ISiloBuilder silo)
    {
        if (Wanted(silo.Configuration))
            silo.AddActivityPropagation();
    }

    /// <inheritdoc cref="AddTraces(ISiloBuilder)"/>
    internal static void AddTraces(this IClientBuilder client)
    {
        if (Wanted(client.Configuration))
            client.AddActivityPropagation();
    }

    private static string? Version =>
        typeof(Telemetry).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()?.InformationalVersion;

    private static void Check(IConfiguration configuration)
    {
        var endpoint = configuration[Setting];
        if (
            !Uri.TryCreate(endpoint, UriKind.Absolute, out var uri) || (uri.Scheme != Uri.UriSchemeHttp && uri.Scheme != Uri.UriSchemeHttps)
        )
            throw new StartException(
                $"{Setting} is `{endpoint}`; it must be the address of a collector such as http://collector:4317, or nothing for no telemetry."
            );
        if (configuration[ProtocolSetting] is { Length: > 0 } protocol and not ("grpc" or "http/protobuf"))
            throw new StartException($"{ProtocolSetting} is `{protocol}`; it must be grpc or http/protobuf.");
    }
}
