using Microsoft.AspNetCore.Mvc;
using Pivotal.Api.Shared;

namespace Pivotal.Api.Imports;

internal static class ImportsRoutes
{
    public static void MapImports(this RouteGroupBuilder api)
    {
        var imports = api.MapGroup("/imports").WithTags("Imports");
        imports
            .MapPost("/", UploadImport.Handle)
            .RequireAuthorization(Policies.Data)
            .WithMetadata(new DisableRequestSizeLimitAttribute())
            .MayTakeLong();
        imports.MapGet("/", ListImports.Handle).RequireAuthorization(Policies.Data);
        imports.MapGet("/targets", ListTargets.Handle).RequireAuthorization(Policies.Data);
        imports.MapGet("/template.csv", DownloadTemplate.Handle).RequireAuthorization(Policies.Data);
        imports.MapGet("/{id:guid}", GetImport.Handle).RequireAuthorization(Policies.Data);
        imports.MapDelete("/{id:guid}", DeleteImport.Handle).RequireAuthorization(Policies.Data).MayTakeLong();
        imports.MapGet("/{id:guid}/encodings", ListEncodings.Handle).RequireAuthorization(Policies.Data).MayTakeLong();
        imports.MapPut("/{id:guid}/reading", SetReading.Handle).RequireAuthorization(Policies.Data).MayTakeLong();
        imports.MapPut("/{id:guid}/mapping", SetMapping.Handle).RequireAuthorization(Policies.Data);
        imports.MapPost("/{id:guid}/check", CheckImport.Handle).RequireAuthorization(Policies.Data).MayTakeLong();
        imports.MapPost("/{id:guid}/start", StartImport.Handle).RequireAuthorization(Policies.Data);
        imports.MapPost("/{id:guid}/cancel", CancelImport.Handle).RequireAuthorization(Policies.Data).MayTakeLong();
        imports.MapGet("/{id:guid}/errors", ListImportErrors.Handle).RequireAuthorization(Policies.Data);
        imports.MapGet("/{id:guid}/errors.csv", DownloadImportErrors.Handle).RequireAuthorization(Policies.Data).MayTakeLong();
    }
}
