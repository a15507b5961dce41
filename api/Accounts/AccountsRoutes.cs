using Pivotal.Api.Shared;

namespace Pivotal.Api.Accounts;

internal static class AccountsRoutes
{
    public static void MapAccounts(this RouteGroupBuilder api)
    {
        var contacts = api.MapGroup("/contacts").WithTags("Contacts");
        contacts.MapGet("/", ListContacts.Handle).RequireAuthorization(Policies.Staff);
        contacts.MapPost("/", CreateContact.Handle).RequireAuthorization(Policies.Data).Idempotent();
        contacts.MapGet("/{id:guid}", GetContact.Handle).RequireAuthorization(Policies.Staff);
        contacts
            .MapPatch("/{id:guid}", UpdateContact.Handle)
            .RequireAuthorization(Policies.Data)
            .RequireIfMatch()
            .Accepts<ContactBody>("application/json");
        contacts.MapDelete("/{id:guid}", DeleteContact.Handle).RequireAuthorization(Policies.Data);
        contacts.MapPost("/{id:guid}/restore", RestoreContact.Handle).RequireAuthorization(Policies.Data);

        var accounts = api.MapGroup("/accounts").WithTags("Accounts");
        accounts.MapGet("/", ListAccounts.Handle).RequireAuthorization(Policies.Records);
        accounts.MapGet("/{id:guid}", GetAccount.Handle).RequireAuthorization(Policies.Records);
        accounts
            .MapPatch("/{id:guid}", UpdateAccount.Handle)
            .RequireAuthorization(Policies.Data)
            .RequireIfMatch()
            .Accepts<AccountBody>("application/json");
    }
}
