using Pivotal.Domain.Campaigns;

namespace Pivotal.Domain.Dialer.Gates;

/// <summary>May this contact be dialled now, as far as one rule is concerned? Pure.</summary>
public delegate GateVerdict Judge(GateFacts contact, CampaignSettings campaign, DateTimeOffset now);

/// <summary>The same rule in words: one sentence, and the values it looked at. Only made when somebody asks.</summary>
public delegate GateStory Tell(GateFacts contact, CampaignSettings campaign, DateTimeOffset now, GateVerdict verdict);

/// <summary>One rule of the chain. Each has a file of its own with both functions.</summary>
/// <param name="Name">as shown and as documented: do_not_call, attempts, calling_window …</param>
public sealed record Gate(string Name, Judge Judge, Tell Tell);

/// <param name="Sentence">a whole sentence for people</param>
/// <param name="Values">what was looked at, by name</param>
public sealed record GateStory(string Sentence, params (string Name, string Value)[] Values);
