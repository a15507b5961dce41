using System.Reflection;
using Orleans.Runtime;
using Pivotal.Grains.Shared;
using Pivotal.SeamProbe;
using Xunit;

namespace Pivotal.ClusterTests.Engine.Seam;

/// <summary>Every stored state carries its form, or a program that is rolled back would overwrite what it does not understand.</summary>
public sealed class StateFormTests
{
    [Fact]
    public void Every_stored_state_of_the_product_carries_its_form() =>
        Assert.DoesNotContain(States(typeof(VersionedState).Assembly), s => !s.IsAssignableTo(typeof(VersionedState)));

    [Fact]
    public void The_search_finds_states_with_and_without_a_form()
    {
        Assert.Equal([typeof(SeamState)], States(typeof(SeamState).Assembly));
        Assert.Contains(States(typeof(StateGrain).Assembly), s => !s.IsAssignableTo(typeof(VersionedState)));
    }

    [Fact]
    public void A_form_may_be_older_or_the_same_but_never_newer()
    {
        var state = new SeamState { StateForm = SeamState.Form - 1 };
        Assert.Equal(SeamState.Form, state.StateForm);
        state.StateForm = SeamState.Form;
        var refused = Assert.Throws<NewerStateException>(() => state.StateForm = SeamState.Form + 1);
        Assert.Contains($"form {SeamState.Form + 1}", refused.Message, StringComparison.Ordinal);
    }

    private static Type[] States(Assembly grains) =>
    [
        .. grains.GetTypes()
            .SelectMany(t => t.GetConstructors())
            .SelectMany(c => c.GetParameters())
            .Select(p => p.ParameterType)
            .Where(t => t.IsGenericType && t.GetGenericTypeDefinition() == typeof(IPersistentState<>))
            .Select(t => t.GenericTypeArguments[0])
            .Distinct(),
    ];
}
