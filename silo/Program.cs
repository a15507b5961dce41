using Pivotal.Silo;

return await ManyProcesses.RunSilo(WebApplication.CreateBuilder(args), args);
