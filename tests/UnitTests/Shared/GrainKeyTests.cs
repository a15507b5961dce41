using System.Text;
using FsCheck.Xunit;
using Pivotal.GrainInterfaces.Shared;

namespace Pivotal.UnitTests.Shared;

public sealed class GrainKeyTests
{
    [Property]
    public void Every_key_reads_back_as_it_was_written(Guid tenant, Guid id, Guid? sub) =>
        Assert.Equal(new GrainKey(tenant, id, sub), GrainKey.Parse(new GrainKey(tenant, id, sub).ToString()));

    [Property]
    public bool Its_bytes_are_read_as_its_text_is(Guid tenant, Guid id, Guid? sub)
    {
        var key = new GrainKey(tenant, id, sub);
        return GrainKey.TryParse(Encoding.UTF8.GetBytes(key.ToString()), out var read) && read == key;
    }

    [Fact]
    public void Bytes_that_are_no_key_are_none()
    {
        Assert.False(GrainKey.TryParse(Encoding.UTF8.GetBytes("é0000000000000000000000000000001/00000000000000000000000000000002"), out _));
        Assert.False(GrainKey.TryParse(new byte[5000], out _));
    }

    [Theory]
    [InlineData("")]
    [InlineData("carrier/main/us")]
    [InlineData("00000000000000000000000000000001/0000000000000000000000000000000")]
    [InlineData("00000000000000000000000000000001-00000000000000000000000000000002")]
    [InlineData("00000000000000000000000000000001/00000000000000000000000000000002-00000000000000000000000000000003")]
    public void Anything_else_is_no_tenant_key(string text)
    {
        Assert.False(GrainKey.TryParse(text, out _));
        Assert.False(GrainKey.TryParse(Encoding.UTF8.GetBytes(text), out _));
    }
}
