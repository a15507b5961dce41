using Pivotal.Grains.Telephony;

namespace Pivotal.Grains.Calls;

/// <summary>What a call is given from outside: its rows, the writer behind it, the carrier, and when it looks for itself.</summary>
internal sealed record CallTools(
    ICallRows Rows,
    AttemptWriter Writer,
    ICarrier Carrier,
    CarrierAccounts Accounts,
    CallWatchOptions Watch,
    TimeProvider Time
);
