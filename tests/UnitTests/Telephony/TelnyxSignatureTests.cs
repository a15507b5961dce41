using System.Globalization;
using System.Text;
using Pivotal.Api.Telephony.Telnyx;
using Pivotal.Simulator.Crypto;
using Xunit;

namespace Pivotal.UnitTests.Telephony;

public sealed class TelnyxSignatureTests
{
    private static readonly DateTimeOffset Now = new(2026, 3, 2, 10, 0, 0, TimeSpan.Zero);
    private static readonly Ed25519Signer Signer = new([.. Enumerable.Range(1, 32).Select(i => (byte)i)]);
    private static readonly byte[] Body = Encoding.UTF8.GetBytes(
        """{"data":{"event_type":"call.answered","id":"e1","payload":{"from":"+12125550100"}}}"""
    );
    private readonly TelnyxSignature _signature = new(Signer.PublicKeyBase64);

    [Fact]
    public void What_was_signed_is_accepted()
    {
        var (timestamp, signature) = Sign(Now);
        Assert.True(_signature.Verify(timestamp, Body, signature, Now));
    }

    [Fact]
    public void One_flipped_bit_anywhere_is_refused_every_time()
    {
        var (timestamp, signature) = Sign(Now);
        var random = new Random(20260302);
        var accepted = 0;
        for (var i = 0; i < 10_000; i++)
        {
            var part = random.Next(3);
            var body = part == 0 ? FlipBit(Body, random) : Body;
            var time = part == 1 ? Encoding.Latin1.GetString(FlipBit(Encoding.Latin1.GetBytes(timestamp), random)) : timestamp;
            var sign = part == 2 ? Encoding.Latin1.GetString(FlipBit(Encoding.Latin1.GetBytes(signature), random)) : signature;
            if (_signature.Verify(time, body, sign, Now))
                accepted++;
        }

        Assert.Equal(0, accepted);
        Assert.True(_signature.Verify(timestamp, Body, signature, Now));
    }

    [Theory]
    [InlineData(0, true)]
    [InlineData(300, true)]
    [InlineData(-300, true)]
    [InlineData(301, false)]
    [InlineData(-301, false)]
    public void It_must_be_fresh_either_way(int secondsOld, bool accepted)
    {
        var (timestamp, signature) = Sign(Now.AddSeconds(-secondsOld));
        Assert.Equal(accepted, _signature.Verify(timestamp, Body, signature, Now));
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("abc")]
    [InlineData("+1772445600")]
    [InlineData(" 1772445600")]
    [InlineData("99999999999999999999")]
    [InlineData("9223372036854775807")]
    public void A_timestamp_that_is_none_is_refused(string? timestamp) =>
        Assert.False(_signature.Verify(timestamp, Body, SignText(timestamp ?? ""), Now));

    [Fact]
    public void A_signature_has_one_spelling()
    {
        var (timestamp, signature) = Sign(Now);
        foreach (
            var other in new[] { null, "", signature + " ", " " + signature, signature.TrimEnd('='), signature + "AAAA", "not base64" }
        )
            Assert.False(_signature.Verify(timestamp, Body, other, Now));
    }

    [Fact]
    public void Another_key_accepts_nothing()
    {
        var (timestamp, signature) = Sign(Now);
        Assert.False(new TelnyxSignature(new Ed25519Signer(new byte[32]).PublicKeyBase64).Verify(timestamp, Body, signature, Now));
    }

