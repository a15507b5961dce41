using Pivotal.Domain.Accounts;
using Pivotal.Domain.Calls;
using Pivotal.Domain.Campaigns;
using Pivotal.Domain.Dialer.Gates;
using Pivotal.Domain.Dialer.Modes;
using Pivotal.Domain.Dialer.Order;
using Pivotal.Domain.Dialer.Pacing;
using Pivotal.Domain.Shared;
using Xunit;

namespace Pivotal.UnitTests.Dialer;

public sealed class RulesTests
{
    private static readonly DateTimeOffset Now = new(2026, 6, 1, 15, 0, 0, TimeSpan.Zero);

    [Theory]
    [InlineData("America/Denver", "NY", "US", "America/Denver")]
    [InlineData(null, "ca", "United States", "America/Los_Angeles")]
    [InlineData(null, "CA", "Canada", "America/Toronto")]
    [InlineData(null, null, "Germany", "Europe/Berlin")]
    [InlineData(null, null, " PRT ", "Europe/Lisbon")]
    [InlineData("Mars/Olympus", null, "Atlantis", "America/Chicago")]
    public void A_contact_lives_by_its_own_clock(string? stored, string? state, string? country, string zone) =>
        Assert.Equal(zone, ContactZone.OfAddress(stored, state, country) ?? "America/Chicago");

    [Fact]
    public void Every_zone_of_the_tables_exists() =>
        Assert.All(ContactZone.ByState.Values.Concat(ContactZone.ByCountry.Values), zone => Assert.NotNull(ContactZone.Find(zone)));

    [Theory]
    [InlineData(5, 0, 0, 50, 5)]
    [InlineData(5, 3, 3, 50, 2)]
    [InlineData(5, 6, 6, 50, 0)]
    [InlineData(5, 0, 48, 50, 2)]
    [InlineData(0, 0, 0, 50, 0)]
    public void Progressive_dials_one_line_for_each_free_agent(int free, int awaiting, int inFlight, int max, int dials) =>
        Assert.Equal(
            dials,
            DialModes
                .Of(DialMode.Progressive)
                .Dials(
                    new(
                        Some.Settings(max),
                        new PredictivePacer(AbandonLimits.ForCap(0.03)),
                        new AgentlessPacing(),
                        free,
                        0,
                        awaiting,
                        0,
                        inFlight,
                        DateTimeOffset.UnixEpoch
                    )
                )
        );

    [Theory]
    [InlineData(Outcome.NoAnswer, 1, EntryStatus.Queued, EntryReason.Retry)]
    [InlineData(Outcome.Busy, 3, EntryStatus.Done, EntryReason.MaxAttempts)]
    [InlineData(Outcome.Voicemail, 2, EntryStatus.Queued, EntryReason.Retry)]
    [InlineData(Outcome.Abandoned, 1, EntryStatus.Queued, EntryReason.Retry)]
    [InlineData(Outcome.HungUp, 1, EntryStatus.Queued, EntryReason.Retry)]
    [InlineData(Outcome.HungUp, 3, EntryStatus.Done, EntryReason.MaxAttempts)]
    [InlineData(Outcome.Failed, 1, EntryStatus.Queued, EntryReason.Retry)]
    [InlineData(Outcome.Connected, 1, EntryStatus.Done, null)]
    [InlineData(Outcome.InvalidNumber, 1, EntryStatus.Removed, EntryReason.InvalidNumber)]
    [InlineData(Outcome.Fax, 1, EntryStatus.Removed, EntryReason.Fax)]
    public void The_outcome_decides_when_a_contact_is_called_again(string outcome, int attempts, string status, string? reason)
    {
        var fate = Recycle.AfterCall(outcome, attempts, Some.Settings(), Now);
        Assert.Equal((status, reason), (fate.Status, fate.Reason));
        Assert.Equal(status == EntryStatus.Queued ? Now.AddMinutes(120) : null, fate.NextAttemptAt);
        Assert.True(fate.CountsAttempt);
    }

    [Fact]
    public void A_call_we_cancelled_ourselves_costs_no_attempt() =>
        Assert.Equal(
            new EntryFate(EntryStatus.Queued, null, Now, CountsAttempt: false),
            Recycle.AfterCall(Outcome.Cancelled, 3, Some.Settings(), Now)
        );

    [Fact]
    public void A_phone_that_has_rung_for_nobody_rests_whoever_remembers_why_it_was_cut() =>
        Assert.Equal(
            new EntryFate(EntryStatus.Queued, EntryReason.Retry, Now.AddMinutes(Some.Settings().RetryMinutes), CountsAttempt: false),
            Recycle.AfterCall(Outcome.Cancelled, 3, Some.Settings(), Now, rang: true)
        );

    [Theory]
    [InlineData(Disposition.Qualified, EntryStatus.Done, null)]
    [InlineData(Disposition.Connected, EntryStatus.Done, null)]
    [InlineData(Disposition.DncRequest, EntryStatus.Removed, EntryReason.Dnc)]
    [InlineData(Disposition.NotInterested, EntryStatus.Removed, EntryReason.NotInterested)]
    [InlineData(Disposition.WrongNumber, EntryStatus.Removed, EntryReason.Invalid)]
    [InlineData(Disposition.InvalidData, EntryStatus.Removed, EntryReason.Invalid)]
    [InlineData(Disposition.Voicemail, EntryStatus.Queued, EntryReason.Retry)]
    [InlineData(Disposition.Busy, EntryStatus.Queued, EntryReason.Retry)]
    public void The_disposition_has_the_last_word(string disposition, string status, string? reason)
    {
        var fate = Recycle.AfterDisposition(DispositionPlan.Of(disposition, CampaignRules.Default), 1, Some.Settings(), Now, null, null);
        Assert.Equal((status, reason), (fate.Status, fate.Reason));
    }

    [Fact]
    public void A_promised_callback_is_kept_beyond_the_last_attempt()
    {
        var fate = Recycle.AfterDisposition(
            DispositionPlan.Of(Disposition.CallbackRequested, CampaignRules.Default),
            99,
            Some.Settings(),
            Now,
            Now.AddDays(2),
            null
        );
        Assert.Equal(new EntryFate(EntryStatus.Queued, EntryReason.Callback, Now.AddDays(2)), fate);
    }

    [Fact]
    public void The_gates_at_dial_know_the_number_the_attempts_and_the_clock()
    {
        var open = Some.Entry();
        Assert.True(GateChain.AtDial(open, Some.Settings(), new HashSet<string>(), Now).IsOpen);
        Assert.Equal(EntryReason.Dnc, GateChain.AtDial(open, Some.Settings(), new HashSet<string> { open.Phone }, Now).Reason);
        Assert.Equal(
            EntryReason.MaxAttempts,
            GateChain.AtDial(open with { Attempts = 3 }, Some.Settings(), new HashSet<string>(), Now).Reason
        );
        Assert.True(
            GateChain.AtDial(open with { Attempts = 3, Reason = EntryReason.Callback }, Some.Settings(), new HashSet<string>(), Now).IsOpen
        );
        var closed = GateChain.AtDial(open, Some.Settings(window: new([1], new(9, 0), new(10, 0))), new HashSet<string>(), Now);
        Assert.Equal((EntryReason.WindowClosed, new DateTimeOffset(2026, 6, 8, 13, 0, 0, TimeSpan.Zero)), (closed.Reason, closed.NextAt));
    }
}
