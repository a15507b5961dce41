namespace Pivotal.Data.Compliance;

/// <summary>Whether something is on the tenant's do-not-call list: expressions of a query. A finished value finds its row by the list's key.</summary>
public static class Suppressed
{
    /// <param name="phone">E.164</param>
    /// <param name="tenant">a parameter or a column</param>
    public static string Phone(string phone, string tenant = "@tenant") =>
        $"exists (select 1 from suppressions listed where listed.tenant_id = {tenant} and listed.kind = 'phone' and listed.value = {phone})";

    /// <param name="domains">an array: the domain and those above it (<c>domain_and_above</c>)</param>
    public static string Domain(string domains, string tenant = "@tenant") =>
        $"exists (select 1 from suppressions listed where listed.tenant_id = {tenant} and listed.kind = 'domain' and listed.value = any({domains}))";
}
