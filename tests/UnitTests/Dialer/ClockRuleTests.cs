using FsCheck;
using FsCheck.Fluent;
using FsCheck.Xunit;
using Pivotal.Domain.Campaigns;
using Pivotal.Domain.Compliance.Law;
using Pivotal.Domain.Dialer.Gates;
using Pivotal.Domain.Dialer.Order;
using Pivotal.Domain.Shared;
using Pivotal.GrainInterfaces.Shared;

namespace Pivotal.UnitTests.Dialer;

/// <summary>Every moment that a rule names as the next one is later, in UTC, and one at which the rule is open; on every clock this machine knows.</summary>
public sealed class ClockRuleTests
{
    private static readonly TimeZoneInfo[] Clocks = [.. TimeZoneInfo.GetSystemTimeZones().Where(z => z.Id.Contains('/'))];

    private static readonly CallingWindow[] Windows =
    [
        Some.Always,
        new([1, 2, 3, 4, 5], new(9, 0), new(17, 0)),
        new([1, 2, 3, 4, 5, 6, 7], TimeOnly.MinValue, new(0, 3)),
        new([1, 2, 3, 4, 5, 6, 7], new(23, 45), TimeOnly.MinValue),
        new([7], new(1, 0), new(3, 30)),
        new([6, 7], new(2, 15), new(2, 45)),
    ];

    private static readonly Gen<(TimeZoneInfo Clock, DateTimeOffset At)> Moments =
        from clock in Gen.Elements(Clocks)
        from minute in Gen.Choose(0, 2 * 366 * 24 * 60)
        from offset in Gen.Choose(-12 * 4, 14 * 4)
        select (
            clock,
            new DateTimeOffset(2026, 1, 1, 0, 0, 0, TimeSpan.Zero).AddMinutes(minute).ToOffset(TimeSpan.FromMinutes(15 * offset))
        );

    [Property(MaxTest = 1500)]
    public Property The_next_open_moment_is_in_utc_and_open() =>
        Prop.ForAll(
            Moments.Zip(Gen.Elements(Windows)).ToArbitrary(),
            drawn =>
            {
                var ((clock, at), window) = drawn;
                var hours = new OpenHours(window, EffectiveCompliance.Of([], new() { Holidays = ["us_federal"] }));
                if (hours.NextOpen(at, clock) is not { } next)
                    return false.Label($"{clock.Id} {at:O} {window}: never");
                return (
                    next.Offset == TimeSpan.Zero
                    && next >= at
                    && hours.IsOpen(next, clock)
                    && (hours.IsOpen(at, clock) || !hours.IsOpen(next.AddTicks(-1), clock))
                ).Label($"{clock.Id} {at:O} {window}: {next:O}");
            }
        );

    [Property(MaxTest = 1000)]
    public Property An_order_to_dial_is_good_until_its_time_is_over_or_the_hours_are() =>
        Prop.ForAll(
            Moments.Zip(Gen.Elements(Windows)).Zip(Gen.Choose(0, 9_999)).ToArbitrary(),
            drawn =>
            {
                var (((clock, at), window), milliseconds) = drawn;
                var campaign = Some.Settings() with { Window = Some.Window(window, clock.Id) };
                // Around the minute at which that day's hours end.
                var ends = LocalDay.Of(at, clock).ToDateTime(window.End);
                if (clock.IsInvalidTime(ends))
                    return true.ToProperty();
                var end = new DateTimeOffset(ends, clock.GetUtcOffset(ends));
                var (now, limit) = (end.AddMilliseconds(-milliseconds), end.AddMilliseconds(10_000 - milliseconds));
                if (!campaign.IsOpen(now, clock.Id))
                    return true.ToProperty();
                var until = campaign.DialUntil(now, limit, clock.Id);
                var (closes, open) = (!campaign.IsOpen(limit, clock.Id), campaign.IsOpen(until, clock.Id));
                return (open && (closes ? until < limit && !campaign.IsOpen(until.AddMilliseconds(2), clock.Id) : until == limit))
                    .Classify(closes, "closes")
                    .Label($"{clock.Id} {now:O} {window}: {until:O}");
            }
        );

