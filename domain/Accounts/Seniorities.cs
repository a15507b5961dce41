namespace Pivotal.Domain.Accounts;

/// <summary>One vocabulary for seniority: <c>executive</c>, <c>vp</c>, <c>director</c>, <c>manager</c>, <c>ic</c>. Other words are kept as they came.</summary>
public static class Seniorities
{
    public static string? Normalize(string? text)
    {
        var value = (text ?? "").Trim();
        return value.Length == 0 ? null : Known(value.ToLowerInvariant().Replace('_', ' ').Replace('-', ' ')) ?? value;
    }

    private static string? Known(string value) =>
        value switch
        {
            "executive" or "cxo" or "c level" or "c suite" or "chief" or "owner" or "founder" or "partner" or "president" or "board" =>
                "executive",
            "vp" or "vice president" or "svp" or "evp" or "avp" or "senior vice president" or "executive vice president" => "vp",
            "director" or "senior director" or "head" or "head of" => "director",
            "manager" or "senior manager" or "team lead" or "lead" or "supervisor" => "manager",
            "ic"
            or "individual contributor"
            or "non manager"
            or "staff"
            or "entry"
            or "senior"
            or "junior"
            or "associate"
            or "specialist"
            or "analyst" => "ic",
            _ => null,
        };
}
