using PrivateDomain.Sdk.Rfm;

namespace PrivateDomain.Sdk.Tests.Rfm;

/// <summary>The published results of the R package rfm, reproduced from its orders.</summary>
public sealed class PublishedTableTests
{
    private static readonly (string Segment, int Customers, long Orders, long Revenue)[] s_published =
    [
        ("About To Sleep", 102, 283, 23_449),
        ("At Risk", 28, 216, 22_227),
        ("Can't Lose Them", 47, 274, 32_446),
        ("Champions", 35, 316, 31_646),
        ("Lost", 148, 393, 35_324),
        ("Loyal Customers", 170, 799, 76_562),
        ("Need Attention", 10, 57, 4_562),
        ("New Customers", 104, 329, 28_837),
        ("Potential Loyalist", 342, 2_211, 204_856),
        ("Promising", 9, 28, 4_249),
    ];

    [Fact]
    public void All_thirty_published_figures_come_out() => Assert.Equal(s_published, Table(PublishedCustomers.All(), RfmBinning.QuantilePlusOne));

    [Theory]
    [InlineData("CNY", 100)]
    [InlineData("JPY", 1)]
    [InlineData("KWD", 1_000)]
    public void The_figures_do_not_depend_on_the_minor_unit_because_one_is_one_unit_of_the_currency(string currency, int minorUnits)
    {
        IReadOnlyList<RfmInput> customers = PublishedCustomers.All(minorUnits);
        var scoring = RfmScoring.From(new RfmOptions { Binning = RfmBinning.QuantilePlusOne }, Distribution(customers), currency);
        Assert.Equal(s_published.Select(row => row with { Revenue = row.Revenue * minorUnits }), Table(customers, scoring));
    }

    [Theory]
    [InlineData("Abbey O'Reilly", 205, 6, 472, "343")]
    [InlineData("Add Senger", 140, 3, 340, "412")]
    [InlineData("Aden Lesch", 194, 4, 405, "323")]
    [InlineData("Aden Murphy", 98, 7, 596, "544")]
    [InlineData("Admiral Senger", 132, 5, 448, "433")]
    public void The_published_customers_have_the_published_scores(string customer, int recency, long orders, long revenue, string score)
    {
        IReadOnlyList<RfmInput> customers = PublishedCustomers.All();
        RfmInput input = Assert.Single(customers, c => c.MemberId.Value == customer);
        Assert.Equal(new RfmInput(customer, recency, orders, revenue), input);
        Assert.Equal(score, Distribution(customers).ToCuts(RfmBinning.QuantilePlusOne, 5, 1).Score(input).ToString());
    }

    [Theory]
    [InlineData(RfmBinning.Quantile)]
    [InlineData(RfmBinning.QuantilePlusOne)]
    public void The_cuts_are_the_published_ones_exactly(RfmBinning binning)
    {
        RfmCuts cuts = Distribution(PublishedCustomers.All()).ToCuts(binning, 5, 1);
        Assert.Equal([114m, 180m, 296.4m, 481m], cuts.Recency.Select(c => c.ToDecimal()));
        Assert.Equal([3m, 4m, 5m, 7m], cuts.Frequency.Select(c => c.ToDecimal()));
        Assert.Equal([254.8m, 381m, 505.4m, 665m], cuts.Monetary.Select(c => c.ToDecimal()));
        Assert.Equal(new RfmCut(296, 2, 5), cuts.Recency[2]);
        Assert.Equal($"rfm1 {binning} 1 114,180,296+2/5,481 3,4,5,7 254+4/5,381,505+2/5,665", cuts.ToString());
    }

    [Fact]
    public void Plain_quantiles_move_a_few_customers() => Assert.Equal(
        [341, 171, 148, 104, 101, 48, 35, 28, 10, 9],
        new[] { "Potential Loyalist", "Loyal Customers", "Lost", "New Customers", "About To Sleep", "Can't Lose Them", "Champions", "At Risk", "Need Attention", "Promising" }
            .Select(name => Table(PublishedCustomers.All(), RfmBinning.Quantile).Single(row => row.Segment == name).Customers));

    [Fact]
    public void Fixed_cuts_at_the_published_whole_cuts_score_like_plain_quantiles()
    {
        IReadOnlyList<RfmInput> customers = PublishedCustomers.All();
        var options = new RfmOptions
        {
            Binning = RfmBinning.FixedCuts,
            RecencyCuts = [114, 180, 296, 481],
            FrequencyCuts = [3, 4, 5, 7],
            MonetaryCuts = [254, 381, 505, 665],
        };
        var scoring = RfmScoring.From(options, new RfmDistribution(), "CNY");
        Assert.Equal(Table(customers, RfmBinning.Quantile), Table(customers, scoring));
    }

    private static RfmDistribution Distribution(IEnumerable<RfmInput> customers)
    {
        var distribution = new RfmDistribution();
        foreach (RfmInput customer in customers)
        {
            distribution.Add(customer);
        }

        return distribution;
    }

    private static (string Segment, int Customers, long Orders, long Revenue)[] Table(IReadOnlyList<RfmInput> customers, RfmBinning binning) =>
        Table(customers, new RfmScoring(Distribution(customers).ToCuts(binning, 5, 1), RfmSegmentTable.Default));

    private static (string Segment, int Customers, long Orders, long Revenue)[] Table(IReadOnlyList<RfmInput> customers, RfmScoring scoring) =>
    [
        .. customers.GroupBy(c => scoring.Of(c, PublishedCustomers.AsOf).Segment, StringComparer.Ordinal)
            .Select(group => (group.Key, group.Count(), group.Sum(c => c.Frequency), group.Sum(c => c.Monetary)))
            .OrderBy(row => row.Key, StringComparer.Ordinal),
    ];
}
