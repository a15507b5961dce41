using Pivotal.Data.Shared;
using Pivotal.FaultTests.Model.Activations;
using Pivotal.GrainInterfaces.Shared;

namespace Pivotal.FaultTests.Model;

/// <summary>What goes wrong and passes by itself, so that whoever asked asks again; anything else is a finding.</summary>
internal static class Passing
{
    public static bool Is(Exception e) =>
        e is GrainAwayException or ActivationLostException or FenceLostException or DatabaseUnavailableException;
}
