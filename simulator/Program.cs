using Pivotal.Simulator.Hosting;

// Options by argument (--port 8090 --speed 60 --behaviour:human 0.5) or environment (SIM_PORT, SIM_BEHAVIOUR__HUMAN).
await using var simulator = await SimulatorHost.Start(SimulatorOptions.From(args));
Console.WriteLine($"simulator ready {simulator.BaseAddress.GetLeftPart(UriPartial.Authority)}");
await simulator.UntilStopped();
return 0;
