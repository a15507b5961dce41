using Microsoft.Extensions.DependencyInjection;
using Npgsql;
using Orleans.Serialization;
using Pivotal.Data.Shared;
using Pivotal.GrainInterfaces.Shared;
using Pivotal.Hosting.Cluster;
using Pivotal.Silo.Cluster;

namespace Pivotal.ClusterTests.Messages;

/// <summary>What a grain throws is told to a caller in another process, and there decides between 409, 503 and 500.</summary>
public sealed class ExceptionTests
{
    public static TheoryData<Exception> Thrown =>
        [
            new DatabaseUnavailableException(new TimeoutException("no answer")),
            new FenceLostException(),
            new ForeignTenantCallException("IFeedGrain.Publish was called for another tenant than its own."),
            new GrainUnreachableException("IFeedGrain.Publish got no answer"),
            new NpgsqlException("Exception while reading from stream", new IOException("gone")),
            new OperationCanceledException("given up"),
            new InvalidOperationException("There is no such campaign."),
        ];

    [Theory, MemberData(nameof(Thrown), DisableDiscoveryEnumeration = true)]
    public void An_exception_arrives_as_what_it_is(Exception thrown)
    {
        var arrived = Cross(thrown, carry: true);
        Assert.IsType(thrown.GetType(), arrived);
        Assert.Equal(thrown.Message, arrived.Message);
        Assert.Equal(thrown.InnerException?.GetType(), arrived.InnerException?.GetType());
    }

    [Fact]
    public void Without_being_told_the_engine_would_not_carry_it() =>
        Assert.ThrowsAny<Exception>(() => Cross(new DatabaseUnavailableException(new TimeoutException()), carry: false));

    private static Exception Cross(Exception thrown, bool carry)
    {
        var services = new ServiceCollection().AddSerializer();
        if (carry)
            services.Configure<ExceptionSerializationOptions>(ClusterTuning.Exceptions);
        using var provider = services.BuildServiceProvider();
        var serializer = provider.GetRequiredService<Serializer>();
        return serializer.Deserialize<Exception>(serializer.SerializeToArray(thrown))!;
    }
}
