using Pivotal.Domain.Campaigns;
using Pivotal.Domain.Shared;

namespace Pivotal.Domain.Calls;

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
        var invalid = disposition is Shared.Disposition.WrongNumber or Shared.Disposition.InvalidData;
        return rules.Dispositions.FirstOrDefault(r => r.Disposition == disposition) is { } rule
            ? new(disposition, rule.Action, rule.DelayMinutes, invalid)
            : new(disposition, ByItself(disposition), null, invalid);
    }

    private static string ByItself(string disposition) =>
        disposition switch
        {
            Shared.Disposition.Qualified => DispositionRule.Lead,
            Shared.Disposition.CallbackRequested => DispositionRule.Callback,
            Shared.Disposition.DncRequest => DispositionRule.DoNotCall,
            Shared.Disposition.NotInterested => DispositionRule.RemoveHere,
            Shared.Disposition.WrongNumber or Shared.Disposition.InvalidData => DispositionRule.RemoveEverywhere,
            Shared.Disposition.NoAnswer or Shared.Disposition.Busy or Shared.Disposition.Voicemail or Shared.Disposition.VoicemailLeft =>
                Recycle,
            _ => DispositionRule.None,
        };
}