    [Property(MaxTest = 1000)]
    public Property A_day_begins_once_in_utc_and_its_first_moment_is_in_it() =>
        Prop.ForAll(
            Moments.ToArbitrary(),
            drawn =>
            {
                var (clock, at) = drawn;
                var (day, start) = (LocalDay.Of(at, clock), LocalDay.StartOf(at, clock));
                return (
                    start.Offset == TimeSpan.Zero
                    && start <= at
                    && LocalDay.Of(start, clock) == day
                    && LocalDay.Of(start.AddTicks(-1), clock) < day
                    && LocalDay.Start(day.AddDays(1), clock) > at
                ).Label($"{clock.Id} {at:O}: {start:O}");
            }
        );

    [Property(MaxTest = 1000)]
    public Property What_a_gate_says_comes_later_in_utc_and_is_open_then() =>
        Prop.ForAll(
            Moments.Zip(Gen.Elements(Windows)).Zip(Gen.Choose(0, 80)).ToArbitrary(),
            drawn =>
            {
                var (((clock, local), window), minutesAgo) = drawn;
                var now = local.ToUniversalTime();
                var campaign = Some.Settings() with
                {
                    Window = Some.Window(window, clock.Id),
                    Rules = new()
                    {
                        Recycle = new()
                        {
                            Caps = new() { Contact = new(PerDay: 1), Phone = new(Per24Hours: 1) },
                        },
                    },
                };
                var called = now.AddMinutes(-minutesAgo);
                var facts = GateFacts.Of(Some.Entry() with { TimeZone = clock.Id }, suppressed: false) with
                {
                    Calls = new(new(1, [called]), new(1, [called]), CallsTo.Nobody),
                    NumberCalledAt = called,
                };
                var verdict = GateChain.Judge(facts, campaign, now);
                if (verdict is not { IsOpen: false, NextAt: { } next })
                    return false.Label($"{clock.Id} {now:O} {window}: {verdict}");
                return (
                    next.Offset == TimeSpan.Zero
                    && next > now
                    && GateChain.NextOpen(facts, campaign, now) is { } opens
                    && opens.Offset == TimeSpan.Zero
                    && GateChain.Judge(facts, campaign, opens).IsOpen
                ).Label($"{clock.Id} {now:O} {window}: {verdict}");
            }
        );

    [Fact]
    public void A_rule_that_fails_on_a_contact_keeps_that_contact_back_for_an_hour_and_no_other()
    {
        var now = new DateTimeOffset(2026, 6, 1, 15, 0, 0, TimeSpan.Zero);
        var broken = GateFacts.Of(Some.Entry(1), suppressed: false) with { Calls = new(null!, CallsTo.Nobody, CallsTo.Nobody) };
        var campaign = Some.Settings() with { Rules = new() { Recycle = new() { Caps = new() { Contact = new(PerDay: 1) } } } };
        var verdict = GateChain.Judge(broken, campaign, now);
        Assert.Equal((EntryReason.Fault, now.AddHours(1)), (verdict.Reason, verdict.NextAt));
        Assert.NotNull(verdict.Fault);
        Assert.True(GateChain.Judge(GateFacts.Of(Some.Entry(2), suppressed: false), campaign, now).IsOpen);
    }

    [Fact]
    public void A_number_rests_after_a_call_of_another_campaign_unless_a_callback_was_promised_or_the_rest_is_off()
    {
        var now = new DateTimeOffset(2026, 6, 1, 15, 0, 0, TimeSpan.Zero);
        var called = GateFacts.Of(Some.Entry(), suppressed: false) with { NumberCalledAt = now.AddMinutes(-1) };
        Assert.Equal(
            (EntryReason.NumberRest, now.AddMinutes(29)),
            (GateChain.Judge(called, Some.Settings(), now).Reason, GateChain.Judge(called, Some.Settings(), now).NextAt)
        );
        Assert.True(GateChain.Judge(called, Some.Settings(), now.AddMinutes(29)).IsOpen);
        Assert.True(GateChain.Judge(called with { Waits = EntryReason.Callback }, Some.Settings(), now).IsOpen);
        Assert.True(
            GateChain.Judge(called, Some.Settings() with { Rules = new() { Recycle = new() { NumberRestMinutes = 0 } } }, now).IsOpen
        );
    }
}
