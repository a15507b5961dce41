using System.Globalization;
using System.Text.Json;

namespace Pivotal.Demo;

/// <summary>The figures of a run, for a manager to read and, as the last line, for a program.</summary>
/// <param name="AbandonRate">people who picked up and never heard anybody ÷ people who picked up, by the carrier's record; 0–1</param>
public sealed record Summary(
    int Rows,
    long Created,
    long Duplicates,
    long Rejected,
    long Suppressed,
    int Calls,
    int People,
    int Talks,
    int Disposed,
    int Leads,
    int Approved,
    int LeadsRejected,
    int Delivered,
    double AbandonRate,
    int Checks,
    double Seconds
)
{
    public void Print(TextWriter to)
    {
        to.WriteLine();
        Line(
            "Import",
            $"{Rows:N0} rows: {Created:N0} contacts made, {Duplicates:N0} duplicates, {Rejected:N0} rejected, {Suppressed:N0} on the do-not-call list"
        );
        Line(
            "Calls",
            $"{Calls:N0} dialled, {People:N0} picked up by a person, {Talks:N0} connected to an agent (machines that passed for people included), {Disposed:N0} disposed of"
        );
        Line("Abandon rate", $"{AbandonRate:P1}");
        Line("Leads", $"{Leads:N0} qualified, {Approved:N0} approved, {LeadsRejected:N0} rejected in review");
        Line("Delivered", $"{Delivered:N0} to the client");
        Line("Checks", $"{Checks:N0} made");
        Line("Time", $"{Seconds:N0} s");
        to.WriteLine();

        void Line(string what, FormattableString figures) => to.WriteLine($"  {what, -14}{figures.ToString(CultureInfo.InvariantCulture)}");
    }

    public string Json(bool ok) =>
        JsonSerializer.Serialize(
            new
            {
                demo = ok ? "ok" : "failed",
                rows = Rows,
                rejected = Rejected,
                calls = Calls,
                leads = Leads,
                approved = Approved,
                delivered = Delivered,
                abandonRate = Math.Round(AbandonRate, 4),
                seconds = Math.Round(Seconds, 1),
            }
        );
}
