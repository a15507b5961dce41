using System.Text.Json;
using Pivotal.Data.Shared;
using Pivotal.Data.Shared.Rows;
using Pivotal.TestShared;

namespace Pivotal.ApiTests.Tenancy;

/// <summary>How rows become records: by name, every column with a place and every place with a column.</summary>
public sealed class RowMappingTests(PostgresFixture postgres) : IClassFixture<PostgresFixture>
{
    private enum Kind
    {
        NewLead,
        Closed,
    }

    private sealed record Scalars(
        Guid Id,
        string Text,
        bool Yes,
        short Small,
        int Whole,
        long Long,
        decimal Exact,
        double Rough,
        float Single,
        DateTimeOffset At,
        DateOnly Day,
        TimeOnly Clock,
        TimeSpan Length,
        byte[] Bytes,
        Kind Kind
    );

    private sealed record Nulls(
        Guid? Id,
        string? Text,
        bool? Yes,
        int? Whole,
        double? Rough,
        DateTimeOffset? At,
        DateOnly? Day,
        TimeOnly? Clock,
        Kind? Kind,
        string[]? Words,
        Question? Asked,
        JsonElement? Any
    );

    private sealed record Arrays(
        Guid[] Ids,
        string[] Words,
        IReadOnlyList<int> Days,
        List<string> More,
        HashSet<string> Set,
        DateTimeOffset[] Moments,
        int?[] Holes,
        Kind[] Kinds
    );

    private sealed record Question(string Label, IReadOnlyList<string> Options);

    private sealed record Documents(
        Question One,
        List<Question> Many,
        IReadOnlyDictionary<string, int> Counts,
        JsonElement Any,
        string Raw,
        string[] Words
    );

    private sealed record Counts(int Queued, int Done);

    private sealed record Company(Guid Id, string Name);

    private sealed record Person(Guid Id, Counts Counts, Company? Company)
    {
        public required string PhoneE164 { get; init; }

        public string? Note { get; init; }
    }

    private sealed record Defaults(int A, int B = 7, string? C = null);

    private static readonly Guid An = new("01890000-0000-7000-8000-000000000001");

    [Fact]
    public async Task Every_scalar_is_read_by_its_name_whatever_the_order()
    {
        var row = await One<Scalars>(
            """
            select 'new_lead' as kind, '\x0102'::bytea as bytes, interval '90 minutes' as length, time '09:30' as clock, date '2026-03-01' as day, timestamptz '2026-03-01 12:00+02' as at,
                1.5::real as single, 0.03::numeric as rough, 12.34::numeric as exact, 3000000000 as long, 4 as whole, 2::smallint as small, true as yes, 'Ärger' as text, @id as id
            """,
            new { id = An }
        );
        Assert.Equal([1, 2], row.Bytes);
        Assert.Equal(
            new Scalars(
                An,
                "Ärger",
                true,
                2,
                4,
                3_000_000_000,
                12.34m,
                0.03,
                1.5f,
                new DateTimeOffset(2026, 3, 1, 10, 0, 0, TimeSpan.Zero),
                new DateOnly(2026, 3, 1),
                new TimeOnly(9, 30),
                TimeSpan.FromMinutes(90),
                row.Bytes,
                Kind.NewLead
            ),
            row
        );
        Assert.Equal(TimeSpan.Zero, row.At.Offset);
    }

    [Fact]
    public async Task What_may_be_null_is()
    {
        const string Empty = """
            select null::uuid as id, null::text as text, null::bool as yes, null::int as whole, null::numeric as rough, null::timestamptz as at, null::date as day, null::time as clock, null::text as kind,
                null::text[] as words, null::jsonb as asked, null::jsonb as any
            """;
        Assert.Equal(new Nulls(null, null, null, null, null, null, null, null, null, null, null, null), await One<Nulls>(Empty));
        var full = await One<Nulls>(
            """
            select @id as id, 'a' as text, true as yes, 1 as whole, 0.5::numeric as rough, timestamptz '2026-03-01 12:00Z' as at, date '2026-03-01' as day, time '09:30' as clock, 'closed' as kind,
                '{x}'::text[] as words, '{"label":"Q","options":[]}'::jsonb as asked, '1'::jsonb as any
            """,
            new { id = An }
        );
        Assert.Equal(
            (An, "a", true, 1, 0.5, Kind.Closed, "Q", 1),
            (full.Id, full.Text, full.Yes, full.Whole, full.Rough, full.Kind, full.Asked?.Label, full.Any?.GetInt32())
        );
        Assert.Equal(["x"], full.Words!);
    }

