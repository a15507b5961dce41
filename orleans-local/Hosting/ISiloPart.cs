namespace Orleans.Local;

/// <summary>Something that must be ready before the first grain and rest before the last one ends.</summary>
internal interface ISiloPart
{
    Task StartAsync(CancellationToken token);

    Task StopAsync(CancellationToken token);
}
