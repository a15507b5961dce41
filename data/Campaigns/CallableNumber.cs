namespace Pivotal.Data.Campaigns;

/// <summary>Which of a person's numbers can be called: expressions of a query.</summary>
public static class CallableNumber
{
    /// <summary>The numbers of a contact <c>c</c> and his company <c>a</c> in the order in which they are called, callable or not: <c>n (rank, phone, kind)</c>.</summary>
    public const string Of =
        "(values (1, c.direct_phone_e164, 'direct'), (2, c.mobile_phone_e164, 'mobile'), (3, a.main_phone_e164, 'hq')) as n (rank, phone, kind)";

    /// <summary>E.164: what was no number when it came is kept as text and never called.</summary>
    public static string Is(string phone) => $@"{phone} ~ '^\+[1-9][0-9]{{6,14}}$'";
}
