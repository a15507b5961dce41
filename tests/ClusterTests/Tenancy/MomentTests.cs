using Pivotal.TestShared;

namespace Pivotal.ClusterTests.Tenancy;

/// <summary>The one door through which values reach the database sends every moment in UTC, in whatever shape it comes.</summary>
public sealed class MomentTests(PostgresFixture postgres) : IClassFixture<PostgresFixture>
{
    private static readonly DateTimeOffset Pacific = new(2026, 12, 7, 22, 0, 0, TimeSpan.FromHours(-8));

    [Fact]
    public async Task A_moment_with_an_offset_is_the_same_moment_in_the_row_in_every_shape()
    {
        var tenant = await Given.Tenant(postgres.Database);
        foreach (var far in new[] { -10, -8, -3.5, 0, 1, 5.75, 12.75, 14 })
        {
            var at = Pacific.ToOffset(TimeSpan.FromHours(far));
            Assert.Equal(Pacific.ToUniversalTime(), await tenant.In(s => s.Scalar<DateTimeOffset>("select @at", new { at })));
            Assert.Equal(
                Pacific.ToUniversalTime(),
                await tenant.In(s => s.Scalar<DateTimeOffset>("select @at", new { at = (DateTimeOffset?)at }))
            );
            Assert.True(
                await tenant.In(s =>
                    s.Scalar<bool>(
                        """
                        select array[@one]::timestamptz[] = @array and @array = @list and @array || null::timestamptz = @some and @some = @others
                        """,
                        new
                        {
                            one = at.ToUniversalTime(),
                            array = new[] { at },
                            list = (IList<DateTimeOffset>)[at],
                            some = new DateTimeOffset?[] { at, null },
                            others = (IList<DateTimeOffset?>)new List<DateTimeOffset?> { at, null },
                        }
                    )
                )
            );
        }
    }

    [Fact]
    public async Task A_time_that_may_be_on_any_clock_is_no_moment()
    {
        var tenant = await Given.Tenant(postgres.Database);
        await Assert.ThrowsAsync<ArgumentException>(() =>
            tenant.In(s => s.Scalar<bool>("select @at is null", new { at = new DateTime(2026, 12, 7) }))
        );
    }
}
