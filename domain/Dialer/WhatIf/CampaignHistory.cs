namespace Pivotal.Domain.Dialer.WhatIf;

/// <summary>A dialled call that is over. Seconds since the start of the history.</summary>
/// <param name="Person">a person answered</param>
/// <param name="Seconds">from the dial to the answer, or to the end of a call nobody answered</param>
/// <param name="Handle">talk and wrap-up, seconds; null when no agent had it</param>
public sealed record PastCall(double At, bool Person, double Seconds, double? Handle);

/// <summary>An agent was signed in for the campaign, seconds since the start of the history.</summary>
/// <param name="Agent">numbered from 0</param>
public sealed record Presence(int Agent, double From, double To);

/// <summary>Some hours of a campaign: who was there and what its calls turned out to be.</summary>
/// <param name="Calls">by the time they were dialled</param>
/// <param name="BusySeconds">that agents were on a call or in wrap-up, of all together</param>
public sealed record CampaignHistory(
    double Length,
    IReadOnlyList<PastCall> Calls,
    IReadOnlyList<Presence> Presences,
    double BusySeconds,
    int Abandoned
)
{
    /// <summary>Under these the past says too little about what could have been.</summary>
    public const int FewestCalls = 50,
        FewestHandled = 10;

    public int Agents => Presences.Count == 0 ? 0 : Presences.Max(p => p.Agent) + 1;

    public double SignedInSeconds => Presences.Sum(p => p.To - p.From);

    public int Answered => Calls.Count(c => c.Person);

    /// <summary>Enough calls and people for a simulation to mean something.</summary>
    public bool Tells => Calls.Count >= FewestCalls && Calls.Count(c => c.Handle is not null) >= FewestHandled && SignedInSeconds > 0;
}
