using Pivotal.Simulator.Data;

namespace Pivotal.Demo;

/// <summary>The CSV goes in as a person would do it: upload, look at the suggested mapping, confirm it with a list name, start, watch.</summary>
internal static class ImportStage
{
    public static async Task<Import> Run(Person admin, string fileName, Stream csv, string listName, CancellationToken ct)
    {
        var import = await admin.Upload<Import>($"imports?fileName={Uri.EscapeDataString(fileName)}", csv, ct);
        var unknown = import.Columns.Where(c => c.Target is null).Select(c => c.Header).ToList();
        if (unknown.Count > 0)
            throw new DemoException($"The import does not know the template's columns {string.Join(", ", unknown)}.");
        await admin.Put<Import>(
            $"imports/{import.Id}/mapping",
            new { columns = import.Columns.Select(c => new { c.Index, c.Target }), listName },
            ct
        );
        import = await admin.Post<Import>($"imports/{import.Id}/start", null, ct);
        while (import.Status is "uploaded" or "running")
        {
            await Task.Delay(TimeSpan.FromMilliseconds(250), ct);
            import = await admin.Get<Import>($"imports/{import.Id}", ct);
        }

        return import.Status == "completed" ? import : throw new DemoException($"The import ended {import.Status}: {import.Error}");
    }

    public static void Check(Import import, TemplateCsvExpectation file, Checks checks)
    {
        var p = import.Progress;
        checks.Equal(file.Rows, p.TotalRows ?? 0, "rows of the file");
        checks.Equal(file.Rows, p.Processed, "rows processed");
        checks.Equal(
            file.Rows,
            p.Created + p.Updated + p.Unchanged + p.Duplicates + p.Rejected,
            "created, updated, unchanged, duplicate and rejected rows together"
        );
        checks.Equal(file.Created, p.Created, "contacts made");
        checks.Equal(file.Duplicates, p.Duplicates, "duplicate rows");
        checks.Equal(file.Rejected, p.Rejected, "rejected rows");
        checks.Equal(file.Suppressed, p.Suppressed, "contacts on the do-not-call list");
    }
}
