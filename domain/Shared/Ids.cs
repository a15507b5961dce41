namespace Pivotal.Domain.Shared;

/// <summary>The one place ids are made. UUIDv7: they sort by time of creation, so primary keys append.</summary>
public static class Ids
{
#pragma warning disable RS0030 // this is the helper the ban points to
    public static Guid New() => Guid.CreateVersion7();

    public static Guid New(DateTimeOffset at) => Guid.CreateVersion7(at);
#pragma warning restore RS0030
}
