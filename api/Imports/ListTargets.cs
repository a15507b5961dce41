using System.Text;
using Microsoft.AspNetCore.Http.HttpResults;
using Pivotal.Domain.Imports;
using Pivotal.Domain.Shared;

namespace Pivotal.Api.Imports;

/// <summary>Everything a column can be mapped to. A column can also go to <c>custom.&lt;key&gt;</c>, a field of the tenant's own.</summary>
internal static class ListTargets
{
    public static Ok<IReadOnlyList<ImportTarget>> Handle() => TypedResults.Ok(ImportTargets.All);
}

/// <summary>An empty sheet with the 48 headers of the Standard Template.</summary>
internal static class DownloadTemplate
{
    public static FileContentHttpResult Handle()
    {
        using var text = new StringWriter();
        CsvText.WriteRow(text, TemplateHeaders.All.Select(h => h.Header));
        return TypedResults.File(
            [.. Encoding.UTF8.GetPreamble(), .. Encoding.UTF8.GetBytes(text.ToString())],
            "text/csv; charset=utf-8",
            "pivotal-template.csv"
        );
    }
}
