namespace Pivotal.Api.Shared;

/// <summary>A request that runs to its end whether or not its caller waits, and whose answer is held back until it may be sent.</summary>
internal sealed class WholeRequest : IAsyncDisposable
{
    private static readonly TimeSpan Longest = TimeSpan.FromSeconds(20);

    private readonly HttpContext _context;
    private readonly CancellationToken _caller;
    private readonly Stream _line;
    private readonly MemoryStream _answer = new();
    private readonly CancellationTokenSource _limit = new(Longest);

    public WholeRequest(HttpContext context)
    {
        (_context, _caller, _line) = (context, context.RequestAborted, context.Response.Body);
        (context.RequestAborted, context.Response.Body) = (_limit.Token, _answer);
    }

    public ReadOnlySpan<byte> Answer => _answer.GetBuffer().AsSpan(0, (int)_answer.Length);

    /// <summary>To whoever still listens.</summary>
    public async Task Send()
    {
        Restore();
        if (_caller.IsCancellationRequested)
            return;
        _answer.Position = 0;
        await _answer.CopyToAsync(_line, _caller);
    }

    public ValueTask DisposeAsync()
    {
        Restore();
        _limit.Dispose();
        return _answer.DisposeAsync();
    }

    private void Restore() => (_context.RequestAborted, _context.Response.Body) = (_caller, _line);
}
