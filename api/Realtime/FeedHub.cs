using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.SignalR;
using Orleans;
using Pivotal.Api.Shared;
using Pivotal.Domain.Shared;
using Pivotal.GrainInterfaces.Realtime;
using Pivotal.GrainInterfaces.Shared;

namespace Pivotal.Api.Realtime;

/// <summary>The one hub. What a connection receives follows from its principal alone; the client can choose nothing but where to resume.</summary>
[Authorize(Policies.SignedIn)]
internal sealed class FeedHub(
    HubConnections connections,
    SessionWatch sessions,
    AgentPresence presence,
    FeedObserver observer,
    HubLimits limits,
    IGrainFactory grains,
    TimeProvider time,
    RefusalLog refusals,
    ILogger<FeedHub> log
) : Hub
{
    public override async Task OnConnectedAsync()
    {
        var user = RequestUser.From(Context.User!);
        var connection = connections.Add(user, Context, Clients.Caller);
        // SignalR reports no disconnect for a connection whose start failed: what was added is taken back here, and presence comes last.
        try
        {
            if (connections.Count(user) > limits.PerUser)
            {
                await Refuse(user, connection, HubLimits.UserFull);
                return;
            }

            await observer.Watch(user.TenantId);
            if (await observer.Connections(user.TenantId) > limits.PerTenant)
            {
                await Refuse(user, connection, HubLimits.TenantFull);
                return;
            }

            // Only now: whatever ends the session from here on is seen by the watch, which knows the connection.
            if (!await sessions.Lives(user.TenantId, user.SessionId, Context.ConnectionAborted))
            {
                connection.End();
                return;
            }
        }
        catch (OperationCanceledException) when (Context.ConnectionAborted.IsCancellationRequested)
        {
            // A browser that leaves at once is no failure.
            connections.Remove(user, Context.ConnectionId);
            return;
        }
        catch (Exception e)
        {
            // What the framework says of connections is not logged (RealtimeSetup).
            RealtimeLog.NotOpened(log, user.TenantId, e);
            connections.Remove(user, Context.ConnectionId);
            throw;
        }

        if (user.Is(Roles.Agent))
            presence.Came(user.TenantId, user.Id, Context.ConnectionId);
    }

    private ResumeAnswer Refused(string code)
    {
        refusals.Note($"hub {code}");
        return ResumeAnswer.No(code);
    }

    /// <summary>It counts no more from now on, and hears why.</summary>
    private async Task Refuse(RequestUser user, HubConnection connection, FrameDto why)
    {
        connections.Remove(user, Context.ConnectionId, complete: false);
        connection.End(why);
        await observer.Connections(user.TenantId);
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
        if (connections.Find(user, Context.ConnectionId) is not { } connection)
            return Refused(ResumeAnswer.NotSignedIn);
        if (!connection.Asking.TryTake(time.GetUtcNow()))
            return Refused(ResumeAnswer.TooOften);
        try
        {
            if (!await sessions.Lives(user.TenantId, user.SessionId, Context.ConnectionAborted))
            {
                connection.End();
                return Refused(ResumeAnswer.NotSignedIn);
            }
        }
        catch (OperationCanceledException) when (Context.ConnectionAborted.IsCancellationRequested)
        {
            // Nobody hears the answer any more.
            return ResumeAnswer.No(ResumeAnswer.NotSignedIn);
        }

        CallerTenant.Set(user.TenantId);
        var replay = await grains.Feed(user.TenantId).Since(position ?? new FeedPosition(0, 0));
        // A first connect has nothing to reload: the page is about to fetch everything anyway.
        var reset = position is not null && replay.Reset;
        return new ResumeAnswer(
            reset,
            replay.Position.Epoch,
            replay.Position.Seq,
            position is null || reset
                ? []
                : [.. replay.Frames.Where(f => f.Message.Channel != FeedChannels.Session && user.Sees(f.Message.To)).Select(FrameDto.From)]
        );
    }
}
