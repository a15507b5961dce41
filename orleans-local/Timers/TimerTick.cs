using Orleans.Runtime;

namespace Orleans.Runtime
{
    /// <summary>What a tick runs; filters see this name, as they do on the official engine.</summary>
    internal interface IGrainTimerInvoker
    {
        Task InvokeCallbackAsync();
    }
}

namespace Orleans.Local
{
    /// <summary>
    /// A timer's place in the mailbox: a call of the grain to itself, so it passes the incoming filters like any other. The engine
    /// sends it, so nobody waits for it and no limit refuses it.
    /// </summary>
    internal sealed class TimerTick : GrainCall
    {
        private static readonly MethodModel Model = new(
            new InterfaceModel(typeof(IGrainTimerInvoker)), typeof(IGrainTimerInvoker).GetMethod(nameof(IGrainTimerInvoker.InvokeCallbackAsync))!);

        private readonly IGrainTimerInvoker _timer;

        public TimerTick(Activation activation, IGrainTimerInvoker timer, bool interleave, bool keepAlive)
        {
            Source = activation;
            _timer = timer;
            MayInterleave = interleave;
            CountsAsActivity = keepAlive;
        }

        internal override MethodModel Method => Model;

        internal override bool IsOneWay => true;

        internal override bool MayInterleave { get; }

        internal override bool CountsAsActivity { get; }

        internal override bool IsSettled => false;

        internal override object? ResultObject { get; set; }

        internal override Task? Start(object grain) => _timer.InvokeCallbackAsync();

        internal override void Collect(Task completed)
        {
        }

        internal override void Deliver()
        {
        }

        /// <summary>A filter kept the tick from the grain. The timer does not go on, as on the official engine.</summary>
        internal override void Fail(Exception exception) => Source!.Silo.Log.TimerFailed(exception, Source.GrainId);

        internal override void Cancel(CancellationToken token)
        {
        }
    }
}
