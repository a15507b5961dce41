using System.Text;
using Pivotal.Api.Portal;
using Pivotal.Demo;
using Pivotal.Domain.Imports;
using Xunit;

namespace Pivotal.UnitTests.Portal;

public sealed class LeadSheetTests
{
    [Fact]
    public void The_clients_file_can_be_imported_as_it_is()
    {
        var header = new StringBuilder();
        new LeadSheet(["Which budget?"]).Header(header);
        var headers = Assert.Single(CsvText.Lines(header.ToString()));
        var unknown = headers.Zip(HeaderRecogniser.Recognise(headers)).Where(c => c.Second.Confidence != "exact").Select(c => c.First);
        Assert.Equal(["Approved At", "Which budget?"], unknown);
    }

    [Fact]
    public void A_question_asked_by_two_campaigns_is_one_column() =>
        Assert.Equal(
            ["Budget?", "When?"],
            LeadSheet.QuestionColumns([
                [new("a", "Budget?", "text", [], true)],
                [new("b", "When?", "date", [], false), new("c", "Budget?", "text", [], true)],
            ])
        );
}
