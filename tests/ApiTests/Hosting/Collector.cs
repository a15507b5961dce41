using System.Collections.Concurrent;
using System.Text;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace Pivotal.ApiTests.Hosting;

/// <summary>A span as it arrived: ids in hexadecimal, attributes with their text values.</summary>
internal sealed record Span(string Scope, string Trace, string Id, string Parent, string Name, IReadOnlyDictionary<string, string> Tags);

/// <summary>A collector on loopback that takes OTLP over HTTP and keeps what came, as bytes and as spans.</summary>
internal sealed class Collector : IAsyncDisposable
{
    private readonly WebApplication _app;
    private readonly ConcurrentQueue<byte[]> _traces = new(),
        _figures = new();

    private Collector(WebApplication app) => _app = app;

    public string Url => _app.Urls.First();

    public static async Task<Collector> Start()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        var collector = new Collector(builder.Build());
        collector._app.MapPost("/v1/traces", (HttpRequest request) => Keep(request, collector._traces));
        collector._app.MapPost("/v1/metrics", (HttpRequest request) => Keep(request, collector._figures));
        await collector._app.StartAsync();
        return collector;
    }

    public IReadOnlyList<Span> Spans(string trace) => [.. _traces.SelectMany(Read).Where(s => s.Trace == trace)];

    public bool Knows(string text) => _traces.Concat(_figures).Any(body => body.AsSpan().IndexOf(Encoding.UTF8.GetBytes(text)) >= 0);

    public bool HasFigure(string name) => _figures.Any(body => body.AsSpan().IndexOf(Encoding.UTF8.GetBytes(name)) >= 0);

    public async ValueTask DisposeAsync() => await _app.DisposeAsync();

    private static async Task Keep(HttpRequest request, ConcurrentQueue<byte[]> to)
    {
        using var body = new MemoryStream();
        await request.Body.CopyToAsync(body);
        to.Enqueue(body.ToArray());
    }

    // opentelemetry-proto, trace.proto: ExportTraceServiceRequest.resource_spans = 1, ResourceSpans.scope_spans = 2, ScopeSpans { scope = 1, spans = 2 }.
    private static IEnumerable<Span> Read(byte[] request) =>
        from resource in Fields(request, 1)
        from scope in Fields(resource, 2)
        from span in Fields(scope, 2)
        select new Span(
            Fields(scope, 1).Select(s => Text(s, 1)).First(),
            Hex(span, 1),
            Hex(span, 2),
            Hex(span, 4),
            Text(span, 5),
            Fields(span, 9).ToDictionary(tag => Text(tag, 1), tag => Fields(tag, 2).Select(value => Text(value, 1)).First())
        );

    private static string Text(ReadOnlyMemory<byte> message, int field) =>
        Encoding.UTF8.GetString(Fields(message, field).FirstOrDefault().Span);

    private static string Hex(ReadOnlyMemory<byte> message, int field) =>
        Convert.ToHexStringLower(Fields(message, field).FirstOrDefault().Span);

    /// <summary>The length-delimited fields of a protobuf message with this number; the others are passed over.</summary>
    private static List<ReadOnlyMemory<byte>> Fields(ReadOnlyMemory<byte> message, int field)
    {
        var found = new List<ReadOnlyMemory<byte>>();
        for (var at = 0; at < message.Length; )
        {
            var key = Number(message.Span, ref at);
            switch (key & 7)
            {
                case 0:
                    Number(message.Span, ref at);
                    break;
                case 1:
                    at += 8;
                    break;
                case 5:
                    at += 4;
                    break;
                default:
                    var length = (int)Number(message.Span, ref at);
                    if (key >> 3 == (ulong)field)
                        found.Add(message.Slice(at, length));
                    at += length;
                    break;
            }
        }

        return found;
    }

    private static ulong Number(ReadOnlySpan<byte> bytes, ref int at)
    {
        for (var (value, shift) = (0UL, 0); ; shift += 7)
        {
            var next = bytes[at++];
            value |= (ulong)(next & 127) << shift;
            if (next < 128)
                return value;
        }
    }
}
