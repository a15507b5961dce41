using System.Collections.Concurrent;
using System.Diagnostics;
using Npgsql;
using Pivotal.Bench.Harness;

namespace Pivotal.Bench.DialerPeer;

/// <summary>
/// The classic design, as the reference product's engine does it (product inventory 4.1): one loop looks at every campaign in turn, reads free agents and queued
/// contacts from tables, and asks the database about each gate of each contact. Indexed and without its defects; row-level security is off, which favours it.
/// </summary>
/// <param name="tick">between two rounds of the loop</param>
internal sealed class ClassicDialer(NpgsqlDataSource owner, int campaigns, int agentsEach, int contactsEach, TimeSpan tick)
{
    private readonly ConcurrentDictionary<int, long> _freeSince = [];
    private readonly ConcurrentBag<double> _waits = [];
    private readonly ConcurrentBag<Task> _calls = [];
    private int _dials;

    public async Task<double> Rate(TimeSpan time, CancellationToken cancel)
    {
        await Build(cancel);
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(cancel);
        var loop = Loop(null, stop.Token);
        await Task.Delay(TimeSpan.FromSeconds(2), TimeProvider.System, cancel);
        var (before, started) = (_dials, Stopwatch.GetTimestamp());
        await Task.Delay(time, TimeProvider.System, cancel);
        var rate = (_dials - before) / Stopwatch.GetElapsedTime(started).TotalSeconds;
        await End(stop, loop);
        return rate;
    }

    public async Task<Sample> Waits(TimeSpan time, Func<TimeSpan> talk, CancellationToken cancel)
    {
        await Build(cancel);
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(cancel);
        var loop = Loop(talk, stop.Token);
        await Task.Delay(TimeSpan.FromSeconds(2) + tick, TimeProvider.System, cancel);
        _waits.Clear();
        await Task.Delay(time, TimeProvider.System, cancel);
        await End(stop, loop);
        return new Sample(_waits);
    }

    private async Task End(CancellationTokenSource stop, Task loop)
    {
        await stop.CancelAsync();
        await loop.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        await Task.WhenAll(_calls).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
    }

    private async Task Loop(Func<TimeSpan>? talk, CancellationToken stop)
    {
        while (true)
        {
            for (var campaign = 0; campaign < campaigns; campaign++)
                await Round(campaign, talk, stop);
            if (tick > TimeSpan.Zero)
                await Task.Delay(tick, TimeProvider.System, stop);
            stop.ThrowIfCancellationRequested();
        }
    }

    private async Task Round(int campaign, Func<TimeSpan>? talk, CancellationToken stop)
    {
        var agents = await Read(
            "select id from peer_agents where campaign = $1 and status = 'available' order by last_call_ended_at nulls first",
            stop,
            campaign
        );
        if (agents.Count == 0)
            return;
        var contacts = await Read(
            """
            update peer_queue set locked_until = now() + interval '10 minutes'
            where (campaign, contact) in (
              select campaign, contact from peer_queue where campaign = $1 and status = 'queued' and (locked_until is null or locked_until < now())
              order by priority desc, created_at limit $2 for update skip locked)
            returning contact
            """,
            stop,
            campaign,
            agents.Count
        );
        foreach (var (agent, contact) in agents.Zip(contacts))
            await Dial(campaign, agent, contact, talk, stop);
    }

