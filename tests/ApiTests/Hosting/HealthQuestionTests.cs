using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Configuration;
using Pivotal.Hosting.Start;
using Xunit;

namespace Pivotal.ApiTests.Hosting;

/// <summary>What a container engine learns from <c>Pivotal.Api.dll health</c> and <c>Pivotal.Silo.dll health</c>.</summary>
public sealed class HealthQuestionTests
{
    [Theory]
    [InlineData("127.0.0.1", 200, 0)]
    [InlineData("0.0.0.0", 200, 0)]
    [InlineData("127.0.0.1", 503, 1)]
    public async Task A_process_is_well_when_it_says_that_it_is_ready(string listens, int says, int ends)
    {
        await using var process = WebApplication.CreateSlimBuilder().Build();
        process.Urls.Add($"http://{listens}:0");
        process.MapGet("/health/ready", () => Results.StatusCode(says));
        await process.StartAsync();

        Assert.Equal(
            ends,
            await HealthQuestion.Ask(Settings(listens, new Uri(process.Urls.Single().Replace("0.0.0.0", "127.0.0.1")).Port), 1)
        );
    }

    [Fact]
    public async Task Where_nobody_listens_nobody_is_well() => Assert.Equal(1, await HealthQuestion.Ask(Settings("127.0.0.1", 1), 1));

    [Fact]
    public async Task A_setting_that_cannot_be_read_is_not_well_either() =>
        Assert.Equal(1, await HealthQuestion.Ask(Settings("everywhere", 8080), 1));

    [Fact]
    public void Only_the_word_alone_is_the_question()
    {
        Assert.True(HealthQuestion.WantedBy(["health"]));
        Assert.False(HealthQuestion.WantedBy([]));
        Assert.False(HealthQuestion.WantedBy(["health", "now"]));
    }

    private static IConfiguration Settings(string listens, int port) =>
        new ConfigurationBuilder().AddInMemoryCollection([new(Listening.Setting, listens), new(Listening.PortSetting, $"{port}")]).Build();
}
