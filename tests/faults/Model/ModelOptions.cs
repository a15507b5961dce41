using System.Globalization;

namespace Pivotal.FaultTests.Model;

/// <summary>How large the modelled call centre is and how badly its carrier behaves. Shares are 0–1.</summary>
/// <param name="Seed">the same seed and options give the same run, event by event</param>
/// <param name="Events">deliveries after which nothing new is dialled; what runs then comes to its end</param>
/// <param name="Duplicated">of the events are delivered once more, some of those twice</param>
/// <param name="Reordered">of the events arrive so late that others of the same leg overtake them</param>
/// <param name="Lost">of the deliveries do not arrive and are repeated seconds later</param>
/// <param name="NeverDelivered">of the events are lost for good: only the watch can find out</param>
/// <param name="GrainsAway">of the requests between grains find theirs on its way to another place</param>
/// <param name="TransactionsFailed">of the transactions fail; of some nobody knows whether they were committed</param>
/// <param name="ActivationsLost">how often an activation of an agent or a queue dies, as a multiple of the usual; 0: never</param>
/// <param name="OrderFaults">of the orders are answered 5xx, by a time-out or 429; half of the former are carried out all the same</param>
public sealed record ModelOptions(
    int Seed,
    long Events,
    int Campaigns = 24,
    int AgentsPerCampaign = 10,
    double Duplicated = 0.05,
    double Reordered = 0.05,
    double Lost = 0.01,
    double NeverDelivered = 0.001,
    double OrderFaults = 0.01,
    double GrainsAway = 0.001,
    double TransactionsFailed = 0.001,
    double ActivationsLost = 1
)
{
    /// <summary>Set to a number, tests and bench run this seed and no other: how a failure is played again.</summary>
    public const string SeedVariable = "PIVOTAL_FAULTS_SEED";

    public static int? GivenSeed =>
        int.TryParse(Environment.GetEnvironmentVariable(SeedVariable), CultureInfo.InvariantCulture, out var seed) ? seed : null;
}
