namespace Pivotal.Domain.Leads;

/// <summary>The words of <c>leads.status</c>.</summary>
public static class LeadStatus
{
    public const string New = "new";
    public const string UnderReview = "under_review";
    public const string Approved = "approved";
    public const string Rejected = "rejected";
    public const string Published = "published";

    public static readonly string[] All = [New, UnderReview, Approved, Rejected, Published];

    /// <summary>What a client may see and download.</summary>
    public static readonly string[] Deliverable = [Approved, Published];
}
