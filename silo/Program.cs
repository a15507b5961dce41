using Pivotal.Hosting.Start;
using Pivotal.Silo;

var builder = WebApplication.CreateBuilder(args);
if (HealthQuestion.WantedBy(args))
    return await HealthQuestion.Ask(builder.Configuration, 8081);

return await ManyProcesses.RunSilo(builder, args);
