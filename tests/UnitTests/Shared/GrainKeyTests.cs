using FsCheck;
using FsCheck.Fluent;
using Pivotal.GrainInterfaces.Shared;

namespace Pivotal.UnitTests.Shared;

public sealed class GrainKeyTests
{
    [Fact]
    public void Every_key_reads_back_as_it_was_written() =>
        Prop.ForAll<Guid, Guid, Guid?>((tenant, id, sub) => GrainKey.Parse(new GrainKey(tenant, id, sub).ToString()) == new GrainKey(tenant, id, sub))
            .QuickCheckThrowOnFailure();

    [Theory]
    [InlineData("")]
    [InlineData("carrier/main/us")]
    [InlineData("00000000000000000000000000000001/0000000000000000000000000000000")]
    [InlineData("00000000000000000000000000000001-00000000000000000000000000000002")]
    [InlineData("00000000000000000000000000000001/00000000000000000000000000000002-00000000000000000000000000000003")]
    public void Anything_else_is_no_tenant_key(string text) => Assert.False(GrainKey.TryParse(text, out _));
}
