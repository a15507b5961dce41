namespace Pivotal.Grains.Dialer.Queue;

/// <summary>A claimed contact that goes back to wait, or leaves.</summary>
/// <param name="Reason">null: as it waited before</param>
/// <param name="NextAt">null: at once</param>
/// <param name="Never">it leaves for good</param>
internal readonly record struct EntryBack(Guid Contact, string? Reason = null, DateTimeOffset? NextAt = null, bool Never = false);
