using System.Runtime.InteropServices;

namespace Pivotal.Hosting.Start;

/// <summary>Ctrl-C and SIGTERM while the host is not up yet; afterwards the host listens for itself.</summary>
public sealed class StopSignal : IDisposable
{
    private readonly CancellationTokenSource _source = new();
    private readonly List<PosixSignalRegistration> _registrations = [];

    public StopSignal()
    {
        foreach (var signal in (PosixSignal[])[PosixSignal.SIGINT, PosixSignal.SIGTERM])
        {
            _registrations.Add(
                PosixSignalRegistration.Create(
                    signal,
                    context =>
                    {
                        context.Cancel = true;
                        _source.Cancel();
                    }
                )
            );
        }
    }

    public CancellationToken Token => _source.Token;

    public void Release()
    {
        foreach (var registration in _registrations)
            registration.Dispose();
        _registrations.Clear();
    }

    public void Dispose()
    {
        Release();
        _source.Dispose();
    }
}
