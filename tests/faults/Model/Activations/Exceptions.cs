namespace Pivotal.FaultTests.Model.Activations;

/// <summary>The grain is on its way to another place: it did nothing and has to be asked again.</summary>
internal sealed class GrainAwayException : Exception;

/// <summary>The activation that was at work is gone.</summary>
internal sealed class ActivationLostException : Exception;
