namespace Orleans.Local;

/// <summary>What a tick runs.</summary>
internal interface ITimerTick
{
    Task Run();
}

/// <summary>A timer's place in the mailbox. Its caller is the engine, so nobody waits for it and no filter sees it.</summary>
internal sealed class TimerTick(ITimerTick timer, bool interleave, bool keepAlive) : GrainCall
{
    private static readonly MethodModel Model = new(new InterfaceModel(typeof(ITimerTick)), typeof(ITimerTick).GetMethod(nameof(ITimerTick.Run))!);

    internal override MethodModel Method => Model;

    internal override bool IsOneWay => true;

    internal override bool MayInterleave => interleave;

    internal override bool CountsAsActivity => keepAlive;

    internal override bool IsSettled => false;

    internal override object? ResultObject { get; set; }

    internal override Task? Start(object grain) => timer.Run();

    internal override void Collect(Task completed)
    {
    }

    internal override void Deliver()
    {
    }

    internal override void Fail(Exception exception)
    {
    }

    internal override void Cancel(CancellationToken token)
    {
    }
}
