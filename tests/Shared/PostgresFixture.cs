using Xunit;

namespace Pivotal.TestShared;

/// <summary>Gives a test class the process's database: <c>class MyTests(PostgresFixture postgres) : IClassFixture&lt;PostgresFixture&gt;</c>.</summary>
public sealed class PostgresFixture : IAsyncLifetime
{
    private TestDatabase? _database;

    public TestDatabase Database => _database ?? throw new InvalidOperationException("The fixture is not started yet.");

    public async Task InitializeAsync() => _database = await TestDatabase.Shared();

    public Task DisposeAsync() => Task.CompletedTask;
}
