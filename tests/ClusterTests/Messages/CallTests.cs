using System.Reflection;
using Orleans;
using Orleans.Hosting;
using Orleans.Serialization.Invocation;
using Pivotal.ClusterTests.Shared;

namespace Pivotal.ClusterTests.Messages;

/// <summary>Every method of every grain interface, called as the product calls it: what it hands over and what it brings back is the same on the other side of the wire.</summary>
public sealed class CallTests
{
    [Theory, InlineData("Full"), InlineData("Bare"), InlineData("OtherCollections")]
    public async Task Every_call_hands_over_its_arguments_and_brings_back_its_answer(string variety)
    {
        var kind = Enum.Parse<Variety>(variety);
        string? arrived = null;
        await using var silo = await OneSilo.Start(s =>
            s.AddOutgoingGrainCallFilter(context =>
            {
                if (!Crossing.Interfaces.Contains(context.InterfaceMethod.DeclaringType))
                    return context.Invoke();
                arrived = Canonical.Json(Golden.Read(Golden.Write(context.Request)));
                context.Response = Answer(context.InterfaceMethod, kind);
                return Task.CompletedTask;
            })
        );
        List<string> faults = [];
        foreach (var method in Crossing.Interfaces.Where(i => !Crossing.IsObserver(i)).SelectMany(i => i.GetMethods()))
        {
            var arguments = Sample.Of(method, kind);
            var name = $"{method.DeclaringType!.Name}.{method.Name}";
            arrived = null;
#pragma warning disable RS0030 // Which grain it is does not matter here.
            var call = (Task)method.Invoke(silo.Grains.GetGrain(method.DeclaringType, "any"), arguments)!;
#pragma warning restore RS0030
            await call;
            if (arrived != Canonical.Json(method, arguments))
                faults.Add($"{name} was asked {Canonical.Json(method, arguments)}, and {arrived} arrived");
            if (Crossing.AnswerOf(method) is not { } type)
                continue;
            var (said, heard) = (
                Canonical.Json(Sample.Of(type, kind)),
                Canonical.Json(call.GetType().GetProperty("Result")!.GetValue(call))
            );
            if (said != heard)
                faults.Add($"{name} answered {said}, and {heard} came back");
        }

        Assert.True(faults is [], string.Join("\n", faults));
    }

    /// <summary>As it comes out of the bytes.</summary>
    private static Response Answer(MethodInfo method, Variety variety) =>
        Crossing.AnswerOf(method) is { } type
            ? Golden.Wire.Deserialize<Response>(
                Golden.Wire.SerializeToArray(
                    (Response)
                        typeof(Response)
                            .GetMethod(nameof(Response.FromResult))!
                            .MakeGenericMethod(type)
                            .Invoke(null, [Sample.Of(type, variety)])!
                )
            )!
            : Response.Completed;
}
