using Orleans;

namespace Pivotal.ClusterTests.Engine;

[Alias("test.IBasicGrain")]
public interface IBasicGrain : IGrainWithStringKey
{
    [Alias("Add")]
    Task<int> Add(int number);

    [Alias("Incarnation")]
    Task<string> Incarnation();

    [Alias("Nothing")]
    ValueTask Nothing();

    [Alias("Fast")]
    ValueTask<int> Fast(int number);

    [Alias("Key")]
    Task<string> Key();

    [Alias("Fail")]
    Task Fail(string message);

    [Alias("FailAtOnce")]
    Task<int> FailAtOnce(string message);

    [Alias("Leave")]
    Task Leave();

    [Alias("SchedulerStaysTheSame")]
    Task<bool> SchedulerStaysTheSame();
}
