using Npgsql;

namespace Pivotal.Data.Shared;

/// <summary>
/// The three roles and the database. <c>pivotal_owner</c> owns the schema; <c>pivotal_app</c> is what the product works as and bypasses nothing;
/// <c>pivotal_search</c> cannot log in and owns the few SECURITY DEFINER functions that must look past row-level security.
/// </summary>
public static class DatabaseRoles
{
    public const string Database = "pivotal";
    public const string Owner = "pivotal_owner";
    public const string App = "pivotal_app";
    public const string Search = "pivotal_search";

    // Any constant works; all processes must use the same one.
    private const long LockKey = 0x7069_766f_7461_6c03;

    /// <summary>Creates what is missing and sets attributes and passwords again, so that a role somebody widened is narrow after the next start.</summary>
    /// <param name="adminConnection">A role that may create roles and databases.</param>
    public static async Task Ensure(
        string adminConnection,
        string ownerPassword,
        string appPassword,
        CancellationToken ct,
        string database = Database
    )
    {
        await using (var admin = new NpgsqlConnection(Unpooled(adminConnection, null)))
        {
            await admin.OpenAsync(ct);
            // Several processes may start on one new server.
            await Run(admin, $"select pg_advisory_lock({LockKey})", ct);
            await Role(admin, Owner, "login nosuperuser nobypassrls nocreatedb nocreaterole noreplication", ownerPassword, ct);
            await Role(admin, App, "login nosuperuser nobypassrls nocreatedb nocreaterole noreplication", appPassword, ct);
            await Role(admin, Search, "nologin nosuperuser bypassrls nocreatedb nocreaterole noreplication", null, ct);
            // The owner hands functions over to pivotal_search in migrations.
            await Run(admin, $"grant {Search} to {Owner}", ct);
            if (!await Exists(admin, "select 1 from pg_database where datname = $1", database, ct))
                await Run(admin, $"create database {Quoted(database)} owner {Owner}", ct);
            await Run(admin, $"revoke all on database {Quoted(database)} from public", ct);
            await Run(admin, $"grant connect on database {Quoted(database)} to {App}, {Search}", ct);
        }

        await using var inside = new NpgsqlConnection(Unpooled(adminConnection, database));
        await inside.OpenAsync(ct);
        await Run(inside, $"grant usage, create on schema public to {Owner}", ct);
        await Run(inside, $"grant usage on schema public to {App}, {Search}", ct);
        await Run(inside, $"revoke create on schema public from {App}, {Search}, public", ct);
    }

    private static async Task Role(NpgsqlConnection admin, string name, string attributes, string? password, CancellationToken ct)
    {
        if (!await Exists(admin, "select 1 from pg_roles where rolname = $1", name, ct))
            await Run(admin, $"create role {name}", ct);
        // Passwords are our own hexadecimal strings; ALTER ROLE takes no parameters.
        var secret = password is null ? "" : $" password '{password.Replace("'", "''")}'";
        await Run(admin, $"alter role {name} with {attributes}{secret}", ct);
    }

    private static async Task<bool> Exists(NpgsqlConnection connection, string sql, string name, CancellationToken ct)
    {
        await using var command = new NpgsqlCommand(sql, connection) { Parameters = { new() { Value = name } } };
        return await command.ExecuteScalarAsync(ct) is not null;
    }

    private static async Task Run(NpgsqlConnection connection, string sql, CancellationToken ct)
    {
        await using var command = new NpgsqlCommand(sql, connection);
        await command.ExecuteNonQueryAsync(ct);
    }

    private static string Unpooled(string connection, string? database)
    {
        var builder = new NpgsqlConnectionStringBuilder(connection) { Pooling = false };
        if (database is not null)
            builder.Database = database;
        return builder.ConnectionString;
    }

    private static string Quoted(string name) => $"\"{name.Replace("\"", "\"\"")}\"";
}
