using Pivotal.Api.Hosting;
using Pivotal.Silo.Hosting;

var builder = WebApplication.CreateBuilder(args);
if (OpenApiFile.WantedBy(args) is { } file)
    return await OpenApiFile.Write(builder, file);
if (HealthQuestion.WantedBy(args))
    return await HealthQuestion.Ask(builder.Configuration, 8080);

return await Start.Run(builder);
