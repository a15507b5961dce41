using Pivotal.Api.Hosting;

var builder = WebApplication.CreateBuilder(args);
if (OpenApiFile.WantedBy(args) is { } file)
    return await OpenApiFile.Write(builder, file);

return await Start.Run(builder, args, WayToGrains.Silos);