    private async Task Dial(int campaign, int agent, int contact, Func<TimeSpan>? talk, CancellationToken stop)
    {
        if ((await Read("select id from peer_contacts where id = $1 and phone is not null", stop, contact)).Count == 0)
            return;
        if (
            (await Read("select 1 from peer_settings where campaign = $1 and localtime between opens and closes", stop, campaign)).Count
            == 0
        )
            return;
        if (
            (await Read("select 1 from peer_campaign_suppressions where campaign = $1 and contact = $2", stop, campaign, contact)).Count > 0
        )
            return;
        if (
            (await Read("select 1 from peer_suppressions s join peer_contacts c on c.phone = s.phone where c.id = $1", stop, contact)).Count
            > 0
        )
            return;
        await Write("update peer_queue set status = 'in_progress' where campaign = $1 and contact = $2", stop, campaign, contact);
        await Write("insert into peer_attempts (campaign, contact, agent) values ($1, $2, $3)", stop, campaign, contact, agent);
        await Write("insert into peer_events (campaign, contact, what) values ($1, $2, 'dialed')", stop, campaign, contact);
        await Write("update peer_agents set status = 'busy' where id = $1", stop, agent);
        Interlocked.Increment(ref _dials);
        if (_freeSince.TryRemove(agent, out var since))
            _waits.Add(Stopwatch.GetElapsedTime(since).TotalMilliseconds);
        _calls.Add(Task.Run(() => Call(campaign, agent, contact, talk, stop), stop));
    }

    private async Task Call(int campaign, int agent, int contact, Func<TimeSpan>? talk, CancellationToken stop)
    {
        if (talk is not null)
            await Task.Delay(talk(), TimeProvider.System, stop);
        _freeSince[agent] = Stopwatch.GetTimestamp();
        await Write("update peer_queue set status = 'done' where campaign = $1 and contact = $2", stop, campaign, contact);
        await Write("update peer_agents set status = 'available', last_call_ended_at = now() where id = $1", stop, agent);
    }

    private async Task Build(CancellationToken cancel)
    {
        await using var make = owner.CreateCommand(
            $"""
            drop table if exists peer_queue, peer_contacts, peer_agents, peer_attempts, peer_events, peer_settings, peer_suppressions, peer_campaign_suppressions;
            create table peer_contacts (id int primary key, phone text);
            create table peer_queue (campaign int, contact int, priority int not null default 0, status text not null default 'queued', locked_until timestamptz, created_at timestamptz not null default now(), primary key (campaign, contact));
            create index on peer_queue (campaign, priority desc, created_at) where status = 'queued';
            create table peer_agents (id int primary key, campaign int, status text not null default 'available', last_call_ended_at timestamptz);
            create index on peer_agents (campaign, status);
            create table peer_attempts (id bigint generated always as identity primary key, campaign int, contact int, agent int, at timestamptz not null default now());
            create table peer_events (id bigint generated always as identity primary key, campaign int, contact int, what text, at timestamptz not null default now());
            create table peer_settings (campaign int primary key, opens time not null default '00:00', closes time not null default '24:00');
            create table peer_suppressions (phone text primary key);
            create table peer_campaign_suppressions (campaign int, contact int, primary key (campaign, contact));
            insert into peer_contacts select n, '+1' || (2120000000 + n) from generate_series(1, {campaigns * contactsEach}) n;
            insert into peer_queue (campaign, contact, created_at) select (n - 1) / {contactsEach}, n, now() + n * interval '1 microsecond' from generate_series(1, {campaigns
                * contactsEach}) n;
            insert into peer_agents (id, campaign) select n, n / {agentsEach} from generate_series(0, {(campaigns * agentsEach) - 1}) n;
            insert into peer_settings (campaign) select n from generate_series(0, {campaigns - 1}) n;
            analyze peer_queue, peer_contacts, peer_agents;
            """
        );
        await make.ExecuteNonQueryAsync(cancel);
    }

    private async Task<List<int>> Read(string sql, CancellationToken cancel, params int[] values)
    {
        await using var command = owner.CreateCommand(sql);
        foreach (var value in values)
            command.Parameters.Add(new() { Value = value });
        await using var reader = await command.ExecuteReaderAsync(cancel);
        List<int> rows = [];
        while (await reader.ReadAsync(cancel))
            rows.Add(reader.GetInt32(0));
        return rows;
    }

    private async Task Write(string sql, CancellationToken cancel, params int[] values)
    {
        await using var command = owner.CreateCommand(sql);
        foreach (var value in values)
            command.Parameters.Add(new() { Value = value });
        await command.ExecuteNonQueryAsync(cancel);
    }
}
