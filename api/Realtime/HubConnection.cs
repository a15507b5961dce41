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

    private readonly RequestUser _user;
    private readonly HubCallerContext _context;
    private readonly ISingleClientProxy _client;
    private readonly Channel<FrameDto[]> _queue = Channel.CreateBounded<FrameDto[]>(new BoundedChannelOptions(Longest) { SingleReader = true });

    public HubConnection(RequestUser user, HubCallerContext context, ISingleClientProxy client)
    {
        (_user, _context, _client) = (user, context, client);
        Pumping = Pump();
    }

    /// <summary>Ends when the connection does.</summary>
    public Task Pumping { get; }

    public void Deliver(IReadOnlyList<FeedFrame> frames)
    {
        FrameDto[] visible = [.. frames.Where(f => _user.Sees(f.Message.To)).Select(FrameDto.From)];
        if (visible.Length > 0 && !_queue.Writer.TryWrite(visible))
            _context.Abort();
    }

    public void Complete() => _queue.Writer.TryComplete();

    private async Task Pump()
    {
        try
        {
            await foreach (var frames in _queue.Reader.ReadAllAsync(_context.ConnectionAborted))
            {
                await _client.SendAsync("frames", frames, _context.ConnectionAborted);
                // Rights ended: say so, then hang up; a new connection has to sign in again.
                if (frames.Any(f => f is { Channel: "session", Kind: "revoked" }))
                    _context.Abort();
            }
        }
        catch (Exception e) when (e is OperationCanceledException or IOException or InvalidOperationException)
        {
            // The browser went away; it resumes when it comes back.
        }
    }
}
