using Orleans;
using Orleans.CodeGeneration;
using Pivotal.Domain.Campaigns;
using Pivotal.Domain.Dialer.WhatIf;
using Pivotal.Domain.Shared;
using Pivotal.GrainInterfaces.Shared;

namespace Pivotal.GrainInterfaces.Dialer;

/// <summary>What another pace would have done: plays a campaign's own last hours again in a simulation. Changes nothing. Any silo answers, a few questions at a time.</summary>
[Alias("Pivotal.WhatIf"), Version(2)]
public interface IWhatIfGrain : IGrainWithStringKey
{
    /// <summary>Whoever stops waiting cancels, and the computing ends. Refusals: not_found, campaigns.too_little_history, campaigns.mode_has_no_pace, campaigns.what_if_too_long.</summary>
    [Alias("Compare"), Repeatable, ResponseTimeout("00:01:30")]
    Task<Result<WhatIfAnswer>> Compare(WhatIfQuestion question, CancellationToken ct);
}

/// <param name="Hours">of history to play again, 1–24</param>
/// <param name="PowerRatio">lines per free agent in mode power, 1–10</param>
/// <param name="AbandonCap">share of answered calls, 0.005–0.03</param>
/// <param name="MaxConcurrent">lines at once, 1–1,000</param>
[GenerateSerializer, Immutable, Alias("Pivotal.WhatIfQuestion")]
public sealed record WhatIfQuestion(
    [property: Id(0)] int Hours,
    [property: Id(1)] string DialMode,
    [property: Id(2)] double PowerRatio,
    [property: Id(3)] double AbandonCap,
    [property: Id(4)] int MaxConcurrent
);

/// <param name="Calls">that were dialled in the hours played again</param>
/// <param name="Agents">different people who were there</param>
/// <param name="SignedInHours">of all agents together</param>
/// <param name="Actual">what really happened, by the rows</param>
/// <param name="AsIs">the simulation with the settings of now: beside <paramref name="Actual"/> it shows how far the simulation can be trusted</param>
/// <param name="Proposed">the simulation with the settings asked about</param>
/// <param name="Runs">simulations each figure is the mean of</param>
[GenerateSerializer, Immutable, Alias("Pivotal.WhatIfAnswer")]
public sealed record WhatIfAnswer(
    [property: Id(0)] DateTimeOffset From,
    [property: Id(1)] DateTimeOffset To,
    [property: Id(2)] int Calls,
    [property: Id(3)] int Agents,
    [property: Id(4)] double SignedInHours,
    [property: Id(5)] WhatIfFigures Actual,
    [property: Id(6)] WhatIfFigures AsIs,
    [property: Id(7)] WhatIfFigures Proposed,
    [property: Id(8)] int Runs
);
