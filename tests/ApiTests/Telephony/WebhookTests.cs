using System.Text;
using Pivotal.ApiTests.Shared;
using Xunit;

namespace Pivotal.ApiTests.Telephony;

public sealed class WebhookTests(ApiFixture api) : IClassFixture<ApiFixture>
{
    [Fact]
    public async Task A_webhook_nobody_signed_is_refused_and_leaves_nothing()
    {
        var nobody = api.Anonymous();
        var body = new StringContent("""{"data":{"id":"e","event_type":"call.hangup","payload":{}}}""", Encoding.UTF8, "application/json");
        await nobody.PostAsync("/api/v1/webhooks/telnyx", body).Refused(400, "telephony.signature");
    }
}
