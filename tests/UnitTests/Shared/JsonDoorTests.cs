using System.Text;
using System.Text.Json;
using FsCheck;
using FsCheck.Fluent;
using FsCheck.Xunit;
using Pivotal.Api.Shared.Doors;
using Pivotal.Data.Shared;
using Pivotal.Domain.Shared;

namespace Pivotal.UnitTests.Shared;

public sealed class JsonDoorTests
{
    [Theory]
    [InlineData("""{"name":"a\u0000"}""", JsonDoor.Text, "/name")]
    [InlineData("""{"questions":[{"text":"ok"},{"text":"\ud800"}]}""", JsonDoor.Text, "/questions/1/text")]
    [InlineData("""{"city":"\ufffe"}""", JsonDoor.Text, "/city")]
    [InlineData("""["x","y\uffff"]""", JsonDoor.Text, "/1")]
    [InlineData("""{"fields":{"a/b~c":"\u0000"}}""", JsonDoor.Text, "/fields/a~1b~0c")]
    [InlineData("""{"fields":{"\u0000":1}}""", JsonDoor.Text, "/fields/\ufffd")]
    [InlineData("""{"rules":[null]}""", JsonDoor.NullItem, "/rules/0")]
    [InlineData("""{"a":[[1],[2,null]]}""", JsonDoor.NullItem, "/a/1/1")]
    [InlineData("""{"id":1,"id":2}""", JsonDoor.Twice, "/id")]
    [InlineData("""{"a":[1,}""", JsonDoor.Malformed, "/a/0")]
    public void Says_what_is_wrong_and_where(string json, string code, string pointer)
    {
        var fault = JsonDoor.Find(Encoding.UTF8.GetBytes(json));
        Assert.Equal((code, pointer), (fault?.Code, fault?.Pointer));
    }

    [Theory]
    [InlineData("""{"name":"Zoë 😀 \ud83d\ude00 \ufdd0 \t","none":null,"list":[],"deep":[[{"a":[1.5,true,"x"]}]],"other":{"name":1}}""")]
    [InlineData("\"x\"")]
    public void Lets_every_language_pass(string json) => Assert.Null(JsonDoor.Find(Encoding.UTF8.GetBytes(json)));

    [Theory]
    [InlineData("""{"cause":"normal\u0000clearing"}""", "normal\ufffdclearing")]
    [InlineData("""{"cause":"a\ud800b"}""", "a\ufffdb")]
    [InlineData("""{"cause":"a\udc00\ud83d\ude00"}""", "a\ufffd😀")]
    [InlineData("""{"cause":"a\\u0000"}""", "a\\u0000")]
    [InlineData("""{"cause":"\\\u0000"}""", "\\\ufffd")]
    [InlineData("""{"cause":"\uFFFE"}""", "\ufffd")]
    public void What_cannot_be_refused_is_cleaned(string json, string cause)
    {
        using var clean = JsonDocument.Parse(SoundJson.Clean(Encoding.UTF8.GetBytes(json)));
        Assert.Equal(cause, clean.RootElement.GetProperty("cause").GetString());
    }

    [Property(MaxTest = 2_000)]
    public Property Cleaned_text_is_sound_and_sound_text_is_left_alone() =>
        Prop.ForAll(
            Gen.OneOf(Gen.Choose(0, 0xffff), Gen.Choose(0xd7ff, 0xe000), Gen.Constant(0), Gen.Choose(0xfffd, 0xffff))
                .Select(n => (char)n)
                .ArrayOf()
                .Select(units => new string(units))
                .ToArbitrary(),
            text => text.Sound().IsSound() && (text.IsSound() ? text.Sound() == text : text.Sound() != text)
        );
}
