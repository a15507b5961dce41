using System.Text.Json;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Abstractions;
using Orleans.Runtime;
using Pivotal.Api.Hosting;
using Pivotal.Api.Shared;
using Xunit;

namespace Pivotal.ApiTests.Hosting;

public sealed class BusyTests
{
    [Fact]
    public async Task A_full_grain_is_answered_with_busy_and_when_to_come_back()
    {
        var (status, code, retryAfter) = await Answer(new LimitExceededException("limit", 3, 2, "feed/1"));
        Assert.Equal((503, "busy", "5"), (status, code, retryAfter));
    }

    [Fact]
    public async Task An_unforeseen_failure_is_not_called_busy()
    {
        var (status, code, retryAfter) = await Answer(new InvalidDataException("a bug"));
        Assert.Equal((500, "internal", ""), (status, code, retryAfter));
    }

    private static async Task<(int Status, string? Code, string RetryAfter)> Answer(Exception exception)
    {
        await using var services = new ServiceCollection().AddLogging().BuildServiceProvider();
        using var body = new MemoryStream();
        var context = new DefaultHttpContext { RequestServices = services, Response = { Body = body } };
        Assert.True(
            await new ExceptionProblems(
                new RefusalLog(TimeProvider.System, NullLogger<RefusalLog>.Instance),
                NullLogger<ExceptionProblems>.Instance
            ).TryHandleAsync(context, exception, CancellationToken.None)
        );
        using var problem = JsonDocument.Parse(body.ToArray());
        return (
            context.Response.StatusCode,
            problem.RootElement.GetProperty("code").GetString(),
            context.Response.Headers.RetryAfter.ToString()
        );
    }
}
