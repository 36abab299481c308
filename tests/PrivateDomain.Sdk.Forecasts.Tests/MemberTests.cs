namespace PrivateDomain.Sdk.Forecasts.Tests;

/// <summary>What papers and packages print about single members of the CDNOW sample.</summary>
public sealed class MemberTests
{
    [Fact]
    public void The_most_active_member()
    {
        PurchaseHistory history = Cdnow.Of(1516).History;
        Assert.Equal(new PurchaseHistory(26, 216 / 7.0, 31), history);
        // To the digits to which the printed parameters determine it.
        Printed.Equal(".9688523", Fitted.BgNbdOfBtyd.ProbabilityAlive(history), 2);
        Printed.Equal("25.75659", Fitted.BgNbdOfBtyd.ExpectedPurchases(52, history), 6);
        Printed.Equal("25.756538", Fitted.BgNbdOfBtyd.ExpectedPurchases(52, history));
        Printed.Equal(".997874", Fitted.ParetoNbdOfBtyd.ProbabilityAlive(history));
        Printed.Equal("25.4546", Fitted.ParetoNbdOfBtyd.ExpectedPurchases(52, history));
        Assert.Equal(25.45647, Fitted.ParetoNbdOfBtyd.ExpectedPurchases(52, history), 0.002);
    }

    [Fact]
    public void The_first_member_in_the_spreadsheet_of_the_paper()
    {
        Printed.Equal("1.226", Fitted.BgNbdOfPaper.ExpectedPurchases(39, new PurchaseHistory(2, 30.43, 38.86)));
        Printed.Equal("1.2259", Fitted.BgNbd.ExpectedPurchases(39, new PurchaseHistory(2, 30.43, 38.86)));
    }

    [Theory]
    [InlineData(.1429, ".0078")]
    [InlineData(1, ".0532")]
    [InlineData(3, ".1506")]
    [InlineData(31.8571, "1.0405")]
    [InlineData(32, "1.0437")]
    [InlineData(78, "1.858")]
    [InlineData(78, "1.8579")]
    [InlineData(52, "1.4440")]
    public void A_new_member(double weeks, string expected) => Printed.Equal(expected, Fitted.BgNbdOfBtyd.ExpectedPurchasesOfNewMember(weeks));

    [Fact]
    public void A_new_member_in_a_year() => Printed.Equal("1.444004", Fitted.BgNbdOfBtyd.ExpectedPurchasesOfNewMember(52), 1);

    [Theory]
    [InlineData(10, ".3474606")]
    [InlineData(15, ".04283391")]
    [InlineData(20, ".004158973")]
    [InlineData(25, ".0003583685")]
    public void Of_members_silent_for_long_the_busier_ones_are_expected_less(int purchases, string expected) =>
        Assert.Equal(double.Parse(expected, System.Globalization.CultureInfo.InvariantCulture), Fitted.BgNbdOfBtyd.ExpectedPurchases(52, new PurchaseHistory(purchases, 20, 39)), 5e-7);

    [Fact]
    public void The_ranking_for_the_next_week_is_that_of_lifetimes()
    {
        BgNbdModel model = Fitted.BgNbdOfTwoDecimals;
        (int Id, double Expected, double Alive)[] best =
        [
            .. Cdnow.SampleHistoriesOfTwoDecimals.Select((h, i) => (i + 1, model.ExpectedPurchases(1, h), model.ProbabilityAlive(h))).OrderByDescending(m => m.Item2).Take(5),
        ];
        (int Id, string Expected, string Alive)[] published =
        [
            (1516, ".710623", ".968920"), (157, ".662396", ".969134"), (1981, ".486526", ".948901"), (841, ".474738", ".960031"), (509, ".424877", ".946322"),
        ];
        Assert.Equal(published.Select(m => m.Id), best.Select(m => m.Id));
        foreach (((int _, double expected, double alive), (int _, string printedExpected, string printedAlive)) in best.Zip(published))
        {
            Printed.Equal(printedExpected, expected, 1);
            Printed.Equal(printedAlive, alive, 1);
        }
    }

