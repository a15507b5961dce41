using System.Diagnostics;
using OpenTelemetry;

namespace Pivotal.Hosting.Observability;

/// <summary>
/// What a span may say outside: which route, grain, statement, host and outcome. Everything else stays, whatever a later version of a library adds: paths and addresses carry tokens (setup links), a message
/// of an exception carries values, and a browser's name is nobody's business.
/// </summary>
internal sealed class TraceScrub : BaseProcessor<Activity>
{
    private static readonly HashSet<string> Told =
    [
        "http.request.method",
        "http.route",
        "http.response.status_code",
        "network.protocol.version",
        "server.address",
        "server.port",
        "url.scheme",
        "error.type",
        "exception.type",
        "rpc.system.name",
        "rpc.method",
        "db.system.name",
        "db.namespace",
        "db.query.text",
        "db.response.status_code",
    ];

    // Events of an activity cannot be changed afterwards; whoever listens may fill in these two before they are made of the exception.
    private readonly ActivityListener _exceptions = new()
    {
        ShouldListenTo = source =>
            source.Name is "Npgsql" or "System.Net.Http" or "Microsoft.AspNetCore"
            || source.Name.StartsWith("Microsoft.Orleans", StringComparison.Ordinal),
        ExceptionRecorder = (_, _, ref tags) =>
        {
            tags.Add("exception.message", "");
            tags.Add("exception.stacktrace", "");
        },
    };

    public TraceScrub() => ActivitySource.AddActivityListener(_exceptions);

    public override void OnEnd(Activity data)
    {
        List<string>? hidden = null;
        foreach (var tag in data.EnumerateTagObjects())
            if (!Told.Contains(tag.Key) && !tag.Key.StartsWith("orleans.", StringComparison.Ordinal))
                (hidden ??= []).Add(tag.Key);
        hidden?.ForEach(key => data.SetTag(key, null));
        if (data.StatusDescription is not null)
            data.SetStatus(data.Status);
    }

    protected override void Dispose(bool disposing)
    {
        _exceptions.Dispose();
        base.Dispose(disposing);
    }
}
