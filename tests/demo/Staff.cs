namespace Pivotal.Demo;

/// <summary>Everybody who works in this run, made as users by the administrator and signed in one by one.</summary>
internal sealed class Staff(Uri product, Person admin) : IDisposable
{
    private readonly List<Person> _people = [admin];
    private readonly string _run = RunName(TimeProvider.System.GetUtcNow());

    /// <summary>Short and different per run, because names and e-mail addresses are unique in the tenant.</summary>
    public string Run => _run;

    public Person Admin => admin;

    public async Task<Person> Hire(string firstName, string lastName, string role, Guid? clientId, CancellationToken ct)
    {
        var login = $"{firstName}.{lastName}.{_run}".ToLowerInvariant();
        var password = SignIns.NewPassword();
        var made = await admin.Post<CreatedUser>(
            "users",
            new
            {
                email = $"{login}@example.com",
                username = login,
                firstName,
                lastName,
                roles = new[] { role },
                password,
                clientId,
            },
            ct
        );
        var person = await Person.SignIn(product, new(made.User.Email, password), ct);
        lock (_people)
            _people.Add(person);
        return person;
    }

    /// <summary>A few at a time: each costs two passwords' worth of hashing.</summary>
    public async Task<IReadOnlyList<Person>> HireAgents(int count, CancellationToken ct)
    {
        var agents = new Person[count];
        await Parallel.ForAsync(
            0,
            count,
            new ParallelOptions { MaxDegreeOfParallelism = 4, CancellationToken = ct },
            async (i, token) => agents[i] = await Hire("Agent", $"No{i + 1:00}", "agent", null, token)
        );
        return agents;
    }

    public void Dispose()
    {
        foreach (var person in _people)
            person.Dispose();
    }

    private static string RunName(DateTimeOffset now) =>
        now.ToUnixTimeSeconds().ToString("x", System.Globalization.CultureInfo.InvariantCulture);
}
