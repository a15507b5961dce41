using Pivotal.Grains.Imports;
using Xunit;

namespace Pivotal.UnitTests.Imports;

/// <summary>Numbers of rows that say no country.</summary>
public sealed class StoredCountryTests
{
    private const string Header = "Email 1,Contact Phone 1,Contact Country,Research Date\n";

    [Fact]
    public void A_row_without_a_country_is_read_by_that_of_the_contact_who_is_there()
    {
        var batch = Batch(
            "a@x.example,13012345679,,\nb@x.example,13012345679,,\nc@x.example,13012345679,Germany,\nd@x.example,13012345679,,someday\ne@x.example,unknown,,\n"
        );
        Assert.Equal(["a@x.example", "b@x.example", "d@x.example", "e@x.example"], batch.WithoutCountry);
        Assert.All(batch.Contacts, c => Assert.Null(c.Row.DirectPhoneE164));
        Assert.Equal((5, 6), batch.LeftOut);

        batch.ReadByStoredCountries(
            new Dictionary<string, string>
            {
                ["a@x.example"] = "China",
                ["c@x.example"] = "China",
                ["d@x.example"] = "CN",
                ["e@x.example"] = "US",
            }
        );
        Assert.Equal(["+8613012345679", null, null, "+8613012345679", null], batch.Contacts.Select(c => c.Row.DirectPhoneE164));
        Assert.Equal((4, 4), batch.LeftOut);
        Assert.Equal([2L, 3, 4, 5], batch.Errors.Select(e => e.Number));
        Assert.DoesNotContain("phone.invalid", batch.Errors[2].Reasons, StringComparison.Ordinal);
        Assert.Contains("phone.invalid", batch.Errors[3].Reasons, StringComparison.Ordinal);
        Assert.Empty(batch.WithoutCountry);
    }

    private static ImportBatch Batch(string rows)
    {
        var batch = new ImportBatch(0);
        foreach (var row in Files.Rows(Header + rows))
        {
            batch.Take(row);
            if (row.Problems is not null)
                batch.Incomplete(row, []);
        }

        return batch;
    }
}
