using System.Text.Json;
using Pivotal.Domain.Campaigns;

namespace Pivotal.Api.Leads;

/// <summary>Joins what the campaign asks with what was answered.</summary>
internal static class LeadAnswers
{
    /// <param name="questions"><c>campaigns.questions</c></param>
    /// <param name="answers"><c>leads.answers</c>: question id → answer. Answers to questions that were removed since keep their id as text.</param>
    public static IReadOnlyList<LeadAnswer> Of(string questions, string answers)
    {
        var given = JsonSerializer.Deserialize<Dictionary<string, string?>>(answers)!;
        var asked = JsonSerializer.Deserialize<List<Question>>(questions, JsonSerializerOptions.Web)!;
        return
        [
            .. asked.Select(q => new LeadAnswer(q.Id, q.Text, given.GetValueOrDefault(q.Id))),
            .. given.Where(g => asked.All(q => q.Id != g.Key)).Select(g => new LeadAnswer(g.Key, g.Key, g.Value)),
        ];
    }
}
