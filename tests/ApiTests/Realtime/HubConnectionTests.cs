using System.Security.Claims;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.SignalR;
using Pivotal.Api.Realtime;
using Pivotal.Api.Shared;
using Pivotal.Domain.Shared;
using Pivotal.GrainInterfaces.Realtime;
using Pivotal.TestShared;
using Xunit;

namespace Pivotal.ApiTests.Realtime;

public sealed class HubConnectionTests
{
    // Whoever ends a session says so at once, and the watch finds it at its next look.
    [Fact]
    public async Task A_line_is_cut_after_its_last_frame_was_sent_however_often_it_is_ended()
    {
        var (line, browser) = (new Line(), new Browser());
        var user = new RequestUser(Ids.New(), Ids.New(), Ids.New(), "Ada", new HashSet<string> { Roles.Agent }, null);
        var connection = new HubConnection(user, line, browser);
        connection.End();
        connection.End();
        connection.Deliver([new FeedFrame(1, 1, new FeedMessage("desk", "call", "{}", FeedAudience.User(user.Id)))]);
        await browser.Sending.WaitAsync(TimeSpan.FromSeconds(30));
        Assert.False(line.ConnectionAborted.IsCancellationRequested);
        browser.Sent.SetResult();
        await connection.Pumping.WaitAsync(TimeSpan.FromSeconds(30));
        Assert.True(line.ConnectionAborted.IsCancellationRequested);
        Assert.Equal("revoked", Assert.Single(browser.Heard).Kind);
    }

    private sealed class Browser : ISingleClientProxy
    {
        private readonly TaskCompletionSource _sending = new(TaskCreationOptions.RunContinuationsAsynchronously);

        public Task Sending => _sending.Task;

        public TaskCompletionSource Sent { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);

        public List<FrameDto> Heard { get; } = [];

        public Task SendCoreAsync(string method, object?[] args, CancellationToken cancellationToken = default)
        {
            Heard.AddRange((FrameDto[])args[0]!);
            _sending.TrySetResult();
            return Sent.Task.WaitAsync(cancellationToken);
        }

        public Task<T> InvokeCoreAsync<T>(string method, object?[] args, CancellationToken cancellationToken) =>
            throw new NotSupportedException();
    }

    private sealed class Line : HubCallerContext
    {
        private readonly CancellationTokenSource _cut = new();

        public override string ConnectionId => "line";

        public override string? UserIdentifier => null;

        public override ClaimsPrincipal? User => null;

        public override IDictionary<object, object?> Items { get; } = new Dictionary<object, object?>();

        public override IFeatureCollection Features { get; } = new FeatureCollection();

        public override CancellationToken ConnectionAborted => _cut.Token;

        public override void Abort() => _cut.Cancel();
    }
}
