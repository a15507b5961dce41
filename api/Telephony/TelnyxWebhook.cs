using System.Text;
using Microsoft.AspNetCore.Http.HttpResults;
using Pivotal.Api.Shared;
using Pivotal.Api.Telephony.Telnyx;
using Pivotal.Data.Shared;
using Pivotal.Domain.Telephony.Telnyx;

namespace Pivotal.Api.Telephony;

/// <summary>Where Telnyx reports what its calls do. 200 means taken for good, replays included; anything that is not freshly signed by Telnyx is refused and changes nothing.</summary>
internal static class TelnyxWebhook
{
    private const int LargestBody = 256 * 1024;

    public static async Task<Results<Ok, ProblemHttpResult>> Handle(
        HttpRequest request,
        WebhookKey key,
        CarrierIntake intake,
        TimeProvider time,
        CancellationToken ct
    )
    {
        if (request.ContentLength > LargestBody)
            return Problem.Of(413, "request.too_large", "The request is larger than this address takes.");
        var body = await Read(request, ct);
        var genuine =
            body is not null
            && key.Signature is { } signature
            && signature.Verify(
                request.Headers[TelnyxSignature.TimestampHeader],
                body,
                request.Headers[TelnyxSignature.SignatureHeader],
                time.GetUtcNow()
            );
        if (!genuine)
            return Problem.Malformed("telephony.signature", "The signature is missing, wrong or too old.");
        // The signature is over the bytes as they came; what is read and kept is text.
        var text = Encoding.UTF8.GetBytes(SoundJson.Clean(body));
        if (TelnyxEventParser.Parse(text) is { } carrierEvent)
            await intake.Take(carrierEvent, text).WaitAsync(ct);
        return TypedResults.Ok();
    }

    private static async Task<byte[]?> Read(HttpRequest request, CancellationToken ct)
    {
        using var copy = new MemoryStream((int)(request.ContentLength ?? 4096));
        var chunk = new byte[4096];
        int read;
        while ((read = await request.Body.ReadAsync(chunk, ct)) > 0)
        {
            if (copy.Length + read > LargestBody)
                return null;
            copy.Write(chunk, 0, read);
        }

        return copy.ToArray();
    }
}
