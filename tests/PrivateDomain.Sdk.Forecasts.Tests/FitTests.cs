namespace PrivateDomain.Sdk.Forecasts.Tests;

/// <summary>The fits of the CDNOW sample that papers and packages print, 39 weeks, 2,357 members.</summary>
public sealed class FitTests
{
    private const double OfALogLikelihood = 0.001;

    [Fact]
    public void The_rule_for_days_rebuilds_the_published_sample()
    {
        Assert.Equal(2_357, Cdnow.Sample.Count);
        Assert.Equal(946, Cdnow.Sample.Count(member => member.Spend.Mean > 0));
        Assert.Equal(1_411, Cdnow.Sample.Count(member => member.History.RepeatPurchases == 0));
        Assert.Equal(new PurchaseHistory(2, 213 / 7.0, 272 / 7.0), Cdnow.Of(1).History);
        Assert.Equal(new RepeatSpend(2, 22.345), Cdnow.Of(1).Spend);
        Assert.Equal(1, Cdnow.Of(1).Held);
        Assert.Equal(1_882, Cdnow.Sample.Sum(member => member.Held));
    }

    [Fact]
    public void Bg_nbd_is_that_of_the_paper_and_of_the_packages()
    {
        Assert.Equal(-9582.4292, Fitted.BgNbd.LogLikelihood!.Value, OfALogLikelihood);
        Parameters(Fitted.BgNbd, ".243", "4.414", ".793", "2.426");
        Parameters(Fitted.BgNbd, ".242595", "4.413602", ".792922", "2.425907");
        // The packages stopped a little before the top; these are their last digits.
        Parameters(Fitted.BgNbd, ".2425945", "4.4136019", ".7929199", "2.4258881", 200);
        Parameters(Fitted.BgNbd, ".2425982", "4.4136842", ".7929899", "2.4261667", 3_000);
        Assert.All([Fitted.BgNbdOfBtyd, Fitted.BgNbdOfPaper], other => Assert.True(other.LogLikelihoodOf(Cdnow.SampleHistories) < Fitted.BgNbd.LogLikelihood));
        Printed.Equal("-9582.4305", Fitted.BgNbdOfPaper.LogLikelihoodOf(Cdnow.SampleHistories));
    }

    [Fact]
    public void Bg_nbd_of_the_summary_of_two_decimals_is_that_of_lifetimes()
    {
        Assert.Equal(-9582.4256, Fitted.BgNbdOfTwoDecimals.LogLikelihood!.Value, OfALogLikelihood);
        Parameters(Fitted.BgNbdOfTwoDecimals, ".242593", "4.413532", ".792886", "2.425752", 2);
    }

    [Fact]
    public void Pareto_nbd_is_that_of_the_paper()
    {
        ParetoNbdModel model = Fitted.ParetoNbd;
        Assert.Equal(-9594.9762, model.LogLikelihood!.Value, OfALogLikelihood);
        Printed.Equal(".553", model.R);
        Printed.Equal("10.578", model.Alpha);
        Printed.Equal(".606", model.S);
        Printed.Equal("11.669", model.Beta);
        Printed.Equal(".553277", model.R);
        Printed.Equal("10.577683", model.Alpha);
        Printed.Equal(".606240", model.S);
        Printed.Equal("11.668736", model.Beta, 1);
        Printed.Equal("-9594.9765", Fitted.ParetoNbdOfBtyd.LogLikelihoodOf(Cdnow.SampleHistories));
    }

    [Fact]
    public void Gamma_gamma_is_that_of_the_paper_and_of_the_packages()
    {
        GammaGammaModel model = Fitted.GammaGamma;
        Assert.Equal(-4055.9177, model.LogLikelihood!.Value, OfALogLikelihood);
        Printed.Equal("6.25", model.P);
        Printed.Equal("3.74", model.Q);
        Printed.Equal("15.44", model.V);
        Printed.Equal("6.249573", model.P, 1);
        Printed.Equal("3.744225", model.Q);
        Printed.Equal("15.443520", model.V, 1);
    }

    [Fact]
    public void Bg_nbd_of_all_customers_is_that_of_an_independent_program()
    {
        BgNbdModel model = BgNbdModel.Fit(Cdnow.AllHistories).Value;

        Assert.Equal(23_570, Cdnow.AllHistories.Count());
        Assert.Equal(-95368.444, model.LogLikelihood!.Value, OfALogLikelihood);
        Parameters(model, ".251624", "4.788943", ".723434", "2.161089", 1);
    }

    [Fact]
    public void The_order_of_the_members_changes_no_digit()
    {
        Assert.Equal(Fitted.BgNbd, BgNbdModel.Fit(Cdnow.SampleHistories.Reverse()).Value);
        Assert.Equal(Fitted.ParetoNbd, ParetoNbdModel.Fit(Cdnow.SampleHistories.Reverse()).Value);
        Assert.Equal(Fitted.GammaGamma, GammaGammaModel.Fit(Cdnow.Sample.Select(member => member.Spend).Reverse()).Value);
    }

    [Fact]
    public void In_days_the_rates_are_a_seventh_and_the_rest_is_the_same()
    {
        PurchaseHistory[] days = [.. Cdnow.SampleHistories.Select(h => new PurchaseHistory(h.RepeatPurchases, h.LastPurchase * 7, h.Observed * 7))];

        BgNbdModel bgNbd = BgNbdModel.Fit(days).Value;
        Parameters(bgNbd, ".242595", "30.895214", ".792922", "2.425907", 2);
        Assert.Equal(Fitted.BgNbd.ExpectedPurchases(39, Cdnow.Of(1).History), bgNbd.ExpectedPurchases(273, days[0]), 1e-6);

        ParetoNbdModel pareto = ParetoNbdModel.Fit(days).Value;
        Assert.Equal(Fitted.ParetoNbd.Alpha * 7, pareto.Alpha, 1e-4);
        Assert.Equal(Fitted.ParetoNbd.Beta * 7, pareto.Beta, 1e-4);
        Assert.Equal(Fitted.ParetoNbd.ProbabilityAlive(Cdnow.Of(1).History), pareto.ProbabilityAlive(days[0]), 1e-6);
    }

    [Fact]
    public void In_cents_the_scale_of_spend_is_a_hundredfold_and_the_rest_is_the_same()
    {
        GammaGammaModel cents = GammaGammaModel.Fit(Cdnow.Sample.Select(member => new RepeatSpend(member.Spend.Purchases, member.Spend.Mean * 100))).Value;

        Assert.Equal(Fitted.GammaGamma.P, cents.P, 1e-6);
        Assert.Equal(Fitted.GammaGamma.Q, cents.Q, 1e-6);
        Assert.Equal(Fitted.GammaGamma.V * 100, cents.V, 1e-3);
        Assert.Equal(Fitted.GammaGamma.LogLikelihood!.Value - (946 * Math.Log(100)), cents.LogLikelihood!.Value, 1e-6);
    }

    private static void Parameters(BgNbdModel model, string r, string alpha, string a, string b, double units = 0.5)
    {
        Printed.Equal(r, model.R, units);
        Printed.Equal(alpha, model.Alpha, units);
        Printed.Equal(a, model.A, units);
        Printed.Equal(b, model.B, units);
    }
}
