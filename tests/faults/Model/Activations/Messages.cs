namespace Pivotal.FaultTests.Model.Activations;

/// <summary>The way between grains. It takes its time, and now and then the grain is between two places. The sender may be gone by the time of the answer; the message arrives all the same.</summary>
internal sealed class Messages(World world, double away)
{
    public Task<TAnswer> Send<T, TAnswer>(Places<T> to, Guid id, Func<T, Task<TAnswer>> request, bool interleaves = false)
        where T : class
    {
        var answer = new TaskCompletionSource<TAnswer>();
        world.Begin(async () =>
        {
            try
            {
                await world.Hop();
                if (world.Chance(away))
                    throw new GrainAwayException();
                var said = await to.Ask(id, request, interleaves);
                await world.Hop();
                answer.SetResult(said);
            }
            catch (Exception e)
            {
                answer.SetException(e);
            }
        });
        return answer.Task;
    }

    public Task Send<T>(Places<T> to, Guid id, Func<T, Task> request, bool interleaves = false)
        where T : class =>
        Send(
            to,
            id,
            async live =>
            {
                await request(live);
                return true;
            },
            interleaves
        );

    /// <summary>Nobody waits for it, and nobody hears what went wrong.</summary>
    public Task OneWay<T>(Places<T> to, Guid id, Func<T, Task> request, bool interleaves = false)
        where T : class
    {
        world.Begin(async () =>
        {
            try
            {
                await world.Hop();
                await to.Ask(
                    id,
                    async live =>
                    {
                        await request(live);
                        return true;
                    },
                    interleaves
                );
            }
            catch (Exception)
            {
                // As the engine does with a one-way request.
            }
        });
        return Task.CompletedTask;
    }
}
