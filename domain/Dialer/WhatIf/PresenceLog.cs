using Pivotal.Domain.Dialer.Agents;

namespace Pivotal.Domain.Dialer.WhatIf;

/// <summary>A change of an agent's status. Seconds since the start of the history, negative before it.</summary>
/// <param name="Here">for the campaign in question, not for another</param>
public sealed record StatusChange(Guid Agent, string Status, bool Here, double At);

/// <summary>Reads from the log of statuses who was signed in when.</summary>
public static class PresenceLog
{
    /// <param name="log">in any order; of the time before the history only each agent's last change matters</param>
    /// <param name="length">of the history, seconds</param>
    /// <returns>when each agent was there, and how long all together were busy</returns>
    public static (IReadOnlyList<Presence> Presences, double BusySeconds) Read(IEnumerable<StatusChange> log, double length)
    {
        List<Presence> presences = [];
        var (busy, number) = (0.0, 0);
        foreach (var agent in log.GroupBy(c => c.Agent).OrderBy(g => g.Key))
        {
            var before = presences.Count;
            StatusChange[] changes = [.. agent.OrderBy(c => c.At)];
            for (var i = 0; i < changes.Length; i++)
            {
                var (from, to) = (Math.Max(0, changes[i].At), Math.Min(length, i + 1 < changes.Length ? changes[i + 1].At : length));
                if (
                    !changes[i].Here
                    || to <= from
                    || changes[i].Status is not (AgentStatus.Available or AgentStatus.OnCall or AgentStatus.WrapUp)
                )
                    continue;
                if (changes[i].Status != AgentStatus.Available)
                    busy += to - from;
                // One stay, whatever he did in it.
                if (presences.Count > before && presences[^1].To == from)
                    presences[^1] = presences[^1] with { To = to };
                else
                    presences.Add(new(number, from, to));
            }

            if (presences.Count > before)
                number++;
        }

        return (presences, busy);
    }
}
