namespace PrivateDomain.Sdk.Forecasts.Tests;

/// <summary>The 39 weeks that the models have not seen: what they expected of the CDNOW sample, and what came.</summary>
public sealed class HoldoutTests
{
    private const double Weeks = 39;

    [Theory]
    [InlineData(0, 1_411, ".2367", ".2251", ".138")]
    [InlineData(1, 439, ".6970", ".5231", ".600")]
    [InlineData(2, 214, "1.3925", "1.0441", "1.196")]
    [InlineData(3, 100, "1.5600", "1.5203", "1.714")]
    [InlineData(4, 62, "2.5323", "2.1638", "2.399")]
    [InlineData(5, 38, "2.9474", "2.6538", "2.907")]
    [InlineData(6, 29, "3.8621", "3.5040", "3.819")]
    [InlineData(7, 64, "6.3594", "6.1570", "6.403")]
    public void By_purchases_so_far(int purchases, int members, string actual, string bgNbd, string paretoNbd)
    {
        CdnowMember[] group = [.. Cdnow.Sample.Where(member => Math.Min(7, member.History.RepeatPurchases) == purchases)];
        Assert.Equal(members, group.Length);
        Printed.Equal(actual, group.Average(member => member.Held));
        Printed.Equal(bgNbd, Mean(group, Fitted.BgNbdOfBtyd), 1);
        Printed.Equal(bgNbd, Mean(group, Fitted.BgNbd), 2);
        Printed.Equal(paretoNbd, Mean(group, Fitted.ParetoNbdOfBtyd), 1);
        Printed.Equal(paretoNbd, Mean(group, Fitted.ParetoNbd), 1);
    }

    [Fact]
    public void In_all_and_by_member_both_models_beat_the_same_rate_going_on()
    {
        Assert.Equal(1_882, Cdnow.Sample.Sum(member => member.Held));
        Printed.Equal("1653.4", Cdnow.Sample.Count * Mean(Cdnow.Sample, Fitted.BgNbd));
        Printed.Equal("1665.3", Cdnow.Sample.Count * Mean(Cdnow.Sample, Fitted.ParetoNbdOfBtyd));
        Printed.Equal(".7855", Error(member => Fitted.BgNbd.ExpectedPurchases(Weeks, member.History)));
        Printed.Equal(".7545", Error(member => Fitted.ParetoNbd.ExpectedPurchases(Weeks, member.History)));
        Printed.Equal("1.0237", Error(member => member.History.RepeatPurchases / member.History.Observed * Weeks));
    }

    private static double Mean(IReadOnlyList<CdnowMember> members, IPurchaseModel model) => members.Average(member => model.ExpectedPurchases(Weeks, member.History));

    private static double Error(Func<CdnowMember, double> expected) => Cdnow.Sample.Average(member => Math.Abs(member.Held - expected(member)));
}
