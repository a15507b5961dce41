using System.Text;
using Pivotal.Api.Leads;
using Pivotal.Api.Shared;
using Pivotal.Data.Shared;
using Pivotal.Domain.Campaigns;

namespace Pivotal.Api.Portal;

/// <param name="Cells">the fixed columns</param>
/// <param name="Questions">of the campaign</param>
internal sealed record SheetLead(Guid Id, string?[] Cells, IReadOnlyList<Question> Questions, IReadOnlyDictionary<string, string?> Answers);

/// <summary>
/// The columns of the client's CSV. Names are those of the Standard Template, so that the file can be imported as it is;
/// the answers follow, one column per question. Nothing of how a lead was made is in it: no agent, reviewer, campaign, note or call.
/// </summary>
internal sealed class LeadSheet(IReadOnlyList<string> questions)
{
    private static readonly (string Header, string Sql)[] Fixed =
    [
        ("Contact Full Name", "c.full_name"),
        ("First Name", "c.first_name"),
        ("Last Name", "c.last_name"),
        ("Title", "c.job_title"),
        ("Department", "c.department"),
        ("Seniority", "c.seniority"),
        ("Contact LI Profile URL", "c.linkedin_url"),
        ("Email 1", "c.email"),
        ("Contact Phone 1", "coalesce(c.direct_phone_e164, c.direct_phone)"),
        ("Contact Mobile Phone", "coalesce(c.mobile_phone_e164, c.mobile_phone)"),
        ("Contact City", "c.city"),
        ("Contact State", "c.state"),
        ("Contact Post Code", "c.postal_code"),
        ("Contact Country", "c.country"),
        ("Company Name - Cleaned", "a.name"),
        ("Company Website Domain", "a.domain"),
        ("Company Industry", "a.industry"),
        ("Company Staff Count Range", "a.staff_count_range"),
        ("Company Phone 1", "coalesce(a.main_phone_e164, a.main_phone)"),
        ("Company City", "a.hq_city"),
        ("Company State", "a.hq_state"),
        ("Company Country", "a.hq_country"),
        ("Approved At", """to_char(l.decided_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS"Z"')"""),
    ];

    /// <summary>A <see cref="SheetLead"/>; any number of columns is one array.</summary>
    public static readonly string Select =
        $"select l.id, array[{string.Join(", ", Fixed.Select(f => f.Sql))}] as cells, m.document -> 'questions' as questions, l.answers";

    public void Header(StringBuilder into) => CsvCell.Line(into, [.. Fixed.Select(f => f.Header), .. questions]);

    public void Row(StringBuilder into, SheetLead lead)
    {
        var answers = LeadAnswers.Of(lead.Questions, lead.Answers).GroupBy(a => a.Text).ToDictionary(g => g.Key, g => g.First().Answer);
        CsvCell.Line(into, [.. lead.Cells, .. questions.Select(answers.GetValueOrDefault)]);
    }

    /// <summary>The columns of these campaigns' questions; the same question in two campaigns is one column.</summary>
    public static IReadOnlyList<string> QuestionColumns(IEnumerable<IReadOnlyList<Question>> questionsOfCampaigns) =>
        [.. questionsOfCampaigns.SelectMany(asked => asked).Select(q => q.Text).Distinct()];
}
