using System.Linq.Expressions;
using System.Text;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Npgsql;

namespace Pivotal.Data.Shared;

/// <summary>A row that belongs to a tenant. Its table has <c>tenant_id</c> first in the primary key.</summary>
public interface ITenantRow
{
    Guid TenantId { get; }
}

/// <summary>A row of another tenant was about to be written through EF Core.</summary>
public sealed class ForeignTenantRowException(string entity)
    : InvalidOperationException($"A {entity} of another tenant was about to be saved.");

/// <summary>
/// The EF Core model: every <see cref="IEntityTypeConfiguration{T}"/> of this assembly, names in snake_case, a named filter <c>tenant</c> on tenant rows,
/// and a guard that lets no row of another tenant be saved. Made per session, never pooled, so that no context keeps a tenant.
/// </summary>
public sealed class PivotalDb : DbContext
{
    /// <summary>The name of the query filter, for the rare query that must say it ignores it.</summary>
    public const string TenantFilter = "tenant";

    private readonly Guid? _tenant;

    private PivotalDb(DbContextOptions options, Guid? tenant)
        : base(options) => _tenant = tenant;

    internal Guid TenantId => _tenant ?? Guid.Empty;

    internal static PivotalDb On(NpgsqlConnection connection, Guid? tenant) =>
        new(new DbContextOptionsBuilder<PivotalDb>().UseNpgsql(connection).Options, tenant);

    public override int SaveChanges(bool acceptAllChangesOnSuccess)
    {
        Guard();
        return base.SaveChanges(acceptAllChangesOnSuccess);
    }

    public override Task<int> SaveChangesAsync(bool acceptAllChangesOnSuccess, CancellationToken cancellationToken = default)
    {
        Guard();
        return base.SaveChangesAsync(acceptAllChangesOnSuccess, cancellationToken);
    }

    protected override void OnModelCreating(ModelBuilder modelBuilder)
    {
        modelBuilder.ApplyConfigurationsFromAssembly(typeof(PivotalDb).Assembly);
        foreach (var entity in modelBuilder.Model.GetEntityTypes())
        {
            if (entity.FindAnnotation("Relational:TableName") is null)
                entity.SetTableName(SnakeCase(entity.GetTableName() ?? entity.ClrType.Name));
            foreach (var property in entity.GetProperties().Where(p => p.FindAnnotation("Relational:ColumnName") is null))
                property.SetColumnName(SnakeCase(property.Name));
            if (typeof(ITenantRow).IsAssignableFrom(entity.ClrType))
                Filter(modelBuilder.Entity(entity.ClrType));
        }
    }

    private void Filter(EntityTypeBuilder entity)
    {
        var row = Expression.Parameter(entity.Metadata.ClrType, "row");
        var same = Expression.Equal(
            Expression.Property(row, nameof(ITenantRow.TenantId)),
            Expression.Property(Expression.Constant(this), nameof(TenantId)));
        entity.HasQueryFilter(TenantFilter, Expression.Lambda(same, row));
    }

    private void Guard()
    {
        foreach (var entry in ChangeTracker.Entries<ITenantRow>())
        {
            if (entry.State is EntityState.Added or EntityState.Modified or EntityState.Deleted && (_tenant is null || entry.Entity.TenantId != _tenant))
                throw new ForeignTenantRowException(entry.Metadata.ClrType.Name);
        }
    }

    private static string SnakeCase(string name)
    {
        var snake = new StringBuilder(name.Length + 8);
        for (var i = 0; i < name.Length; i++)
        {
            if (char.IsUpper(name[i]) && i > 0 && (!char.IsUpper(name[i - 1]) || (i + 1 < name.Length && char.IsLower(name[i + 1]))))
                snake.Append('_');
            snake.Append(char.ToLowerInvariant(name[i]));
        }

        return snake.ToString();
    }
}
