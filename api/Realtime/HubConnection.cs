using System.Threading.Channels;
using Microsoft.AspNetCore.SignalR;
using Pivotal.Api.Shared;
using Pivotal.GrainInterfaces.Realtime;

namespace Pivotal.Api.Realtime;

/// <summary>
/// One browser's queue. A slow one never holds up the others: when its queue is full it is cut off, and resumes by sequence number when it comes back.
/// </summary>
internal sealed class HubConnection
{
    private const int Longest = 256;

    private static readonly FrameDto Over = new(0, 0, FeedChannels.Session, "revoked", "{}");

    private readonly HubCallerContext _context;
    private readonly ISingleClientProxy _client;
    private readonly Channel<FrameDto[]> _queue = Channel.CreateBounded<FrameDto[]>(
        new BoundedChannelOptions(Longest) { SingleReader = true }
    );

    private FrameDto? _last;

    public HubConnection(RequestUser user, HubCallerContext context, ISingleClientProxy client)
    {
        (User, _context, _client) = (user, context, client);
        Pumping = Pump();
    }

    public RequestUser User { get; }

    /// <summary>How often it may ask what it missed.</summary>
    public AskLimit Asking { get; } = new();

    /// <summary>Ends when the connection does.</summary>
    public Task Pumping { get; }

    public void Deliver(IReadOnlyList<FeedFrame> frames)
    {
        FrameDto[] visible =
        [
            .. frames.Where(f => f.Message.Channel != FeedChannels.Session && User.Sees(f.Message.To)).Select(FrameDto.From),
        ];
        // What comes after the last thing it hears is not for it, and must not cut the line before that has been sent.
        if (visible.Length > 0 && !_queue.Writer.TryWrite(visible) && _last is null)
            _context.Abort();
    }

    /// <summary>Its session is over: it hears so, then the line is cut; a new connection has to sign in again.</summary>
    public void End() => End(Over);

    /// <summary>The last thing it hears. Said again it changes nothing.</summary>
    public void End(FrameDto last)
    {
        if (Interlocked.CompareExchange(ref _last, last, null) is not null)
            return;
        if (!_queue.Writer.TryWrite([last]))
            _context.Abort();
        Complete();
    }

    public void Complete() => _queue.Writer.TryComplete();

    private async Task Pump()
    {
        try
        {
            await foreach (var frames in _queue.Reader.ReadAllAsync(_context.ConnectionAborted))
            {
                await _client.SendAsync("frames", frames, _context.ConnectionAborted);
                if (frames is [var last] && last == _last)
                    _context.Abort();
            }
        }
        catch (Exception e) when (e is OperationCanceledException or IOException or InvalidOperationException)
        {
            // The browser went away; it resumes when it comes back.
        }
    }
}
