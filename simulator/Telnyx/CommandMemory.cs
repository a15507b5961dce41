namespace Pivotal.Simulator.Telnyx;

/// <summary>Remembers command ids for a while, with the leg they acted on. Not thread-safe.</summary>
public sealed class CommandMemory(TimeSpan keep)
{
    private readonly Dictionary<string, string> _legByCommand = [];
    private readonly Queue<(DateTimeOffset At, string Command)> _order = new();

    /// <summary>The leg of the first command with this id, if it is still remembered.</summary>
    public string? Find(string? command, DateTimeOffset now)
    {
        while (_order.TryPeek(out var oldest) && now - oldest.At >= keep)
            _legByCommand.Remove(_order.Dequeue().Command);
        return command is not null && _legByCommand.TryGetValue(command, out var leg) ? leg : null;
    }

    public void Remember(string? command, string leg, DateTimeOffset now)
    {
        if (command is not null && _legByCommand.TryAdd(command, leg))
            _order.Enqueue((now, command));
    }
}