    [Fact]
    public async Task Arrays_are_read_as_arrays_lists_and_sets()
    {
        var row = await One<Arrays>(
            """
            select array[@id] as ids, '{a,b}'::text[] as words, '{1,2}'::int[] as days, '{c}'::text[] as more, '{d,d}'::text[] as set, array[timestamptz '2026-03-01 12:00+02'] as moments, '{1,null}'::int[] as holes, '{closed,new_lead}'::text[] as kinds
            """,
            new { id = An }
        );
        Assert.Equal([An], row.Ids);
        Assert.Equal(["a", "b"], row.Words);
        Assert.Equal([1, 2], row.Days);
        Assert.Equal(["c"], row.More);
        Assert.Equal(["d"], row.Set);
        Assert.Equal([new DateTimeOffset(2026, 3, 1, 10, 0, 0, TimeSpan.Zero)], row.Moments);
        Assert.Equal([1, null], row.Holes);
        Assert.Equal([Kind.Closed, Kind.NewLead], row.Kinds);
    }

    [Fact]
    public async Task Documents_are_read_into_the_type_that_asks_for_them()
    {
        var row = await One<Documents>(
            """
            select '{"label":"Size?","options":["S"]}'::jsonb as one, '[{"label":"Q","options":[]}]'::jsonb as many, '{"done":3}'::jsonb as counts, '{"a":[1]}'::jsonb as any, '{"b": 1}'::jsonb as raw, '["x"]'::jsonb as words
            """
        );
        Assert.Equal(
            ("Size?", "S", "Q", 3, 1),
            (row.One.Label, row.One.Options[0], row.Many[0].Label, row.Counts["done"], row.Any.GetProperty("a")[0].GetInt32())
        );
        Assert.Equal("""{"b": 1}""", row.Raw);
        Assert.Equal(["x"], row.Words);
        Assert.Contains(
            "Documents.One",
            (
                await Refused<Documents>(
                    """
                    select 'null'::jsonb as one, '[]'::jsonb as many, '{}'::jsonb as counts, '{}'::jsonb as any, '{}'::jsonb as raw, '[]'::jsonb as words
                    """
                )
            ).Message,
            StringComparison.Ordinal
        );
    }

    [Fact]
    public async Task A_record_within_takes_the_columns_that_begin_with_its_name_and_is_null_when_they_all_are()
    {
        const string Sql =
            "select @id as id, 1 as counts_queued, 2 as counts_done, {0} as company_id, {1} as company_name, '+43' as phone_e164";
        Assert.Equal(
            new Person(An, new(1, 2), new(An, "Northwind")) { PhoneE164 = "+43" },
            await One<Person>(string.Format(null, Sql, "@id", "'Northwind'"), new { id = An })
        );
        Assert.Equal(
            new Person(An, new(1, 2), null) { PhoneE164 = "+43" },
            await One<Person>(string.Format(null, Sql, "null::uuid", "null::text"), new { id = An })
        );
    }

    [Fact]
    public async Task A_column_may_have_a_place_in_a_record_within_too() =>
        Assert.Equal(
            new Owner(An, new(An, "Northwind")),
            await One<Owner>("select @id as company_id, 'Northwind' as company_name", new { id = An })
        );

