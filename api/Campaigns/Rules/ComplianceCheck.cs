using Pivotal.Api.Shared;
using Pivotal.Domain.Accounts;
using Pivotal.Domain.Compliance;
using Pivotal.Domain.Compliance.Law;

namespace Pivotal.Api.Campaigns.Rules;

/// <summary>What can be said without the profiles; <see cref="LegalLimits"/> says the rest.</summary>
internal static class ComplianceCheck
{
    private const string At = "/rules/compliance";

    public static void Run(Validation check, ComplianceRules compliance, CampaignBody body)
    {
        check
            .That(
                compliance.Profiles.Distinct().Count() == compliance.Profiles.Count,
                $"{At}/profiles",
                "field.duplicate",
                "Name each profile once."
            )
            .That(compliance.Profiles.Count <= 10, $"{At}/profiles", "field.too_long", "At most 10.")
            .That(
                compliance.ConnectSeconds is null or (>= 0.5 and <= 30),
                $"{At}/connectSeconds",
                "field.out_of_range",
                "From 0.5 to 30 seconds."
            )
            .Range($"{At}/ringSeconds", compliance.RingSeconds, 5, 60)
            .Range($"{At}/lockOutHours", compliance.LockOutHours, 1, 720)
            .That(
                compliance.DetectionErrorShare is null or (>= 0 and <= 0.5),
                $"{At}/detectionErrorShare",
                "field.out_of_range",
                "From 0 to 50 %."
            )
            .That(
                compliance.Holidays.All(h => HolidayCalendars.Find(h) is not null),
                $"{At}/holidays",
                "field.unknown_value",
                "Name calendars of the product."
            )
            .That(compliance.ClosedDates.Count <= 100, $"{At}/closedDates", "field.too_long", "At most 100 days.")
            .OneOf($"{At}/called", compliance.Called, ["business", "consumer"]);
        if (compliance.Message is not { } message)
            return;
        check
            .OptionalText($"{At}/message/text", message.Text, 1_000)
            .Text($"{At}/message/seller", message.Seller, 100)
            .Text($"{At}/message/language", message.Language, 20)
            .That(
                message.Number is null || PhoneNumbers.IsE164(message.Number),
                $"{At}/message/number",
                "campaigns.caller_id",
                "Write the number with country code, such as +1 202 555 0190."
            )
            .That(
                message.OptOutKey is null || OptOut.IsKey(message.OptOutKey),
                $"{At}/message/optOutKey",
                "compliance.opt_out_key",
                "One of the keys 0 to 9, * and #."
            )
            .That(
                message.OptOutKey is null
                    || message.Text is not { Length: > 0 } text
                    || text.Contains(OptOut.Placeholder, StringComparison.Ordinal),
                $"{At}/message/text",
                "compliance.message_incomplete",
                "The message has to tell the key: write {opt_out} where it does."
            )
            .That(
                SafeHarbour.Unknown(message.Text ?? "").Count == 0,
                $"{At}/message/text",
                "compliance.unknown_placeholder",
                "The placeholders are {seller}, {number} and {opt_out}."
            );
    }
}
