using FsCheck;
using FsCheck.Fluent;
using PrivateDomain.Sdk.Rfm;
using PrivateDomain.Sdk.Tests.Properties;

namespace PrivateDomain.Sdk.Tests.Rfm;

/// <summary>Laws of scoring, whatever the members.</summary>
public sealed class ScoringProperties
{
    private static readonly RfmBinning[] s_found = [RfmBinning.Quantile, RfmBinning.QuantilePlusOne, RfmBinning.EqualCount];

    private static Gen<Case> Cases { get; } =
        from binning in Gen.Elements(s_found)
        from bins in Gen.Choose(2, 10)
        from unit in Gen.Elements(1L, 100L, 1_000L)
        from spread in Gen.Elements(1, 3, 20, 100_000)
        from size in Gen.Choose(1, 40)
        from members in Gen.ArrayOf(
            from recency in Gen.Choose(0, spread)
            from frequency in Gen.Choose(1, spread)
            from monetary in Gen.OneOf(Gen.Choose(0, spread).Select(i => (long)i), Laws.EdgyInt64.Where(m => m > long.MinValue))
            select new RfmInput("m", recency, frequency, monetary),
            size)
        select new Case(binning, bins, unit, members);

    [Fact]
    public void Scores_by_stream_are_the_scores_of_sorting_everything() => Laws.Hold(Cases, 3_000, c =>
    {
        RfmScore[] scores = c.Scores();
        Assert.Equal(NaiveBins.Of([.. c.Members.Select(m => (long)m.RecencyDays)], c.Binning, c.Bins, 1), scores.Select(s => c.Bins + 1 - s.Recency));
        Assert.Equal(NaiveBins.Of([.. c.Members.Select(m => m.Frequency)], c.Binning, c.Bins, 1), scores.Select(s => s.Frequency));
        Assert.Equal(NaiveBins.Of([.. c.Members.Select(m => m.Monetary)], c.Binning, c.Bins, c.Unit), scores.Select(s => s.Monetary));
    });

    [Fact]
    public void A_better_value_never_scores_lower_and_equal_values_score_equal() => Laws.Hold(Cases, 1_000, c =>
    {
        RfmScore[] scores = c.Scores();
        for (int i = 0; i < scores.Length; i++)
        {
            for (int j = 0; j < scores.Length; j++)
            {
                Assert.True(c.Members[i].RecencyDays > c.Members[j].RecencyDays || scores[i].Recency >= scores[j].Recency);
                Assert.True(c.Members[i].Frequency < c.Members[j].Frequency || scores[i].Frequency >= scores[j].Frequency);
                Assert.True(c.Members[i].Monetary < c.Members[j].Monetary || scores[i].Monetary >= scores[j].Monetary);
            }

            Assert.InRange(scores[i].Recency, 1, c.Bins);
            Assert.InRange(scores[i].Frequency, 1, c.Bins);
            Assert.InRange(scores[i].Monetary, 1, c.Bins);
        }
    });

    [Fact]
    public void The_order_of_members_makes_no_difference() => Laws.Hold(Cases, 500, c =>
        Assert.Equal(c.Cuts().ToString(), (c with { Members = [.. c.Members.Reverse()] }).Cuts().ToString()));

    [Fact]
    public void Bins_of_equal_count_differ_by_at_most_one_when_all_values_differ() => Laws.Hold(
        from bins in Gen.Choose(2, 10)
        from size in Gen.Choose(1, 200)
        select (bins, size),
        1_000,
        c =>
        {
            RfmInput[] members = [.. Enumerable.Range(0, c.size).Select(i => new RfmInput("m", 7 * i, 1 + (i * 3), i * -5L))];
            RfmScore[] scores = new Case(RfmBinning.EqualCount, c.bins, 1, members).Scores();
            foreach (Func<RfmScore, int> score in new Func<RfmScore, int>[] { s => s.Recency, s => s.Frequency, s => s.Monetary })
            {
                int[] sizes = [.. Enumerable.Range(1, c.bins).Select(bin => scores.Count(s => score(s) == bin))];
                Assert.InRange(sizes.Max() - sizes.Min(), 0, 1);
            }
        });

    [Fact]
    public void Cuts_survive_being_written_and_read() => Laws.Hold(Cases, 500, c =>
    {
        RfmCuts cuts = c.Cuts();
        var read = RfmCuts.Parse(cuts.ToString());
        Assert.Equal(cuts.ToString(), read.ToString());
        Assert.Equal(c.Scores(), c.Members.Select(read.Score));
        Assert.Equal(Version(cuts), Version(read));
    });

    [Fact]
    public void Segments_are_found_by_the_first_row_and_every_score_has_a_name()
    {
        foreach (int score in Enumerable.Range(0, 125))
        {
            string name = RfmSegmentTable.Default.SegmentOf(new RfmScore(1 + (score / 25), 1 + (score / 5 % 5), 1 + (score % 5)));
            Assert.NotEmpty(name);
        }
    }

    private static string Version(RfmCuts cuts) => new RfmScoring(cuts, new RfmSegmentTable([], cuts.Bins)).Version;

    private sealed record Case(RfmBinning Binning, int Bins, long Unit, RfmInput[] Members)
    {
        internal RfmCuts Cuts()
        {
            var distribution = new RfmDistribution();
            foreach (RfmInput member in Members)
            {
                distribution.Add(member);
            }

            return distribution.ToCuts(Binning, Bins, Unit);
        }

        internal RfmScore[] Scores()
        {
            RfmCuts cuts = Cuts();
            return [.. Members.Select(cuts.Score)];
        }
    }
}
