using Pivotal.Api.Hosting;
using Pivotal.Solo;

return await Start.Run(WebApplication.CreateBuilder(args), args, OneProcess.Grains);
