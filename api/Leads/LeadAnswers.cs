using Pivotal.Domain.Campaigns;

namespace Pivotal.Api.Leads;

/// <summary>Joins what the campaign asks with what was answered.</summary>
internal static class LeadAnswers
{
    /// <param name="asked"><c>campaigns.questions</c></param>
    /// <param name="given"><c>leads.answers</c>: question id → answer. Answers to questions that were removed since keep their id as text.</param>
    public static IReadOnlyList<LeadAnswer> Of(IReadOnlyList<Question> asked, IReadOnlyDictionary<string, string?> given)
    {
        return
        [
            .. asked.Select(q => new LeadAnswer(q.Id, q.Text, given.GetValueOrDefault(q.Id))),
            .. given.Where(g => asked.All(q => q.Id != g.Key)).Select(g => new LeadAnswer(g.Key, g.Key, g.Value)),
        ];
    }
}
