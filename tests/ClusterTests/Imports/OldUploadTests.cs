using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Time.Testing;
using Pivotal.Domain.Shared;
using Pivotal.GrainInterfaces.Shared;
using Pivotal.Grains.Imports;
using Pivotal.TestShared;

namespace Pivotal.ClusterTests.Imports;

public sealed class OldUploadTests(ImportFixture fixture) : IClassFixture<ImportFixture>
{
    private readonly ImportWorld _world = fixture.World;

    [Fact]
    public async Task Uploads_go_when_they_are_no_longer_needed_and_the_imports_stay()
    {
        var (tenant, other) = (await Given.Tenant(_world.Database), await Given.Tenant(_world.Database));
        var done = await Uploaded(tenant);
        await _world.Run(tenant, done);
        var (waiting, orphan, foreign) = (await Uploaded(tenant), await Uploaded(tenant), await Uploaded(other));
        await tenant.In(s => s.Execute("delete from imports where id = @orphan", new { orphan }));

        Assert.Equal(0, await After(TimeSpan.Zero));
        Assert.Equal((1, (true, true, false)), (await After(OldUploadRemover.WithoutImport + TimeSpan.FromHours(1)), There()));
        Assert.Equal((1, (false, true, false)), (await After(OldUploadRemover.AfterItsEnd + TimeSpan.FromHours(1)), There()));
        Assert.Equal((1, (false, false, false)), (await After(OldUploadRemover.NeverStarted + TimeSpan.FromHours(1)), There()));
        Assert.Equal(0, await After(OldUploadRemover.NeverStarted + TimeSpan.FromHours(1)));
        Assert.Equal(2, await ImportTests.Count(tenant, "imports"));
        Assert.True(_world.Files.Exists(other.Id, foreign));

        (bool Done, bool Waiting, bool Orphan) There() =>
            (_world.Files.Exists(tenant.Id, done), _world.Files.Exists(tenant.Id, waiting), _world.Files.Exists(tenant.Id, orphan));

        Task<int> After(TimeSpan span) =>
            new OldUploadRemover(
                _world.Database.Tenants,
                _world.Files,
                new FakeTimeProvider(TimeProvider.System.GetUtcNow() + span),
                NullLogger<OldUploadRemover>.Instance
            ).Remove(tenant.Id, default);
    }

    private Task<Guid> Uploaded(TestTenant tenant) => _world.Upload(tenant, w => w.Write($"Email\n{Ids.New():N}@example.com\n"));
}
