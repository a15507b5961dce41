using Orleans;

namespace Pivotal.SeamProbe;

/// <summary>What one engine writes and the other must find again, in words that do not depend on the engine.</summary>
public static class SeamScenario
{
    private static readonly Guid Id = new("01890a5d-ac96-774b-bcce-b302099a8057");

    /// <summary>A row for every form of key, one written twice, one cleared, and two reminders.</summary>
    public static async Task Write(IGrainFactory grains)
    {
        foreach (var (_, grain) in Grains(grains))
            await grain.Write("first");
        await Twice(grains).Write("second");
        await Cleared(grains).Write("soon gone");
        await Cleared(grains).Clear();
        await Reminded(grains).Register("wake", TimeSpan.FromMinutes(2), TimeSpan.FromMinutes(5));
        await Reminded(grains).Register("räume auf", TimeSpan.FromMinutes(60), TimeSpan.FromDays(2));
    }

    /// <summary>Every row and reminder in a line of its own.</summary>
    public static async Task<string[]> Show(IGrainFactory grains)
    {
        List<string> lines = [];
        foreach (var (key, grain) in Grains(grains))
            lines.Add($"{key}: {await grain.Show()}");
        lines.Add($"cleared: {await Cleared(grains).Show()}");
        lines.Add($"reminders: {await Reminded(grains).Names()}");
        return [.. lines];
    }

    /// <summary>Writes what the other engine wrote once more: its versions go on, also that of the cleared row; one reminder goes.</summary>
    public static async Task Continue(IGrainFactory grains)
    {
        foreach (var (_, grain) in Grains(grains))
            await grain.Write("continued");
        await Cleared(grains).Write("back");
        await Reminded(grains).Unregister("räume auf");
    }

    /// <summary>The first of the rows, for tests that change it by hand.</summary>
    public static IByText Text(IGrainFactory grains) => grains.GetGrain<IByText>("tenant/42");

    private static IEnumerable<(string Key, ISeamStored Grain)> Grains(IGrainFactory grains) =>
    [
        ("text", Text(grains)),
        ("text twice", grains.GetGrain<IByText>("twice/ü")),
        ("guid", grains.GetGrain<IByGuid>(Id)),
        ("number", grains.GetGrain<IByNumber>(-7)),
        ("guid and text", grains.GetGrain<IByGuidAndText>(Id, "tail")),
        ("number and text", grains.GetGrain<IByNumberAndText>(7, "tail")),
    ];

    private static IByText Twice(IGrainFactory grains) => grains.GetGrain<IByText>("twice/ü");

    private static IByText Cleared(IGrainFactory grains) => grains.GetGrain<IByText>("cleared");

    private static IReminded Reminded(IGrainFactory grains) => grains.GetGrain<IReminded>("r");
}
