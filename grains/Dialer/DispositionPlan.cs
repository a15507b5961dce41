using Pivotal.GrainInterfaces.Dialer;
using Pivotal.GrainInterfaces.Dialer.Rules;

namespace Pivotal.Grains.Dialer;

/// <summary>What a disposition does in a campaign: its rule where it has one, otherwise what the product does by itself.</summary>
/// <param name="Action">one of <see cref="DispositionRule.Actions"/>, or <see cref="Recycle"/></param>
/// <param name="MarksInvalid">the contact is marked invalid and leaves every queue, whatever the rule says of the rest</param>
public readonly record struct DispositionPlan(string Disposition, string Action, int? DelayMinutes, bool MarksInvalid)
{
    /// <summary>Nobody was reached: called again as the recycle rules say.</summary>
    public const string Recycle = "recycle";

    public bool MakesLead => Action == DispositionRule.Lead;

    /// <summary>Counts towards an account's cap in mode positive_dispositions.</summary>
    public bool IsPositive => Action is DispositionRule.Lead or DispositionRule.Callback;

    public static DispositionPlan Of(string disposition, CampaignRules rules)
    {
        var invalid = disposition is GrainInterfaces.Dialer.Disposition.WrongNumber or GrainInterfaces.Dialer.Disposition.InvalidData;
        return rules.Dispositions.FirstOrDefault(r => r.Disposition == disposition) is { } rule
            ? new(disposition, rule.Action, rule.DelayMinutes, invalid)
            : new(disposition, ByItself(disposition), null, invalid);
    }

    private static string ByItself(string disposition) => disposition switch
    {
        GrainInterfaces.Dialer.Disposition.Qualified => DispositionRule.Lead,
        GrainInterfaces.Dialer.Disposition.CallbackRequested => DispositionRule.Callback,
        GrainInterfaces.Dialer.Disposition.DncRequest => DispositionRule.DoNotCall,
        GrainInterfaces.Dialer.Disposition.NotInterested => DispositionRule.RemoveHere,
        GrainInterfaces.Dialer.Disposition.WrongNumber or GrainInterfaces.Dialer.Disposition.InvalidData => DispositionRule.RemoveEverywhere,
        GrainInterfaces.Dialer.Disposition.NoAnswer or GrainInterfaces.Dialer.Disposition.Busy or GrainInterfaces.Dialer.Disposition.Voicemail or GrainInterfaces.Dialer.Disposition.VoicemailLeft => Recycle,
        _ => DispositionRule.None,
    };
}
