using Npgsql;
using Pivotal.Api.Shared;
using Pivotal.Data.Shared;
using Pivotal.Domain.Shared;

namespace Pivotal.Api.Audience;

internal sealed record ListView(Guid Id, string Name, string Description, long MemberCount, DateTimeOffset CreatedAt, long Version)
    : IVersioned
{
    public const string Select = """
        select l.id, l.name, l.description, (select count(*) from list_members m where m.tenant_id = l.tenant_id and m.list_id = l.id) as member_count, l.created_at, l.version from lists l
        """;

    public static readonly Refusal NameTaken = new(
        RefusalKind.Conflict,
        "lists.name_taken",
        "There is a list of this name already.",
        "/name"
    );

    public static bool IsNameTaken(PostgresException e) => e is { SqlState: PostgresErrorCodes.UniqueViolation, TableName: "lists" };

    public static Task<ListView?> Load(TenantSession session, Guid id, CancellationToken ct) =>
        session.QuerySingle<ListView>($"{Select} where l.id = @id", new { id }, ct);
}