    // Both from OpenSSL 3 with the first private key of RFC 8032, section 7.1: what checks here has not signed itself.
    [Theory]
    [InlineData("eI/SHolbIi2owgDfzW2V7lCrPvPcOSWxT5P+j3TdUpDgZ8sBOy4KzQCInO+fUBOh0R9i+zkDLyHGNe8ci5kMBA==", true)]
    [InlineData("eI/SHolbIi2owgDfzW2V7lCrPvPcOSWxT5P+j3TdUpDNO8FeVZEcJdcklJJ+SvK10R9i+zkDLyHGNe8ci5kMFA==", false)] // the same with the group's order added to its second half: RFC 8032, section 5.1.7
    public void What_another_implementation_signed_is_accepted_in_its_one_form(string signature, bool accepted)
    {
        var body = """{"data":{"id":"e1","event_type":"call.answered","payload":{"to":"+12125550100","note":"Zoë 漢"}}}"""u8;
        var key = new TelnyxSignature("11qYAYKxCrfVS/7TyWQHOg7hcvPapiMlrwIaaPcHURo=");
        Assert.Equal(accepted, key.Verify("1772445600", body, signature, Now));
    }

    [Theory]
    [InlineData(0)]
    [InlineData(32)]
    [InlineData(63)]
    [InlineData(65)]
    [InlineData(4096)]
    public void A_signature_of_another_length_is_refused(int bytes)
    {
        var (timestamp, signature) = Sign(Now);
        var other = new byte[bytes];
        Convert.FromBase64String(signature).AsSpan(0, Math.Min(64, bytes)).CopyTo(other);
        Assert.False(_signature.Verify(timestamp, Body, Convert.ToBase64String(other), Now));
    }

    [Fact]
    public void The_same_webhook_again_passes_until_it_is_five_minutes_old()
    {
        var (timestamp, signature) = Sign(Now);
        Assert.All([0, 1, 299, 300], seconds => Assert.True(_signature.Verify(timestamp, Body, signature, Now.AddSeconds(seconds))));
        Assert.False(_signature.Verify(timestamp, Body, signature, Now.AddSeconds(301)));
        // A newer timestamp is not what was signed.
        Assert.False(
            _signature.Verify(
                Now.AddSeconds(301).ToUnixTimeSeconds().ToString(CultureInfo.InvariantCulture),
                Body,
                signature,
                Now.AddSeconds(301)
            )
        );
    }

    [Fact]
    public void Many_threads_may_check_at_once()
    {
        var (timestamp, signature) = Sign(Now);
        Parallel.For(
            0,
            2000,
            i => Assert.Equal(i % 2 == 0, _signature.Verify(timestamp, i % 2 == 0 ? Body : [.. Body, 32], signature, Now))
        );
    }

    [Theory]
    [InlineData("")]
    [InlineData("c2hvcnQ=")]
    [InlineData("not base64 of anything, and no key either!!!")]
    [InlineData("11qYAYKxCrfVS/7TyWQHOg7hcvPapiMlrwIaaPcHURoA")] // 33 bytes
    public void A_key_that_is_none_is_named_at_start(string key) => Assert.Throws<ArgumentException>(() => new TelnyxSignature(key));

    // The neutral element: with it the signature (1, 0) would fit every text.
    [Fact]
    public void A_key_for_which_one_signature_fits_every_text_accepts_none()
    {
        byte[] neutral = [1, .. new byte[31]];
        var signature = Convert.ToBase64String([.. neutral, .. new byte[32]]);
        var timestamp = Now.ToUnixTimeSeconds().ToString(CultureInfo.InvariantCulture);
        Assert.False(new TelnyxSignature(Convert.ToBase64String(neutral)).Verify(timestamp, Body, signature, Now));
    }

    private static (string Timestamp, string Signature) Sign(DateTimeOffset at)
    {
        var timestamp = at.ToUnixTimeSeconds().ToString(CultureInfo.InvariantCulture);
        return (timestamp, SignText(timestamp));
    }

    private static string SignText(string timestamp) =>
        Convert.ToBase64String(Signer.Sign([.. Encoding.UTF8.GetBytes(timestamp + "|"), .. Body]));

    private static byte[] FlipBit(byte[] original, Random random)
    {
        var copy = original.ToArray();
        copy[random.Next(copy.Length)] ^= (byte)(1 << random.Next(8));
        return copy;
    }
}
