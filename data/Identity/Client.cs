using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Pivotal.Data.Shared;

namespace Pivotal.Data.Identity;

/// <summary>A client organisation of a tenant: it orders leads and downloads them in the portal.</summary>
public sealed class Client : ITenantRow
{
    public required Guid TenantId { get; init; }

    public required Guid Id { get; init; }

    public required string Name { get; set; }

    public DateTimeOffset CreatedAt { get; private set; }
}

internal sealed class ClientTable : IEntityTypeConfiguration<Client>
{
    public void Configure(EntityTypeBuilder<Client> builder)
    {
        builder.ToTable("clients").HasKey(c => new { c.TenantId, c.Id });
        builder.Property(c => c.CreatedAt).HasDefaultValueSql("now()");
    }
}
