using Microsoft.Extensions.DependencyInjection;

namespace Orleans.Local;

/// <summary>
/// The services of one activation. Singletons, which is all that most grains ask for, come from the application itself; the
/// first service of another lifetime makes the activation's own scope. Not a copyable value: it lives in its activation.
/// </summary>
internal struct ActivationScope
{
    private static readonly object Gone = new();

    /// <summary>The scope, or <see cref="Gone"/> after its end.</summary>
    private object? _scope;

    /// <summary>The provider of the activation's own scope.</summary>
    public IServiceProvider Own(IServiceProvider application)
    {
        if (Volatile.Read(ref _scope) is not { } known)
        {
            var made = application.CreateScope();
            known = Interlocked.CompareExchange(ref _scope, made, null) ?? made;
            if (!ReferenceEquals(known, made))
            {
                made.Dispose();
            }
        }

        ObjectDisposedException.ThrowIf(known == Gone, typeof(IServiceScope));
        return ((IServiceScope)known).ServiceProvider;
    }

    /// <summary>Ends what was made; nothing can be made afterwards.</summary>
    public ValueTask EndAsync() => Interlocked.Exchange(ref _scope, Gone) is IServiceScope made ? new AsyncServiceScope(made).DisposeAsync() : default;
}
