using Pivotal.FaultTests.Model;
using Xunit;

namespace Pivotal.FaultTests;

/// <summary>Days on which much fails at once, where one rule has to make up for another. Each of these seeds found a promise broken.</summary>
public sealed class RoughDayTests
{
    [Theory]
    // A call that was woken while the database was away was woken by nobody again.
    [InlineData(1, 0.03, 0.002)]
    // Contacts stayed claimed for ever after a claim whose commit was unknown, or a pause that could not be stored; a queue that began anew waited for calls whose end its predecessor had heard.
    [InlineData(3, 0.001, 0.03)]
    [InlineData(4, 0.001, 0.03)]
    public void A_failing_database_and_grains_on_the_move_break_no_promise(int seed, double grainsAway, double transactionsFailed)
    {
        var report = FaultsRun.Go(new ModelOptions(seed, 8_000, GrainsAway: grainsAway, TransactionsFailed: transactionsFailed));
        Assert.True(report.Kept, report.ToString());
        Assert.True(report is { Bridged: > 500, TransactionsFailed: > 50, ActivationsLost: > 50 }, report.ToString());
    }
}
