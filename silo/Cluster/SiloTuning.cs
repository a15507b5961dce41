using Orleans.Configuration;
using Orleans.Versions.Compatibility;
using Orleans.Versions.Selector;
using Pivotal.Hosting.Cluster;

namespace Pivotal.Silo.Cluster;

/// <summary>
/// How soon a lost silo is noticed and what that costs. The aim: queues dial again within 5 s of a <c>kill -9</c>. Noticing is the larger part of that; waking and loading take well under a
/// second. With the defaults (probes of 5 s) an outage lasted 12 to 20 s, with probes of 1 s less than 3 (measured with two silos on one machine).
/// </summary>
internal static class SiloTuning
{
    /// <summary>A silo whose row is older than this does not count as alive when another one joins.</summary>
    public static readonly TimeSpan Fresh = TimeSpan.FromSeconds(15);

    public static void Membership(ClusterMembershipOptions options, ClusterSettings settings)
    {
        // The engine adapts the time to what it sees, down to half of this. One miss happens on a machine with too much to do, three in a row are a loss; a killed process refuses
        // the connection at once, so waiting for three costs little where it matters.
        options.ProbeTimeout = TimeSpan.FromSeconds(1);
        options.NumMissedProbesLimit = 3;
        // Two, as by default: with three silos and more one that is itself ill cannot declare the others dead. With two there is only one voter and one vote is enough.
        options.NumVotesForDeathDeclaration = 2;
        // Gossip tells at once; this is for whoever missed it.
        options.TableRefreshTimeout = TimeSpan.FromSeconds(5);
        // A cluster that ended all at once (power) leaves silos that look alive. Their rows count for 3 × this time, and that long a start would wait for an answer from them.
        options.IAmAliveTablePublishTimeout = Fresh / 3;
        options.NumMissedTableIAmAliveLimit = 3;
        // Our own look at the others (SiloReach) gives up before with a sentence.
        options.MaxJoinAttemptTime = settings.Wait * 2;
    }

    public static void Directory(GrainDirectoryOptions options) =>
        // By default nothing that lived in a silo that died, nor anything listed there, wakes elsewhere for 30 s, in case the silo lives on unseen. Here that costs nothing but a refused write: what must not
        // be done twice is fenced in its row, and people on the line do not wait.
        options.RangeLeaseDuration = TimeSpan.Zero;

    public static void SiloMessages(SiloMessagingOptions options)
    {
        // No call between grains takes seconds; one that does waits for something that has gone. Calls to a silo that was declared dead end at once, whatever this says.
        options.ResponseTimeout = TimeSpan.FromSeconds(15);
        // How long a message for an API process that vanished is kept; its observers are dropped earlier, by the feed.
        options.ClientDropTimeout = TimeSpan.FromSeconds(20);
    }

    /// <summary>
    /// Two releases side by side, while one replaces the other. An interface only grows, and its <c>[Version]</c> is raised with it: a silo with the newer one serves older callers, a newer caller is served
    /// by newer silos only, and a grain that a newer caller finds on an older silo moves. Older callers may be placed on either, so that the load stays spread until the last silo is replaced;
    /// keeping them on the older silos, the other choice, would put the whole load on the last of those.
    /// </summary>
    public static void Versions(GrainVersioningOptions options)
    {
        options.DefaultCompatibilityStrategy = nameof(BackwardCompatible);
        options.DefaultVersionSelectorStrategy = nameof(AllCompatibleVersions);
    }
}
