using Pivotal.Api.Shared;
using Pivotal.Domain.Shared;

namespace Pivotal.Api.Orders;

/// <summary>
/// Which orders a caller sees: operations all of the tenant's that were submitted (a draft is the client's own until then), a client's user those of its own organisation. Every query on orders carries it as
/// <see cref="Sql"/>, so that another client's order is as absent as one that never was.
/// </summary>
/// <param name="Client">Null with <paramref name="All"/> false sees nothing.</param>
internal readonly record struct OrderScope(bool All, Guid? Client)
{
    /// <summary>Condition on the alias <c>o</c>; takes the parameters <c>@all</c> and <c>@client</c>.</summary>
    public const string Sql = "((@all and o.status <> 'draft') or o.client_id = @client)";

    public static OrderScope Of(RequestUser user) =>
        user.IsAny(Roles.Ops) ? new(true, null) : new(false, user.Is(Roles.ClientUser) ? user.ClientId : null);
}
