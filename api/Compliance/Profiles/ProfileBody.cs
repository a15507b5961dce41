using System.Text.Json;
using Pivotal.Api.Shared;
using Pivotal.Data.Compliance.Law;
using Pivotal.Data.Shared;
using Pivotal.Domain.Compliance.Law;

namespace Pivotal.Api.Compliance.Profiles;

/// <summary>One of the tenant's own profiles; a rule that is absent is not asked for.</summary>
internal sealed record ProfileBody(
    string? Name,
    ConnectRule? Connect = null,
    AbandonRule? Abandon = null,
    RingRule? Ring = null,
    MessageRule? Message = null,
    LockOutRule? LockOut = null,
    AttemptRule? Attempts = null,
    HoursRule? Hours = null,
    HolidayRule? Holidays = null,
    RetentionRule? Retention = null,
    MachineRestRule? MachineRest = null
)
{
    public Validation Check()
    {
        var check = new Validation().Text("/name", Name, 100);
        if (Connect is { } connect)
            check
                .OneOf("/connect/clock", connect.Clock, ConnectRule.Clocks)
                .That(connect.Seconds is >= 0.5 and <= 30, "/connect/seconds", "field.out_of_range", "From 0.5 to 30 seconds.");
        if (Abandon is { } abandon)
        {
            check
                .OneOf("/abandon/window", abandon.Window, AbandonRule.Windows)
                .OneOf("/abandon/denominator", abandon.Denominator, [AbandonRule.AnsweredByPerson])
                .That(abandon.Cap is >= 0.001 and <= 0.2, "/abandon/cap", "field.out_of_range", "From 0.1 % to 20 %.");
        }

        if (Ring is { } ring)
            check.Range("/ring/seconds", ring.Seconds, 5, 60);
        if (Message is { } message)
            check.That(
                message.Parts is not null && message.Parts.All(MessageRule.AllParts.Contains),
                "/message/parts",
                "field.unknown_value",
                $"Any of {string.Join(", ", MessageRule.AllParts)}."
            );
        if (LockOut is { } lockOut)
            check.Range("/lockOut/hours", lockOut.Hours, 1, 720);
        if (MachineRest is { } machine)
            check.Range("/machineRest/hours", machine.Hours, 1, 720);
        if (Attempts is { } attempts)
            check
                .Range("/attempts/most", attempts.Most, 1, 20)
                .Range("/attempts/hours", attempts.Hours, AttemptRule.OneDay, AttemptRule.OneDay);
        if (Hours is { } hours)
            CheckHours(check, hours);
        if (Holidays is { } holidays)
            check.That(
                holidays.Calendars is { Count: > 0 } && holidays.Calendars.All(c => HolidayCalendars.Find(c) is not null),
                "/holidays/calendars",
                "field.unknown_value",
                "Name calendars of the product."
            );
        if (Retention is { } retention)
            check.Range("/retention/years", retention.Years, 1, 30);
        return check.That(
            new LegalRule?[] { Connect, Abandon, Ring, Message, LockOut, Attempts, Hours, Holidays, Retention, MachineRest }.Any(r =>
                r is not null
            ),
            "/name",
            "compliance.empty_profile",
            "A profile asks for at least one thing."
        );
    }

    /// <summary>For the row; id and name stand in columns of their own.</summary>
    public Jsonb Column() => new(JsonSerializer.Serialize(this with { Name = null }, LawJson.Options));

    private static void CheckHours(Validation check, HoursRule hours)
    {
        var sound =
            hours.Week is { Count: > 0 and <= 14 } && hours.Week.All(l => l.Days is { Count: > 0 } && l.Days.All(d => d is >= 1 and <= 7));
        check.That(sound, "/hours/week", "field.required", "Name for each line at least one day from 1 (Monday) to 7 (Sunday).");
        if (sound)
            check.That(
                WeekHours.Of(hours.Week).EverOpen,
                "/hours/week",
                "campaigns.window_never_opens",
                "These hours never open: each end comes after its start."
            );
    }
}
