using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.SignalR;
using Orleans;
using Pivotal.Api.Shared;
using Pivotal.GrainInterfaces.Realtime;
using Pivotal.GrainInterfaces.Shared;

namespace Pivotal.Api.Realtime;

/// <summary>The one hub. What a connection receives follows from its principal alone; the client can choose nothing but where to resume.</summary>
[Authorize(Policies.SignedIn)]
internal sealed class FeedHub(HubConnections connections, AgentPresence presence, FeedObserver observer, IGrainFactory grains) : Hub
{
    public override async Task OnConnectedAsync()
    {
        var user = RequestUser.From(Context.User!);
        connections.Add(user, Context, Clients.Caller);
        // SignalR reports no disconnect for a connection whose start failed: what was added is taken back here, and presence comes last.
        try
        {
            await observer.Watch(user.TenantId);
        }
        catch
        {
            connections.Remove(user, Context.ConnectionId);
            throw;
        }

        if (user.Is(Roles.Agent))
            presence.Came(user.TenantId, user.Id, Context.ConnectionId);
    }

    public override Task OnDisconnectedAsync(Exception? exception)
    {
        var user = RequestUser.From(Context.User!);
        connections.Remove(user, Context.ConnectionId);
        presence.Left(user.TenantId, user.Id, Context.ConnectionId);
        return Task.CompletedTask;
    }

    /// <summary>After each (re)connect: what was missed since the position, or <c>reset</c>.</summary>
    /// <param name="position">null on the first connect</param>
    public async Task<ResumeAnswer> Resume(FeedPosition? position)
    {
        var user = RequestUser.From(Context.User!);
        CallerTenant.Set(user.TenantId);
        var replay = await grains.Feed(user.TenantId).Since(position ?? new FeedPosition(0, 0));
        // A first connect has nothing to reload: the page is about to fetch everything anyway.
        var reset = position is not null && replay.Reset;
        return new ResumeAnswer(
            reset, replay.Position.Epoch, replay.Position.Seq,
            position is null || reset ? [] : [.. replay.Frames.Where(f => user.Sees(f.Message.To)).Select(FrameDto.From)]);
    }
}
