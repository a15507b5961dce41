using FsCheck;
using FsCheck.Fluent;
using FsCheck.Xunit;
using Pivotal.Domain.Compliance.Law;
using Pivotal.Domain.Dialer.Pacing;
using Xunit;

namespace Pivotal.UnitTests.Dialer.Pacing;

public sealed class DayCreditTests
{
    private static readonly DateTimeOffset T0 = new(2026, 6, 1, 13, 30, 0, TimeSpan.Zero);
    private static readonly TimeSpan LongDay = TimeSpan.FromHours(8);

    [Theory]
    [InlineData(0, 60), InlineData(100, 45), InlineData(200, 30), InlineData(399, 0.15), InlineData(400, 0), InlineData(4000, 0)]
    public void It_fades_to_nothing_by_four_hundred_answers(int answered, double credit) =>
        Assert.Equal(credit, DayCredit.Of(answered, LongDay, perHour: 100), 9);

    [Theory]
    [InlineData(8, 60), InlineData(4, 60), InlineData(2, 20), InlineData(1.25, 5), InlineData(1, 0), InlineData(0.5, 0), InlineData(-1, 0)]
    public void The_day_has_to_bring_twice_what_it_borrows_and_its_last_hour_is_not_counted_on(double hours, double credit) =>
        Assert.Equal(credit, DayCredit.Of(0, TimeSpan.FromHours(hours), perHour: 40), 9);

    [Fact]
    public void Where_few_answers_are_expected_little_is_lent() => Assert.Equal(3.5, DayCredit.Of(0, LongDay, perHour: 1), 9);

    [Fact]
    public void The_first_answers_may_be_risked_as_if_one_abandoned_call_were_lawful()
    {
        var budget = Of(10, 0);
        Assert.Equal(0, budget.Threshold());
        budget.OnCredit(60);
        Assert.True(budget.Threshold() > 0);
        // And that one is all of it, until it is lawful of itself.
        budget.OnAnswered(abandoned: true);
        Assert.Equal(0, budget.Threshold());
        for (var n = 0; n < 22; n++)
            budget.OnAnswered(abandoned: false);
        Assert.Equal((33, 0), (budget.Answered, budget.Threshold()));
        budget.OnAnswered(abandoned: false);
        Assert.True(budget.Threshold() > 0);
    }

    [Property(MaxTest = 500)]
    public Property It_is_never_more_than_one_abandoned_call_ahead_of_what_is_lawful_without_it()
    {
        var cases =
            from answered in Gen.Choose(0, 500)
            from abandoned in Gen.Choose(0, 16)
            from credit in Gen.Choose(0, 60)
            from cap in Gen.Elements(0.005, 0.01, 0.03)
            select (answered, abandoned, credit, cap);
        return Prop.ForAll(
            cases.ToArbitrary(),
            c =>
            {
                var budget = new AbandonBudget(AbandonLimits.ForCap(c.cap));
                budget.OnRecovered(c.answered, c.abandoned);
                budget.OnCredit(c.credit);
                return budget.Room() == 0 || c.abandoned + 1 <= (c.cap * c.answered) + 1;
            }
        );
    }

    [Fact]
    public void The_room_opens_and_closes_without_a_jump_while_it_fades()
    {
        for (var abandoned = 0; abandoned < 20; abandoned++)
        for (var answered = 0; answered < 600; answered++)
            Assert.InRange(Lent(answered + 1, abandoned).Room() - Lent(answered, abandoned).Room(), -0.04, 0.04);
    }

    [Fact]
    public void A_window_of_the_law_gets_none()
    {
        var budget = Of(20, 0);
        budget.OnCredit(60);
        Assert.True(budget.Threshold() > 0);
        var window = new LegalWindow(new AbandonRule(AbandonRule.Day, AbandonRule.AnsweredByPerson, 0.03), TimeZoneInfo.Utc);
        budget.OnLegal([window], T0);
        Assert.Equal(0, budget.Threshold());
        window.OnRecovered([new(T0.AddHours(-18), 300, 9)], T0);
        Assert.Equal(0, budget.Threshold());
        window.OnRecovered([new(T0.AddHours(-18), 300, 2)], T0);
        Assert.True(budget.Threshold() > 0);
    }

    [Fact]
    public void Before_it_is_known_what_the_day_holds_nothing_is_lent()
    {
        var budget = new AbandonBudget(AbandonLimits.Default);
        budget.OnCredit(60);
        for (var n = 0; n < 10; n++)
            budget.OnAnswered(abandoned: false);
        Assert.Equal((0, 0), (budget.Credit, budget.Threshold()));
        budget.OnRecovered(answered: 10, abandoned: 0);
        Assert.True(budget.Threshold() > 0);
    }

    private static AbandonBudget Lent(int answered, int abandoned)
    {
        var budget = Of(answered, abandoned);
        budget.OnCredit(DayCredit.Of(answered, LongDay, perHour: 100));
        return budget;
    }

    private static AbandonBudget Of(int answered, int abandoned)
    {
        var budget = new AbandonBudget(AbandonLimits.Default);
        budget.OnRecovered(answered, abandoned);
        return budget;
    }
}
