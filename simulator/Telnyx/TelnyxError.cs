using System.Globalization;

namespace Pivotal.Simulator.Telnyx;

/// <summary>One refusal in the provider's words (developers.telnyx.com, error codes).</summary>
public sealed record TelnyxError(int Status, string Code, string Title, string Detail, TimeSpan? RetryAfter = null)
{
    public static readonly TelnyxError Unauthorized = new(401, "10009", "Authentication failed", "A valid bearer API key is required.");

    public static readonly TelnyxError NotFound = new(
        404,
        "10005",
        "Resource not found",
        "The requested resource or URL could not be found."
    );

    public static readonly TelnyxError UnknownCall = new(
        422,
        "90015",
        "Invalid Call Control ID",
        "The call_control_id provided does not name a call."
    );

    public static readonly TelnyxError CallEnded = new(
        422,
        "90018",
        "Call has already ended",
        "This call is no longer active and can't receive commands."
    );

    public static readonly TelnyxError NotAnswered = new(
        422,
        "90034",
        "Call not answered yet",
        "This call can't receive this command because it has not been answered yet."
    );

    public static readonly TelnyxError AlreadyBridged = new(
        422,
        "90020",
        "Call is already bridged",
        "The call to bridge with is bridged and prevent_double_bridge was set."
    );

    public static readonly TelnyxError BadJson = new(400, "10015", "Bad Request", "The request body is not a JSON object.");

    public static readonly TelnyxError Unexpected = new(500, "10007", "Unexpected error", "An unexpected error occurred.");

    public static TelnyxError Missing(string field) =>
        new(422, "10004", "Missing required parameter", $"The '{field}' parameter is required and cannot be blank.");

    public static TelnyxError Invalid(string field, string why) =>
        new(422, "10033", "Invalid parameter", $"The '{field}' parameter is invalid: {why}.");

    public static TelnyxError TooManyDials(TimeSpan wait) =>
        new(429, "90103", "Dial rate exceeded", "The dials-per-second limit was exceeded over the trailing window.", wait);

    public static TelnyxError TooManyRequests(TimeSpan wait) =>
        new(429, "10011", "Too many requests", "You have exceeded the maximum number of allowed requests.", wait);

    public static TelnyxError NotSimulated(string action) =>
        new(
            404,
            "10005",
            "Resource not found",
            string.Create(CultureInfo.InvariantCulture, $"The action '{action}' is not part of this simulator.")
        );
}
