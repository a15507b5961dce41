namespace Orleans
{
    /// <summary>A sequence of numbered stages that others take part in: started upwards, stopped downwards.</summary>
    public interface ILifecycleObservable
    {
        IDisposable Subscribe(string observerName, int stage, ILifecycleObserver observer);
    }

    public interface ILifecycleObserver
    {
        Task OnStart(CancellationToken cancellationToken = default);

        Task OnStop(CancellationToken cancellationToken = default);
    }
}

namespace Orleans.Runtime
{
    /// <summary>The stages of one activation; see <see cref="GrainLifecycleStage"/>.</summary>
    public interface IGrainLifecycle : ILifecycleObservable;

    public static class GrainLifecycleStage
    {
        public const int First = int.MinValue;

        /// <summary>Persistent states are read.</summary>
        public const int SetupState = 1000;

        /// <summary>The grain's own <c>OnActivateAsync</c>.</summary>
        public const int Activate = 2000;

        public const int Last = int.MaxValue;
    }
}
