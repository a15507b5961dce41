namespace Pivotal.GrainInterfaces.Shared;

/// <summary>
/// On a method of a grain interface: twice does the same as once. It only reads, or it names what it is about (an event, a call, a reservation) so that the grain recognises a repeat, or it says how
/// things stand now. Such a call is made again when its answer was lost with a silo; any other one is reported to the caller, who alone knows whether to repeat it.
/// </summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class RepeatableAttribute : Attribute;
