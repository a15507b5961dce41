using Orleans.Runtime;
using Pivotal.Grains.Shared;

namespace Pivotal.FaultTests.Model.Activations;

/// <summary>Where the grains of a kind live: at most one activation of each that anybody can reach, made when it is first spoken to.</summary>
/// <param name="load">what an activation is made of, read before its first request</param>
/// <param name="leave">what it does before it ends in order</param>
internal sealed class Places<T>(World world, bool reentrant, Func<Guid, Place, Task<T>> load, Func<Guid, T, Task> leave)
    where T : class
{
    private readonly Dictionary<Guid, Home> _places = [];

    /// <summary>Activations that died in the middle of something.</summary>
    public int Lost { get; private set; }

    public IEnumerable<T> Living => _places.Values.Select(h => h.Live).OfType<T>();

    public T? Find(Guid id) => _places.GetValueOrDefault(id)?.Live;

    /// <summary>A request to whoever has the grain when it arrives.</summary>
    public async Task<TAnswer> Ask<TAnswer>(Guid id, Func<T, Task<TAnswer>> request, bool interleaves)
    {
        while (_places.TryGetValue(id, out var leaving) && leaving.Place.Left is { } left)
            await left;
        var home = _places.GetValueOrDefault(id) ?? Activate(id);
        return await home.Place.Activation.Ask(async () => await request(await home.Loading), interleaves || reentrant);
    }

    /// <summary>It dies in the middle of whatever it does.</summary>
    /// <returns>false: there was none</returns>
    public bool Lose(Guid id)
    {
        if (!_places.Remove(id, out var home))
            return false;
        home.Place.Activation.Lose();
        Lost++;
        return true;
    }

    private Home Activate(Guid id)
    {
        Home home = null!;
        var activation = new Activation(world);
        home = _places[id] = new(new(world, activation, () => world.Begin(() => Leave(id, home))));
        home.Loading = activation.Ask(async () => home.Live = await load(id, home.Place), interleaves: false);
        world.Begin(async () =>
        {
            try
            {
                await home.Loading;
            }
            catch (Exception)
            {
                // Whoever asked hears why; the next one finds the place empty.
                Forget(id, home);
                activation.Lose();
            }
        });
        return home;
    }

    private async Task Leave(Guid id, Home home)
    {
        var (place, activation) = (home.Place, home.Place.Activation);
        if (place.Left is not null || activation.IsLost)
            return;
        activation.IsLeaving = true;
        var left = new TaskCompletionSource();
        place.Left = left.Task;
        try
        {
            var live = await home.Loading;
            await activation.Ask(
                async () =>
                {
                    await leave(id, live);
                    return true;
                },
                reentrant
            );
        }
        catch (ActivationLostException)
        {
            // It was quicker.
        }

        Forget(id, home);
        activation.Lose();
        left.SetResult();
    }

    private void Forget(Guid id, Home home)
    {
        if (_places.GetValueOrDefault(id) == home)
            _places.Remove(id);
    }

    private sealed class Home(Place place)
    {
        public Place Place => place;

        public Task<T> Loading { get; set; } = null!;

        /// <summary>Null while it is being loaded.</summary>
        public T? Live { get; set; }
    }
}

/// <summary>What the engine gives an activation: its turns, its timers, and the way out.</summary>
internal sealed class Place(World world, Activation activation, Action end)
{
    public Activation Activation => activation;

    /// <summary>It ends in order; completes when it has.</summary>
    public Task? Left { get; set; }

    public RegisterTimer Timer => (tick, options) => new ActivationTimer(world, activation, tick, options);

    public Action End => end;

    /// <summary>Nobody has asked it for so long and nothing of it ticks: it leaves memory.</summary>
    public void LeaveWhenIdle(TimeSpan most) =>
        world.After(
            most,
            () =>
            {
                if (activation.IsLost || Left is not null)
                    return;
                if (activation.IsIdle && world.Now - activation.LastAsked >= most)
                    end();
                else
                    LeaveWhenIdle(most);
            }
        );
}
