using System.Text;
using Microsoft.Extensions.DependencyInjection;
using Orleans;
using Pivotal.SeamProbe;

// SeamProbe write|show|continue SERVICE, with the connection string in SEAM_CONNECTION. Prints the engine, then what `show` shows.
if (args is not [var what, var service] || Environment.GetEnvironmentVariable("SEAM_CONNECTION") is not { } connection)
{
    Console.Error.WriteLine("SEAM_CONNECTION=… SeamProbe write|show|continue SERVICE");
    return 2;
}

Console.OutputEncoding = Encoding.UTF8;
var host = await SeamSilo.Start(connection, service);
var grains = host.Services.GetRequiredService<IGrainFactory>();
Console.WriteLine($"engine: {typeof(Grain).Assembly.GetName().Name}");
switch (what)
{
    case "write":
        await SeamScenario.Write(grains);
        break;
    case "continue":
        await SeamScenario.Continue(grains);
        break;
    case "show":
        foreach (var line in await SeamScenario.Show(grains))
            Console.WriteLine(line);
        break;
    default:
        Console.Error.WriteLine($"There is no `{what}`.");
        return 2;
}

await host.StopAsync();
return 0;
