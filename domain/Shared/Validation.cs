using System.Net.Mail;

namespace Pivotal.Domain.Shared;

/// <summary>
/// Collects what is wrong with what somebody sent or set, so that he hears all of it at once.
/// <c>var check = new Validation(); check.Text("/name", body.Name, 120); if (check.Failed) return check.Problem();</c>
/// </summary>
public sealed class Validation
{
    private readonly List<Refusal> _refusals = [];

    public bool Failed => _refusals.Count > 0;

    public IReadOnlyList<Refusal> Refusals => _refusals;

    /// <param name="pointer">JSON pointer of the field</param>
    public Validation That(bool holds, string pointer, string code, string detail)
    {
        if (!holds)
            _refusals.Add(new Refusal(RefusalKind.Invalid, code, detail, pointer));
        return this;
    }

    /// <summary>Needed, not blank, at most <paramref name="max"/> characters.</summary>
    public Validation Text(string pointer, string? value, int max)
    {
        if (string.IsNullOrWhiteSpace(value))
            return That(false, pointer, "field.required", "This is needed.");
        return That(value.Trim().Length <= max, pointer, "field.too_long", $"At most {max} characters.");
    }

    /// <summary>May be absent or empty; at most <paramref name="max"/> characters.</summary>
    public Validation OptionalText(string pointer, string? value, int max) =>
        That(value is null || value.Length <= max, pointer, "field.too_long", $"At most {max} characters.");

    public Validation Range(string pointer, long? value, long min, long max) =>
        That(value is null || (value >= min && value <= max), pointer, "field.out_of_range", $"From {min} to {max}.");

    public Validation OneOf(string pointer, string? value, IEnumerable<string> allowed) =>
        That(value is not null && allowed.Contains(value), pointer, "field.unknown_value", $"One of {string.Join(", ", allowed)}.");

    public Validation Email(string pointer, string? value)
    {
        if (string.IsNullOrWhiteSpace(value))
            return That(false, pointer, "field.required", "This is needed.");
        var text = value.Trim();
        return That(
            text.Length <= 254 && MailAddress.TryCreate(text, out var parsed) && parsed.Address == text,
            pointer,
            "field.email",
            "This is not an e-mail address."
        );
    }

    /// <summary>An IANA time zone such as America/New_York.</summary>
    public Validation TimeZone(string pointer, string? value) =>
        That(
            value is not null && value.Contains('/') && TimeZoneInfo.TryFindSystemTimeZoneById(value, out _) || value == "UTC",
            pointer,
            "field.time_zone",
            "This is not an IANA time zone."
        );
}
