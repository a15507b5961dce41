using Pivotal.Domain.Shared;


namespace Pivotal.Api.Tenancy.Demo;

internal sealed record DemoPerson(string FirstName, string LastName, string Role, string? Client = null);

internal sealed record DemoTenant(NewTenant Tenant, string MailDomain, DemoPerson[] People);

/// <summary>Who exists in demo mode. Invented names; addresses under .example, which nobody can own.</summary>
internal static class DemoCast
{
    public static readonly DemoTenant[] Tenants =
    [
        new(
            new NewTenant("Northwind Outreach", "northwind", "America/New_York", true), "northwind.example",
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
            ]),
        new(
            new NewTenant("Contoso Demand", "contoso", "America/Chicago", true), "contoso.example",
            [
                new("Carla", "Stone", Roles.Admin),
                new("Mateo", "Brandt", Roles.CampaignManager),
                new("Della", "Frost", Roles.DataOps),
                new("Quinn", "Abara", Roles.QualityAnalyst),
                new("Aron", "Silva", Roles.Agent),
                new("Bianca", "Novak", Roles.Agent),
                new("Adele", "Worth", Roles.ClientUser, "Adventure Works Cloud"),
            ]),
    ];
}
