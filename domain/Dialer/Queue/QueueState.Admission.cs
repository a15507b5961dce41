namespace Pivotal.Domain.Dialer.Queue;

/// <summary>Why a line was dialled that had no free agent of its own.</summary>
public sealed partial class QueueState
{
    /// <param name="beyond">how many lines without an agent were planned before it in the same instant</param>
    private Admission Admit(int beyond, DateTimeOffset now)
    {
        var (window, answered, abandoned, cap) = _pacer.Budget.Decides();
        return new(
            answered, abandoned, answered == 0 ? 0 : Math.Round((double)abandoned / answered, 5), window, cap, Math.Round(_pacer.Budget.Threshold(), 5), Settings.Mode.Risk(View(now), beyond), _free.Count)
        { Credit = Math.Round(_pacer.Budget.Credit, 1) };
    }
}
