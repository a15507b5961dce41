using Pivotal.Silo;
using Pivotal.Silo.Hosting;

var builder = WebApplication.CreateBuilder(args);
if (HealthQuestion.WantedBy(args))
    return await HealthQuestion.Ask(builder.Configuration, 8081);

return await ManyProcesses.RunSilo(builder, args);