    [Fact]
    public async Task One_column_is_read_as_what_it_is()
    {
        Assert.Equal([1, 2], await In(s => s.Query<int>("select generate_series(1, 2)")));
        Assert.Equal([An, null], await In(s => s.Query<Guid?>("select unnest(array[@id, null])", new { id = An })));
        Assert.Equal(["x"], (await In(s => s.QuerySingle<string[]>("select '{x}'::text[]")))!);
        Assert.Null(await In(s => s.QuerySingle<string>("select 'x' where false")));
        Assert.Equal(
            (new Pair(1, "x"), null),
            (
                await In(s => s.QuerySingle<Pair?>("select 'x' as b, 1 as a")),
                await In(s => s.QuerySingle<Pair?>("select 'x' as b, 1 as a where false"))
            )
        );
        var each = new List<string>();
        await In(async s =>
        {
            await s.Each<string>(
                "select unnest('{a,b}'::text[])",
                null,
                v =>
                {
                    each.Add(v);
                    return Task.CompletedTask;
                }
            );
            return true;
        });
        Assert.Equal(["a", "b"], each);
    }

    [Fact]
    public async Task Parameters_with_a_default_need_no_column() =>
        Assert.Equal(
            (await One<Defaults>("select 1 as a"), await One<Defaults>("select 'x' as c, 2 as b, 1 as a")),
            (new Defaults(1), new Defaults(1, 2, "x"))
        );

    [Theory]
    [InlineData("select 1 as queued, null::int as done", "The column done is null, and Counts.Done takes no null.")]
    [InlineData("select 1 as queued", "Counts.Done has no column: none is called done.")]
    [InlineData("select 1 as queued, 2 as done, 3 as more", "Counts has no place for the column more.")]
    [InlineData("select 1 as queued, 2 as done, 3 as done", "There are two columns for Counts.Done.")]
    [InlineData("select 1 as queued, 'x' as done", "The column done (text) cannot be read as Int32 for Counts.Done.")]
    [InlineData("select 1 as queued where false", "Counts.Done has no column: none is called done.")]
    public async Task What_does_not_fit_is_refused_with_both_names(string sql, string message) =>
        Assert.Equal(message, (await Refused<Counts>(sql)).Message);

    [Fact]
    public async Task Other_misfits_say_where_they_are_too()
    {
        Assert.Equal(
            "The column phone_e164 is null, and Person.PhoneE164 takes no null.",
            (
                await Refused<Person>(
                    "select @id as id, 1 as counts_queued, 2 as counts_done, null::uuid as company_id, null::text as company_name, null::text as phone_e164"
                )
            ).Message
        );
        Assert.Equal(
            "Person.PhoneE164 has no column: none is called phone_e164.",
            (await Refused<Person>("select @id as id, 1 as counts_queued, 2 as counts_done, @id as company_id, '' as company_name")).Message
        );
        Assert.Equal(
            "Person.Counts.Done has no column: none is called counts_done.",
            (await Refused<Person>("select @id as id, 1 as counts_queued, @id as company_id, '' as company_name, '' as phone_e164")).Message
        );
        Assert.Equal(
            "The column id is null, and Guid takes no null.",
            (await Refused<Guid>("select null::uuid as id where @id is not null")).Message
        );
        Assert.Equal("Int32 takes the only column, and there are 2: a, b.", (await Refused<int>("select 1 as a, 2 as b")).Message);
        Assert.Equal("Scalar.Kind has no value called sold.", (await Refused<Scalar>("select 'sold' as kind")).Message);
        Assert.Equal("OnAnyClock.At is a DateTime, which no column is read as.", (await Refused<OnAnyClock>("select now() as at")).Message);
    }

    private readonly record struct Pair(int A, string B);

    private sealed record Owner(Guid CompanyId, Company Company);

    private sealed record Scalar(Kind Kind);

    private sealed record OnAnyClock(DateTime At);

    private Task<RowMappingException> Refused<T>(string sql) =>
        Assert.ThrowsAsync<RowMappingException>(() => In(s => s.Query<T>(sql, new { id = An })));

    private async Task<T> One<T>(string sql, object? parameters = null) => (await In(s => s.QuerySingle<T>(sql, parameters)))!;

    private Task<T> In<T>(Func<DbSession, Task<T>> work) => postgres.Database.Tenants.System((s, _) => work(s));
}
