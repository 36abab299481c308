using System.Globalization;
using PrivateDomain.Sdk.Rfm;

namespace PrivateDomain.Sdk.Tests.Rfm;

/// <summary>Half of CDNOW's customers ordered once: two of the four cuts are equal, and a score stays empty.</summary>
public sealed class CdnowTieTests
{
    private static readonly Dictionary<string, (long Value, long Customers)[]> s_measures =
        File.ReadLines(Path.Combine(AppContext.BaseDirectory, "Rfm", "data", "cdnow_histograms.txt"))
            .Select(line => line.Split(' '))
            .ToDictionary(words => words[0], words => words[1..].Select(Counted).ToArray(), StringComparer.Ordinal);

    [Theory]
    [InlineData("recency", new[] { "141", "432", "485", "512" })]
    [InlineData("frequency", new[] { "1", "1", "2", "4" })]
    [InlineData("monetary", new[] { "1536", "3135", "5992+2/5", "13395" })]
    public void The_cuts_are_the_published_ones(string measure, string[] cuts)
    {
        RfmHistogram histogram = Histogram(measure);
        Assert.Equal(23_570, histogram.Count);
        Assert.Equal(cuts, histogram.ToCuts(RfmBinning.Quantile, 5).Select(c => c.ToString()));
        Assert.Equal(cuts, histogram.ToCuts(RfmBinning.QuantilePlusOne, 5).Select(c => c.ToString()));
    }

    [Theory]
    [InlineData(RfmBinning.Quantile, "11908 0 4079 3658 3925")]
    [InlineData(RfmBinning.QuantilePlusOne, "11908 0 4079 3658 3925")]
    public void Equal_frequency_cuts_leave_score_two_empty_and_nothing_else(RfmBinning binning, string customers) =>
        Assert.Equal(customers, Counts(binning, "frequency", s => s.Frequency));

    [Theory]
    [InlineData(RfmBinning.Quantile, "4817 4615 4710 4715 4713")]
    [InlineData(RfmBinning.QuantilePlusOne, "5136 4490 4629 4636 4679")]
    public void Monetary_scores_differ_by_the_one_dollar_that_plus_one_asks_for(RfmBinning binning, string customers) =>
        Assert.Equal(customers, Counts(binning, "monetary", s => s.Monetary));

    [Fact]
    public void Recency_scores_count_from_the_most_recent() => Assert.Equal("4539 4748 4844 4720 4719", Counts(RfmBinning.Quantile, "recency", s => s.Recency));

    [Fact]
    public void Bins_of_equal_count_keep_the_one_time_buyers_together_in_the_middle_of_their_stretch() =>
        Assert.Equal("0 11908 4079 2217 5366", Counts(RfmBinning.EqualCount, "frequency", s => s.Frequency));

    private static string Counts(RfmBinning binning, string measure, Func<RfmScore, int> scoreOf)
    {
        IReadOnlyList<RfmCut> recency = Histogram("recency").ToCuts(binning, 5);
        var cuts = new RfmCuts(binning, recency, Histogram("frequency").ToCuts(binning, 5), Histogram("monetary").ToCuts(binning, 5), monetaryUnit: 100);
        long[] counts = new long[5];
        foreach ((long value, long customers) in s_measures[measure])
        {
            RfmScore score = cuts.Score(new RfmInput("anybody", measure == "recency" ? (int)value : 0, measure == "frequency" ? value : 1, value));
            counts[scoreOf(score) - 1] += customers;
        }

        return string.Join(' ', counts);
    }

    private static RfmHistogram Histogram(string measure)
    {
        var histogram = new RfmHistogram();
        foreach ((long value, long customers) in s_measures[measure])
        {
            histogram.Add(value, customers);
        }

        return histogram;
    }

    private static (long Value, long Customers) Counted(string text)
    {
        string[] parts = text.Split(':');
        return (long.Parse(parts[0], CultureInfo.InvariantCulture), parts.Length == 1 ? 1 : long.Parse(parts[1], CultureInfo.InvariantCulture));
    }
}
