using Microsoft.Extensions.DependencyInjection;
using Orleans;
using Orleans.Hosting;
using Orleans.Runtime;
using Xunit;

namespace Pivotal.ClusterTests.Engine;

public sealed class FilterTests
{
    [Fact]
    public async Task Filters_run_around_the_call_outgoing_first_then_incoming_in_order_then_the_grains_own()
    {
        await using var engine = await EngineHost.StartAsync(silo => silo
            .AddIncomingGrainCallFilter<FirstFilter>()
            .AddIncomingGrainCallFilter<SecondFilter>()
            .AddOutgoingGrainCallFilter<LeavingFilter>());
        Assert.Equal(42, await engine.Grain<IFilteredGrain>("f").Double(21));
        Assert.Equal(
            ["leaving before", "first before", "second before", "grain before", "method", "grain after", "second after", "first after", "leaving after"],
            engine.Journal.Lines);
    }

    [Fact]
    public async Task A_filter_that_throws_keeps_the_call_from_the_grain()
    {
        await using var engine = await EngineHost.StartAsync(silo => silo.AddIncomingGrainCallFilter(context =>
            IsOurs(context) && context.Request.GetArgument(0) is 13 ? throw new UnauthorizedAccessException("not this one") : context.Invoke()));
        await Assert.ThrowsAsync<UnauthorizedAccessException>(() => engine.Grain<IFilteredGrain>("f").Double(13));
        Assert.DoesNotContain("method", engine.Journal.Lines);
        Assert.Equal(28, await engine.Grain<IFilteredGrain>("f").Double(14));
    }

    [Fact]
    public async Task A_filter_sees_who_calls_what_with_which_arguments()
    {
        List<string> seen = [];
        await using var engine = await EngineHost.StartAsync(silo => silo.AddIncomingGrainCallFilter(async context =>
        {
            await context.Invoke();
            if (!IsOurs(context))
            {
                return;
            }

            var source = context.SourceId!.Value;
            seen.Add($"{(source.Type.ToString() == "sys.client" ? "outside" : source.ToString())} > {context.TargetId} {context.MethodName}/{context.Request.GetArgumentCount()} "
                + $"{context.InterfaceMethod.DeclaringType!.Name} {context.ImplementationMethod.DeclaringType!.Name} {context.Grain.GetType().Name} = {context.Result}");
        }));
        await engine.Grain<IFilteredGrain>("f").DoubleAt("g", 4);
        Assert.Equal(
            [
                "test-filtered/f > test-filtered/g Double/1 IFilteredGrain FilteredGrain FilteredGrain = 8",
                "outside > test-filtered/f DoubleAt/2 IFilteredGrain FilteredGrain FilteredGrain = 8",
            ],
            seen);
    }

    [Fact]
    public async Task A_filter_can_replace_the_result()
    {
        await using var engine = await EngineHost.StartAsync(silo => silo.AddIncomingGrainCallFilter(async context =>
        {
            await context.Invoke();
            context.Result = IsOurs(context) ? (int)context.Result! + 1 : context.Result;
        }));
        Assert.Equal(43, await engine.Grain<IFilteredGrain>("f").Double(21));
    }

    [Fact]
    public async Task A_filter_can_replace_an_argument()
    {
        await using var engine = await EngineHost.StartAsync(silo => silo.AddOutgoingGrainCallFilter(context =>
        {
            if (IsOurs(context))
            {
                context.Request.SetArgument(0, 100);
            }

            return context.Invoke();
        }));
        Assert.Equal(200, await engine.Grain<IFilteredGrain>("f").Double(21));
    }

    [Fact]
    public async Task A_filter_that_answers_nothing_is_an_error()
    {
        await using var engine = await EngineHost.StartAsync(silo => silo.AddIncomingGrainCallFilter(context => IsOurs(context) ? Task.CompletedTask : context.Invoke()));
        await Assert.ThrowsAsync<InvalidOperationException>(() => engine.Grain<IFilteredGrain>("f").Double(21));
    }

    [Fact]
    public async Task A_filter_sees_the_grains_exception_and_may_turn_it_into_a_result()
    {
        await using var engine = await EngineHost.StartAsync(silo => silo.AddIncomingGrainCallFilter(async context =>
        {
            try
            {
                await context.Invoke();
            }
            catch (InvalidDataException)
            {
                context.Result = -1;
            }
        }));
        Assert.Equal(-1, await engine.Grain<IBasicGrain>("a").FailAtOnce("caught on the way"));
    }

    [Fact]
    public async Task What_an_outgoing_filter_puts_into_the_context_reaches_the_grain()
    {
        await using var engine = await EngineHost.StartAsync(silo => silo.AddOutgoingGrainCallFilter(context =>
        {
            RequestContext.Set("who", "the filter");
            return context.Invoke();
        }));
        Assert.Equal("the filter", await engine.Grain<IRelayGrain>("r").ReadContext("who", []));
    }

    [Fact]
    public async Task A_filter_can_ask_for_the_grain_factory()
    {
        await using var engine = await EngineHost.StartAsync(silo => silo.AddIncomingGrainCallFilter<AskingFilter>());
        Assert.Equal(42, await engine.Grain<IFilteredGrain>("f").Double(21));
    }

    /// <summary>Filters also see the calls the official engine makes between its own parts.</summary>
    private static bool IsOurs(IGrainCallContext context) => context.InterfaceMethod.DeclaringType!.Assembly == typeof(FilterTests).Assembly;

    private abstract class NamedFilter(Journal journal, string name) : IIncomingGrainCallFilter, IOutgoingGrainCallFilter
    {
        public Task Invoke(IIncomingGrainCallContext context) => Around(context);

        public Task Invoke(IOutgoingGrainCallContext context) => Around(context);

        private async Task Around(IGrainCallContext context)
        {
            if (!IsOurs(context))
            {
                await context.Invoke();
                return;
            }

            journal.Write($"{name} before");
            await context.Invoke();
            journal.Write($"{name} after");
        }
    }

    private sealed class FirstFilter(Journal journal) : NamedFilter(journal, "first");

    private sealed class SecondFilter(Journal journal) : NamedFilter(journal, "second");

    private sealed class LeavingFilter(Journal journal) : NamedFilter(journal, "leaving");

    private sealed class AskingFilter(IGrainFactory grains) : IIncomingGrainCallFilter
    {
        public Task Invoke(IIncomingGrainCallContext context) => grains is null ? throw new InvalidOperationException() : context.Invoke();
    }
}
