using Pivotal.Domain.Campaigns;

namespace Pivotal.Domain.Dialer.Queue;

/// <summary>Why a line was dialled that had no free agent of its own.</summary>
public sealed partial class QueueState
{
    /// <summary>So many of the next lines have a free agent each. Asked before they are planned.</summary>
    private int LinesWithAgent => Settings.DialMode switch
    {
        DialMode.Predictive => _pacer.Floor,
        DialMode.Power => Math.Max(0, FreeForOutbound - _awaitingAgent),
        _ => int.MaxValue,
    };

    /// <param name="beyond">how many lines without an agent were planned before it in the same instant</param>
    private Admission Admit(int beyond)
    {
        var (window, answered, abandoned, cap) = _pacer.Budget.Decides();
        double? risk = Settings.DialMode == DialMode.Predictive && beyond < _pacer.Risks.Count ? Math.Round(_pacer.Risks[beyond], 5) : null;
        return new(
            answered, abandoned, answered == 0 ? 0 : Math.Round((double)abandoned / answered, 5), window, cap, Math.Round(_pacer.Budget.Threshold(), 5), risk, _free.Count)
        { Credit = Math.Round(_pacer.Budget.Credit, 1) };
    }
}
