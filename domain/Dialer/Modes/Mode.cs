using Pivotal.Domain.Dialer.Pacing;

namespace Pivotal.Domain.Dialer.Modes;

/// <summary>
/// A way of dialling: who decides that a call is made, and how many lines go out now. A mode has its own file and no state; what it knows of the queue comes with each question.
/// </summary>
public abstract class Mode
{
    /// <summary>campaigns.dial_mode</summary>
    public abstract string Name { get; }

    /// <summary>Somebody is to talk with whom it reaches.</summary>
    public virtual bool NeedsAgents => true;

    /// <summary>It decides by itself when a line goes out for an agent, so that it has a pace to watch, to stop and to simulate.</summary>
    public virtual bool Paces => false;

    /// <summary>It dials lines that have no free agent yet, as far as the abandon budget allows.</summary>
    public virtual bool DialsAhead => false;

    /// <summary>Agents who are on a call or in wrap-up are counted on for the next answer.</summary>
    public virtual bool CountsOnTheBusy => false;

    /// <summary>A day with a past may borrow from its own rest (<see cref="DayCredit"/>).</summary>
    public virtual bool BorrowsFromTheDay => false;

    /// <summary>No line goes out before an agent says so.</summary>
    public virtual bool AgentDecides => false;

    /// <summary>The next contact is shown to an agent before it is dialled.</summary>
    public virtual bool ShowsFirst => false;

    /// <summary>The agent picks whom he calls; the queue claims nobody, and nobody keeps him waiting.</summary>
    public virtual bool AgentPicks => false;

    /// <summary>How many more lines to dial this instant.</summary>
    public abstract int Dials(ModeView queue);

    /// <summary>So many of the next lines have a free agent each. Asked before they are planned.</summary>
    public virtual int LinesWithAgent(ModeView queue) => int.MaxValue;

    /// <summary>The risk at which a line without an agent was dialled, 0–1; null: the mode weighs none.</summary>
    /// <param name="beyond">how many such lines were planned before it in the same instant</param>
    public virtual double? Risk(ModeView queue, int beyond) => null;

    /// <summary>So many of the lines that ring would not be dialled for the team as it is now.</summary>
    public virtual int Surplus(ModeView queue) => 0;

    /// <summary>For so many agents contacts are kept at hand; 0: none are claimed.</summary>
    public virtual int AgentsToClaimFor(ModeView queue) => queue.Free;

    public virtual void OnDialed(ModeView queue) { }
}
