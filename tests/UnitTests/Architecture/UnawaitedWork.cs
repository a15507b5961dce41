using System.Text.RegularExpressions;
using Pivotal.Grains.Shared;

namespace Pivotal.UnitTests.Architecture;

/// <summary>Work that nobody waits for is begun in one place, which says what went wrong with it. That a task is not simply dropped holds the analyzer (MA0134); here it is not dropped on purpose either.</summary>
public sealed partial class UnawaitedWork
{
    [Fact]
    public void Grains_begin_it_by_the_helper_and_by_nothing_else()
    {
        var root = FolderRules.RepoRoot();
        var files = Directory
            .EnumerateFiles(Path.Combine(root, "grains"), "*.cs", SearchOption.AllDirectories)
            .Where(f => !FolderRules.Built(f))
            .Select(f => (Path: Path.GetRelativePath(root, f).Replace('\\', '/'), Lines: File.ReadAllLines(f)))
            .ToList();
        Assert.True(files.Count > 100, $"only {files.Count} files read");
        var dropped = files.SelectMany(f => f.Lines.Where(l => Dropped().IsMatch(l)).Select(l => $"{f.Path}: {l.Trim()}"));
        Assert.Equal(
            [
                "grains/Shared/Unawaited.cs: public static void Run(Func<Task> work, Action<Exception> onFailed) => _ = Watched(work, onFailed);",
            ],
            dropped
        );
    }

    [Theory]
    [InlineData("        _ = chores.Begin();", true)]
    [InlineData("                self.Reconcile().Ignore();", true)]
    [InlineData("            _ = running.ContinueWith(static left => left.Exception);", true)]
    [InlineData("    private async void Tick()", true)]
    [InlineData("        var (_, hangUp) = state.OnSuppressed(phones);", false)]
    [InlineData("            _ => Task.CompletedTask,", false)]
    public void It_is_seen_where_it_is_dropped(string line, bool seen) => Assert.Equal(seen, Dropped().IsMatch(line));

    [Fact]
    public async Task What_goes_wrong_is_told_and_goes_no_further()
    {
        var told = new TaskCompletionSource<Exception>();
        var begun = new TaskCompletionSource();
        Unawaited.Run(
            async () =>
            {
                await begun.Task;
                throw new InvalidOperationException("late");
            },
            told.SetResult
        );
        begun.SetResult();
        Assert.Equal("late", (await told.Task).Message);
        Exception? early = null;
        Unawaited.Run(() => throw new InvalidOperationException("early"), e => early = e);
        Assert.Equal("early", early?.Message);
    }

    [GeneratedRegex(@"(^|\s)_ = (?!await )|\.Ignore\(\)|\.ContinueWith\(|\basync void\b")]
    private static partial Regex Dropped();
}
