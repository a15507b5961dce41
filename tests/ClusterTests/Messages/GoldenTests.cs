using System.Text.Json;

namespace Pivotal.ClusterTests.Messages;

/// <summary>Two releases side by side: what the kept ones wrote is read by this one as what it was, what this one writes is what they read, and both agree on the calls (docs/runbooks/cluster.md, "Change a contract").</summary>
public sealed class GoldenTests
{
    public static TheoryData<string> Kept => [.. Golden.Releases.Select(r => r.Name)];

    [Theory, MemberData(nameof(Kept))]
    public void What_a_kept_release_wrote_means_the_same_here(string release)
    {
        var values = Golden.Releases.Single(r => r.Name == release).Values;
        Assert.True(values.Count > 100, $"only {values.Count} values were found");
        AllAreWell(values.SelectMany(Misread));
    }

    [Theory, MemberData(nameof(Kept))]
    public void What_this_version_writes_means_the_same_to_a_kept_release(string release)
    {
        AllAreWell(Golden.Releases.Single(r => r.Name == release).Values.Where(v => !IsGone(v.What)).SelectMany(Miswritten));
    }

    [Fact]
    public void The_contracts_did_not_change_without_a_version()
    {
        AllAreWell(ContractChanges.Between(Golden.Newest.Contract, Contract.Now));
    }

    [Fact]
    public void A_value_of_every_message_method_and_answer_is_kept()
    {
        // Of the newest release; what came after it is in its own files once it is released.
        var kept = Golden.Newest.Values.Select(v => v.What).ToHashSet();
        var contract = Golden.Newest.Contract;
        var methods = contract.Interfaces.SelectMany(i => i.Methods.Select(m => $"{i.Alias}.{m.Alias} asked"));
        var answers = contract
            .Interfaces.SelectMany(i => i.Methods)
            .Where(m => m.Answer != "nothing")
            .Select(m => $"{m.Answer.TrimEnd('?')} answered");
        var messages = contract
            .Messages.Where(m => !m.Alias.Contains('<', StringComparison.Ordinal))
            .SelectMany(m => new[] { $"{m.Alias} Full", $"{m.Alias} Bare" });
        Assert.Empty(methods.Concat(answers).Concat(messages).Except(kept));
    }

    private static IEnumerable<string> Misread(GoldenValue value) =>
        IsGone(value.What)
            ? []
            : Tried(
                value,
                () =>
                {
                    using var read = JsonDocument.Parse(Canonical.Json(Golden.Read(value.Bytes)));
                    return [.. new SameValue(MayBeGone).Differences(value.Value, read.RootElement, value.What)];
                }
            );

    private static IEnumerable<string> Miswritten(GoldenValue value) =>
        Tried(
            value,
            () =>
            {
                var again = Golden.Write(Golden.Wire.Deserialize<object?>(Convert.FromHexString(value.Bytes)));
                return [.. WireField.Differences(WireField.Of(value.Bytes), WireField.Of(again), value.What)];
            }
        );

    private static string[] Tried(GoldenValue value, Func<string[]> look)
    {
        try
        {
            return look();
        }
        catch (Exception e)
        {
            return [$"{value.What} cannot be read any more: {e.Message}"];
        }
    }

    /// <summary>The newest release did not have it any more, or said that it would go.</summary>
    private static bool IsGone(string what)
    {
        if (!what.EndsWith(" asked", StringComparison.Ordinal))
            return what.Split('<', '>', ',', ' ')
                .Any(alias =>
                    Message(Contract.Now, alias) is null
                    && IsKnown(alias)
                    && Message(Golden.Newest.Contract, alias) is null or { Obsolete: true }
                );
        var (grain, method) = (what[..what.LastIndexOf('.')], what[(what.LastIndexOf('.') + 1)..^" asked".Length]);
        return !Has(Contract.Now, asObsolete: true) && !Has(Golden.Newest.Contract, asObsolete: false);
        bool Has(Contract contract, bool asObsolete) =>
            contract.Interfaces.Any(i =>
                i.Alias == grain && (asObsolete || !i.Obsolete) && i.Methods.Any(m => m.Alias == method && (asObsolete || !m.Obsolete))
            );
    }

    private static bool IsKnown(string alias) => Golden.Releases.Any(r => Message(r.Contract, alias) is not null);

    /// <summary>As with a method.</summary>
    private static bool MayBeGone(string alias, long field) =>
        Message(Golden.Newest.Contract, alias) is { } message
        && message.Fields.FirstOrDefault(f => f.Id == field) is null or { Obsolete: true };

    /// <summary>A generic message is one of its kind in the contracts.</summary>
    private static MessageContract? Message(Contract contract, string alias) =>
        contract.Messages.FirstOrDefault(m => m.Alias.Split('<')[0] == alias.Split('<')[0]);

    private static void AllAreWell(IEnumerable<string> faults)
    {
        var found = faults.ToArray();
        Assert.True(found is [], string.Join("\n", found));
    }
}
