using Pivotal.Api.Shared.Doors;

namespace Pivotal.Api.Telephony;

internal static class TelephonyRoutes
{
    public static void MapTelephony(this RouteGroupBuilder api) =>
        api.MapPost("/webhooks/telnyx", TelnyxWebhook.Handle).WithTags("Telephony").AllowAnonymous().DisableRateLimiting().CleansItself();
}
