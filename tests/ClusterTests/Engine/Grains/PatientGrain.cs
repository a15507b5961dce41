using Orleans;

namespace Pivotal.ClusterTests.Engine;

[Alias("test.IPatientGrain")]
public interface IPatientGrain : IGrainWithStringKey
{
    [Alias("WaitForever")]
    Task WaitForever(string name, CancellationToken token);

    [Alias("WaitBriefly"), ResponseTimeout("00:00:00.300")]
    Task WaitBriefly(CancellationToken token);

    [Alias("WaitBrieflyForTheGate"), ResponseTimeout("00:00:00.300")]
    Task WaitBrieflyForTheGate(CancellationToken token);

    [Alias("Note")]
    Task Note(string name, CancellationToken token);
}

[GrainType("test-patient")]
public sealed class PatientGrain(Journal journal) : Grain, IPatientGrain
{
    public async Task WaitForever(string name, CancellationToken token)
    {
        journal.Write($"{name} begins");
        try
        {
            await Task.Delay(Timeout.InfiniteTimeSpan, token);
        }
        finally
        {
            journal.Write($"{name} cancelled");
        }
    }

    public Task WaitBriefly(CancellationToken token) => WaitForever("brief", token);

    public async Task WaitBrieflyForTheGate(CancellationToken token)
    {
        await journal.Gate.WaitAsync(token);
        journal.Write("gate passed");
    }

    public Task Note(string name, CancellationToken token)
    {
        journal.Write(name);
        return Task.CompletedTask;
    }
}
