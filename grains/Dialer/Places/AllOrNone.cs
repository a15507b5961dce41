using Pivotal.Domain.Dialer.Places;
using Pivotal.GrainInterfaces.Dialer;

namespace Pivotal.Grains.Dialer.Places;

/// <summary>A place that a disposition uses for good.</summary>
/// <param name="Kind">one of <see cref="PlaceKind"/></param>
/// <param name="Cap">how many there are</param>
/// <param name="Heard">is told what the counter says afterwards</param>
internal sealed record WantedPlace(string Kind, ILeadCapGrain Counter, int Cap, Action<CapDecision> Heard);

/// <summary>
/// Takes places of several counters for good, or none. Each is reserved first, and only when all are held is one used: a counter never counts what is not used because another one is full. Places
/// held since before (a call holds its own from the dial on) stay held when it is refused, those reserved for the question go back.
/// </summary>
internal static class AllOrNone
{
    /// <returns>the kind of the first without room; null: all are taken</returns>
    public static async Task<string?> Take(Guid callId, IReadOnlyList<WantedPlace> wanted, TimeSpan lease)
    {
        List<WantedPlace> anew = [];
        foreach (var place in wanted)
        {
            var answer = await place.Counter.Reserve(callId, place.Cap, lease);
            place.Heard(answer);
            if (answer.Anew)
                anew.Add(place);
            if (answer.Granted)
                continue;
            foreach (var held in anew)
                held.Heard(await held.Counter.Release(callId));
            return place.Kind;
        }

        // Who holds a place is not refused any more. All together, since none depends on another.
        var taken = await Task.WhenAll(wanted.Select(place => place.Counter.Commit(callId, place.Cap)));
        foreach (var (place, answer) in wanted.Zip(taken))
            place.Heard(answer);
        return null;
    }
}
