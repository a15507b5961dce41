using Pivotal.Domain.Shared;

namespace Pivotal.Api.Tenancy.Demo;

internal sealed record DemoPerson(string FirstName, string LastName, string Role, string? Client = null);

internal sealed record DemoTenant(NewTenant Tenant, string MailDomain, DemoPerson[] People);

/// <summary>Who exists in demo mode. Invented names; addresses under .example, which nobody can own.</summary>
internal static class DemoCast
{
    /// <summary>By role, in the order in which a visitor best meets them: what to look at first.</summary>
    public static readonly IReadOnlyDictionary<string, string> LookAt = new Dictionary<string, string>
    {
        [Roles.CampaignManager] = "Control centre and wallboard: the supply chain campaign is being dialled now. Then Reports.",
        [Roles.Agent] = "Set yourself to available on the desk: a live call comes within seconds.",
        [Roles.QualityAnalyst] = "Leads: the newest wait for your review.",
        [Roles.ClientUser] = "Orders: how far yours are, and the approved leads to download.",
        [Roles.DataOps] = "Contacts, lists and the do-not-call list; import a file of your own.",
        [Roles.Admin] = "Users, settings and the audit log.",
    };

    public static IEnumerable<DemoPerson> FirstOfEachRole(DemoTenant tenant) =>
        LookAt.Keys.Select(role => tenant.People.First(p => p.Role == role));

    public static string EmailOf(DemoTenant tenant, DemoPerson person) =>
        $"{person.FirstName}.{person.LastName}@{tenant.MailDomain}".ToLowerInvariant();

    public static readonly DemoTenant[] Tenants =
    [
        new(
            new NewTenant("Northwind Outreach", "northwind", "America/New_York", true),
            "northwind.example",
            [
                new("Nora", "Winter", Roles.Admin),
                new("Marcus", "Vale", Roles.CampaignManager),
                new("Dalia", "Reyes", Roles.DataOps),
                new("Quentin", "Moss", Roles.QualityAnalyst),
                new("Ava", "Lindqvist", Roles.Agent),
                new("Ben", "Okafor", Roles.Agent),
                new("Chloe", "Tanaka", Roles.Agent),
                new("Farid", "Haddad", Roles.ClientUser, "Fabrikam Software"),
                new("Tessa", "Quill", Roles.ClientUser, "Tailspin Analytics"),
            ]
        ),
        new(
            new NewTenant("Contoso Demand", "contoso", "America/Chicago", true),
            "contoso.example",
            [
                new("Carla", "Stone", Roles.Admin),
                new("Mateo", "Brandt", Roles.CampaignManager),
                new("Della", "Frost", Roles.DataOps),
                new("Quinn", "Abara", Roles.QualityAnalyst),
                new("Aron", "Silva", Roles.Agent),
                new("Bianca", "Novak", Roles.Agent),
                new("Adele", "Worth", Roles.ClientUser, "Adventure Works Cloud"),
            ]
        ),
    ];
}
