using System.Globalization;
using System.Net;
using System.Text;
using System.Text.Json;
using Pivotal.Simulator.Hosting;

namespace Pivotal.Simulator.Control;

/// <summary>One plain page: what is going on, the knobs, the last calls.</summary>
internal static class StatusPage
{
    private const int Shown = 50;

    private const string Head = """
        <!doctype html><html lang="en"><head><meta charset="utf-8"><title>Carrier simulator</title>
        <style>body{font:14px system-ui;margin:2rem;max-width:72rem}table{border-collapse:collapse}td,th{padding:.2rem .7rem;text-align:left;
        border-bottom:1px solid #ccc}textarea{width:100%;font:13px monospace}</style></head><body><h1>Carrier simulator</h1>
        """;

    private const string Script = """
        <script>document.getElementById('set').onclick=async()=>{const r=await fetch('/sim/faults',{method:'POST',
        body:document.getElementById('knobs').value});document.getElementById('said').textContent=r.ok?'set':(await r.json()).detail}</script></body></html>
        """;

    private static readonly JsonSerializerOptions Readable = new(JsonSerializerDefaults.Web) { WriteIndented = true };

    public static IResult Show(SimControl sim, SimulatorOptions options)
    {
        var html = new StringBuilder(Head);
        html.Append(CultureInfo.InvariantCulture, $"<p>Speed {options.Speed}, seed {options.Seed}.</p>");
        html.Append("<h2>Figures</h2><pre>").Append(Text(JsonSerializer.Serialize(sim.Stats(), Readable))).Append("</pre>");
        html.Append("<h2>Faults</h2><textarea id=\"knobs\" rows=\"14\" aria-label=\"Faults\">")
            .Append(Text(JsonSerializer.Serialize(sim.Faults, Readable)))
            .Append("</textarea><p><button id=\"set\">Set</button> <output id=\"said\"></output></p>");
        html.Append("<h2>Last calls</h2><table><tr><th>To<th>Callee<th>State<th>Dialled<th>Answered<th>Bridged<th>Ended<th>Cause</tr>");
        var calls = sim.Calls();
        foreach (var call in calls.Skip(Math.Max(0, calls.Count - Shown)).Reverse())
        {
            html.Append("<tr><td>")
                .Append(Text(call.To))
                .Append("<td>")
                .Append(call.Kind)
                .Append("<td>")
                .Append(call.Phase)
                .Append("<td>")
                .Append(Clock(call.DialledAt))
                .Append("<td>")
                .Append(Clock(call.AnsweredAt))
                .Append("<td>")
                .Append(Clock(call.BridgedAt))
                .Append("<td>")
                .Append(Clock(call.EndedAt))
                .Append("<td>")
                .Append(call.HangupCause)
                .Append("</tr>");
        }

        html.Append("</table>").Append(Script);
        return Results.Content(html.ToString(), "text/html; charset=utf-8");
    }

    private static string Text(string raw) => WebUtility.HtmlEncode(raw);

    private static string Clock(DateTimeOffset? at) => at?.ToString("HH:mm:ss.fff", CultureInfo.InvariantCulture) ?? "";
}
