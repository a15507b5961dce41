namespace Pivotal.Domain.Dialer.WhatIf;

/// <summary>What a dialled call turns out to be.</summary>
public enum CallFate
{
    /// <summary>A person answers.</summary>
    Person,

    /// <summary>A machine answers and is put through as a person.</summary>
    MachineAsPerson,

    /// <summary>Nobody to talk to: it rings out, is busy, a machine is recognised, or a person is taken for one.</summary>
    Nobody,
}

/// <summary>
/// What the dialer cannot decide: who is there when, who answers and how long it takes. Times in seconds since the start of the shift.
/// Everything random comes from the generator given, so that a seed makes a shift.
/// </summary>
public interface IShiftWorld
{
    /// <summary>Agents are numbered from 0.</summary>
    int Agents { get; }

    double Length { get; }

    /// <summary>When the agent is there first; null: never.</summary>
    double? ArrivesAt(int agent);

    /// <summary>When he wants to leave next; null: he stays. A call at hand is finished first.</summary>
    double? LeavesAt(int agent, double now, Random random);

    /// <summary>When one who left now is back; null: not any more.</summary>
    double? BackAt(int agent, double now);

    /// <returns>what becomes of a call dialled now, and after how many seconds that shows</returns>
    (CallFate Fate, double Seconds) Dial(double now, Random random);

    /// <summary>How long the carrier takes to put two legs together now.</summary>
    double ConnectDelay(double now) => 0;

    /// <summary>How long a person who is given up stays on the line for a message.</summary>
    double MessageSeconds => 0;

    /// <summary>Talk and wrap-up of a person put through now.</summary>
    double Handle(double now, Random random);
}
