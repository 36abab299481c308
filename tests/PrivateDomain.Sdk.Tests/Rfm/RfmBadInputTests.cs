using PrivateDomain.Sdk.Rfm;

namespace PrivateDomain.Sdk.Tests.Rfm;

/// <summary>What cannot be scored by is refused, every problem in one message.</summary>
public sealed class RfmBadInputTests
{
    [Fact]
    public void Every_invalid_setting_is_named_in_one_message()
    {
        var options = new RfmOptions { Binning = (RfmBinning)9, Bins = 11, MonetaryUnit = 0, RecencyCuts = [5, 3] };
        ArgumentException refused = Assert.Throws<ArgumentException>(() => RfmScoring.From(options, new RfmDistribution(), "CNY"));
        Assert.All(
            ["Rfm.Binning is 9", "Rfm.Bins is 11", "Rfm.MonetaryUnit is 0", "Rfm.Segments is written for 5", "Rfm.RecencyCuts is given", "descends from 5 to 3"],
            said => Assert.Contains(said, refused.Message, StringComparison.Ordinal));
    }

    [Fact]
    public void Fixed_cuts_that_are_missing_or_descend_are_refused_and_equal_ones_are_not()
    {
        var options = new RfmOptions { Binning = RfmBinning.FixedCuts, RecencyCuts = [30, 90, 60, 120], FrequencyCuts = [1, 1, 2, 4] };
        ArgumentException refused = Assert.Throws<ArgumentException>(() => RfmScoring.From(options, new RfmDistribution(), "CNY"));
        Assert.Contains("Rfm.RecencyCuts descends from 90 to 60", refused.Message, StringComparison.Ordinal);
        Assert.Contains("Rfm.MonetaryCuts has 0 cuts", refused.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("FrequencyCuts", refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Nobody_has_no_cuts_and_one_member_has()
    {
        var distribution = new RfmDistribution();
        Assert.Throws<InvalidOperationException>(() => distribution.ToCuts(RfmBinning.Quantile));
        var only = new RfmInput("only", 10, 2, 300);
        distribution.Add(only);
        Assert.Equal("511", distribution.ToCuts(RfmBinning.Quantile).Score(only).ToString());
        Assert.Equal("511", distribution.ToCuts(RfmBinning.QuantilePlusOne).Score(only).ToString());
        Assert.Equal("333", distribution.ToCuts(RfmBinning.EqualCount).Score(only).ToString());
    }

    [Fact]
    public void Fixed_cuts_are_not_found() =>
        Assert.Throws<ArgumentOutOfRangeException>(() =>
        {
            var histogram = new RfmHistogram();
            histogram.Add(1);
            return histogram.ToCuts(RfmBinning.FixedCuts, 5);
        });

    [Fact]
    public void A_segment_table_names_every_problem()
    {
        ArgumentException refused = Assert.Throws<ArgumentException>(() => new RfmSegmentTable(
            [new("", 1, 1, 1), new("a\0", 1, 1, 1), new("b", 0, new(2, 6), new(4, 3)), null!], bins: 5, otherwise: ""));
        Assert.All(
            ["name for the rest", "name of row 0", "name of row 1", "recency scores 0-0", "frequency scores 2-6", "monetary scores 4-3", "Row 3 is null"],
            said => Assert.Contains(said, refused.Message, StringComparison.Ordinal));
    }

    [Fact]
    public void A_table_of_other_bins_is_refused()
    {
        var cuts = new RfmCuts(RfmBinning.FixedCuts, [new(1)], [new(1)], [new(1)]);
        Assert.Throws<ArgumentException>(() => new RfmScoring(cuts, RfmSegmentTable.Default));
        Assert.Throws<ArgumentException>(() => new RfmCuts(RfmBinning.FixedCuts, [new(1)], [], [new(1), new(0)], 0));
    }

    [Theory]
    [InlineData("")]
    [InlineData("rfm2 Quantile 100 1 1 1")]
    [InlineData("rfm1 Quantile 100 1 1")]
    [InlineData("rfm1 Quantile 100 1 1 1+2/4")]
    [InlineData("rfm1 Quantile 100 1 1 1+1/0")]
    [InlineData("rfm1 Quantile 100 1 1 1+3/2")]
    [InlineData("rfm1 Quantile 100 1 1 x")]
    [InlineData("rfm1 Quartile 100 1 1 1")]
    [InlineData("rfm1 0 100 1 1 1")]
    [InlineData("rfm1 Quantile 0100 1 1 1")]
    public void Text_that_is_no_cuts_is_a_format_exception(string text) => Assert.Throws<FormatException>(() => RfmCuts.Parse(text));

    [Fact]
    public void An_input_that_cannot_be_is_refused()
    {
        Assert.Throws<ArgumentOutOfRangeException>(() => new RfmInput("m", -1, 1, 1));
        Assert.Throws<ArgumentOutOfRangeException>(() => new RfmInput("m", 0, 0, 1));
        Assert.Throws<ArgumentOutOfRangeException>(() => RfmInput.From("m", new(2026, 1, 2), new(2026, 1, 1), 1, 1));
        Assert.Throws<ArgumentOutOfRangeException>(() => new RfmCut(1, 2, 2));
    }

    [Fact]
    public void Equal_numbers_are_equal_cuts()
    {
        Assert.Equal(new RfmCut(0), default);
        Assert.Equal(new RfmCut(7, 2, 4), new RfmCut(7, 1, 2));
        Assert.Equal("7+1/2", new RfmCut(7, 2, 4).ToString());
        Assert.True(new RfmCut(-1, 1, 2).CompareTo(new RfmCut(-1, 2, 3)) < 0);
        Assert.Equal(-0.5m, new RfmCut(-1, 1, 2).ToDecimal());
    }

    [Fact]
    public void A_standing_names_score_segment_and_version_and_the_version_follows_cuts_and_names()
    {
        var cuts = new RfmCuts(RfmBinning.FixedCuts, [new(30)], [new(1)], [new(99_99)]);
        var scoring = new RfmScoring(cuts, new RfmSegmentTable([new("best", 2, 2, 2)], bins: 2, otherwise: "rest"));
        RfmStanding standing = scoring.Of(new RfmInput("li", 30, 2, 100_00), new DateOnly(2026, 11, 22));
        Assert.Equal(new RfmStanding("li", new DateOnly(2026, 11, 22), new RfmScore(2, 2, 2), "best", scoring.Version), standing);
        Assert.Equal("rest", scoring.Of(new RfmInput("wu", 31, 2, 100_00), new DateOnly(2026, 11, 22)).Segment);
        Assert.Matches("^[0-9a-f]{16}$", scoring.Version);
        Assert.NotEqual(scoring.Version, new RfmScoring(cuts, new RfmSegmentTable([new("top", 2, 2, 2)], bins: 2, otherwise: "rest")).Version);
        Assert.Equal("10-4-3", new RfmScore(10, 4, 3).ToString());
    }
}
