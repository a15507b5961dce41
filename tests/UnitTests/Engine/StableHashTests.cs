using System.Text;
using Orleans;
using Orleans.Runtime;
using Xunit;

namespace Pivotal.UnitTests.Engine;

/// <summary>Hashes and ids end up in database columns that the official engine reads, so they are pinned to outside values.</summary>
public sealed class StableHashTests
{
    // Computed with libxxhash 0.8.1, XXH32 with seed 0, the digest's bytes turned round as in the official engine.
    [Theory]
    [InlineData("", 1, 0x055dcc02)]
    [InlineData("a", 1, 0x56740d55)]
    [InlineData("abc", 1, 0xff53d132)]
    [InlineData("24/tnanet", 1, 0x6903f857)]
    [InlineData("0123456789abcdef", 1, 0x695bc4c2)]
    [InlineData("The quick brown fox jumps over the lazy dog", 3, 0x5e2d3b90)]
    public void The_stable_hash_is_xxHash32_lowest_byte_first(string text, int times, uint expected)
    {
        var bytes = Encoding.UTF8.GetBytes(string.Concat(Enumerable.Repeat(text, times)));
        Assert.Equal(expected, StableHash.ComputeHash(bytes));
    }

    [Fact]
    public void A_grain_id_is_written_as_type_slash_key_and_read_back()
    {
        var id = GrainId.Create("campaignqueue", "0a/0b");
        Assert.Equal("campaignqueue/0a/0b", id.ToString());
        Assert.Equal(id, GrainId.Parse("campaignqueue/0a/0b"));
        Assert.False(GrainId.TryParse("nokey", out _));
    }

    [Theory]
    [InlineData(0, null, "0")]
    [InlineData(255, null, "FF")]
    [InlineData(-1, "x", "FFFFFFFFFFFFFFFF+x")]
    public void An_integer_key_is_hexadecimal_text(long key, string? extension, string expected)
    {
        var id = new GrainId(GrainType.Create("t"), GrainIdKeyExtensions.CreateIntegerKey(key, extension));
        Assert.Equal(expected, id.Key.ToString());
        Assert.Equal(key, id.GetIntegerKey(out var read));
        Assert.Equal(extension, read);
    }

    [Fact]
    public void A_string_key_of_two_guids_is_neither_a_guid_key_nor_an_integer_key()
    {
        var id = GrainId.Create("t", "01890a5dac96774bbcceb302099a8057/01890a5dac96774bbcceb302099a8058");
        Assert.False(id.TryGetGuidKey(out _, out _));
        Assert.False(id.TryGetIntegerKey(out _, out _));
    }
}
