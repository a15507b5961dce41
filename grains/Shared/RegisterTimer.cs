using Orleans.Runtime;

namespace Pivotal.Grains.Shared;

/// <summary>A clock of the activation, for a part of its grain; it ticks in the activation's turns, as its options say.</summary>
internal delegate IGrainTimer RegisterTimer(Func<Task> tick, GrainTimerCreationOptions options);