    [Fact]
    public void Bg_nbd_takes_every_one_time_buyer_for_alive_though_few_come_back()
    {
        CdnowMember[] once = [.. Cdnow.Sample.Where(member => member.History.RepeatPurchases == 0)];
        Assert.Equal(1_411, once.Length);
        Assert.All(once, member => Assert.Equal(1, Fitted.BgNbd.ProbabilityAlive(member.History)));
        Printed.Equal(".137", once.Average(member => member.Held > 0 ? 1.0 : 0));
    }

    [Fact]
    public void Pareto_nbd_tells_one_time_buyers_apart()
    {
        double[] once = [.. Cdnow.SampleHistories.Where(history => history.RepeatPurchases == 0).Select(Fitted.ParetoNbd.ProbabilityAlive)];
        Printed.Equal(".295", once.Min());
        Printed.Equal(".384", once.Max());
        Printed.Equal(".4463", Cdnow.SampleHistories.Average(Fitted.ParetoNbd.ProbabilityAlive));
    }

    [Theory]
    [InlineData(0, 139, "29.5")]
    [InlineData(1, 254, "38.6")]
    [InlineData(2, 357, "54.1")]
    [InlineData(3, 196, "81.1")]
    public void Of_repeat_buyers_the_likelier_alive_did_come_back_more_often(int quarter, int members, string percent)
    {
        CdnowMember[] group =
        [
            .. Cdnow.Sample.Where(m => m.History.RepeatPurchases > 0 && (int)(4 * Fitted.BgNbd.ProbabilityAlive(m.History)) == quarter),
        ];
        Assert.Equal(members, group.Length);
        Printed.Equal(percent, group.Average(member => member.Held > 0 ? 100.0 : 0));
    }

    [Fact]
    public void The_probability_of_a_number_of_purchases()
    {
        Printed.Equal(".5737864", Fitted.BgNbdOfPaper.ProbabilityOfPurchases(0, 39));
        Printed.Equal("1.07869e-7", Fitted.BgNbdOfPaper.ProbabilityOfPurchases(10, 2));
    }

    [Fact]
    public void Average_spend_is_that_of_lifetimes()
    {
        GammaGammaModel model = GammaGammaModel.Fit(Cdnow.SpendsOfTwoDecimals).Value;
        string[] published = ["24.658619", "18.911489", "35.170981", "35.170981", "35.170981", "71.462843", "18.911489", "35.170981", "27.282408", "35.170981"];
        // Its search stops a little before the top: six digits agree.
        Assert.All(published.Zip(Cdnow.SpendsOfTwoDecimals), pair => Printed.Equal(pair.First, model.ExpectedAverageSpend(pair.Second), 25));
        Printed.Equal("35.25296", Cdnow.SpendsOfTwoDecimals.Average(model.ExpectedAverageSpend), 2);
        Printed.Equal("35.07855", Cdnow.SpendsOfTwoDecimals.Where(spend => spend.Mean > 0).Average(spend => spend.Mean));
    }

    [Theory]
    [InlineData(1, "36.2785")]
    [InlineData(2, "4.6375")]
    [InlineData(3, "8.3441")]
    [InlineData(6, "283.5236")]
    [InlineData(9, "43.3536")]
    public void The_value_of_a_year_is_that_of_an_independent_program(int id, string value) => Printed.Equal(
        value,
        GammaGammaModel.Fit(Cdnow.SpendsOfTwoDecimals).Value.CustomerValue(
            Fitted.BgNbdOfTwoDecimals, Cdnow.SampleHistoriesOfTwoDecimals.ElementAt(id - 1), Cdnow.SpendsOfTwoDecimals[id - 1], new ValueTerms(12, 4.345, 0.01)),
        1);
}
