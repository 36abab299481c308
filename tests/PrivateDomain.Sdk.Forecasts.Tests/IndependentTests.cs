using FsCheck;
using FsCheck.Fluent;

namespace PrivateDomain.Sdk.Forecasts.Tests;

/// <summary>The models against the stories that they come from: one member's behavior at known rates, averaged over the members by a plain grid.</summary>
public sealed class IndependentTests
{
    private const double Agreement = 1e-9;

    private static readonly Gen<BgNbdModel> s_bgNbd =
        from r in Laws.Between(0.3, 4)
        from alpha in Laws.Between(0.5, 20)
        from a in Laws.Between(0.3, 4)
        from b in Laws.Between(0.3, 8)
        select new BgNbdModel(r, alpha, a, b);

    private static readonly Gen<ParetoNbdModel> s_paretoNbd =
        from r in Laws.Between(0.3, 4)
        from alpha in Laws.Between(0.5, 20)
        from s in Laws.Between(0.3, 4)
        from beta in Laws.Between(0.5, 20)
        select new ParetoNbdModel(r, alpha, s, beta);

    [Fact]
    public void Bg_nbd() => Laws.Hold(
        from model in s_bgNbd
        from history in Laws.Histories
        from horizon in Gen.Elements(0.1, 1, 39, 200)
        select (model, history, horizon),
        60,
        of =>
        {
            (BgNbdModel model, PurchaseHistory history, double horizon) = of;
            int x = history.RepeatPurchases;
            (double, double)[] rates = Quadrature.Gamma(model.R, model.Alpha);
            (double, double)[] dropouts = Quadrature.Beta(model.A, model.B);
            double Stayed(double rate, double p) => Math.Pow(1 - p, x) * Math.Pow(rate, x) * Math.Exp(-rate * history.Observed);
            double Left(double rate, double p) => x == 0 ? 0 : p * Math.Pow(1 - p, x - 1) * Math.Pow(rate, x) * Math.Exp(-rate * history.LastPurchase);

            double stayed = Quadrature.Mean(rates, dropouts, Stayed);
            double likelihood = stayed + Quadrature.Mean(rates, dropouts, Left);
            double purchases = Quadrature.Mean(rates, dropouts, (rate, p) => Stayed(rate, p) * Ahead(rate, p, horizon));

            Assert.Equal(Math.Log(likelihood), model.LogLikelihoodOf([history]), Agreement * Math.Max(1, Math.Abs(Math.Log(likelihood))));
            Assert.Equal(stayed / likelihood, model.ProbabilityAlive(history), Agreement);
            Close(purchases / likelihood, model.ExpectedPurchases(horizon, history));
            Close(Quadrature.Mean(rates, dropouts, (rate, p) => Ahead(rate, p, horizon)), model.ExpectedPurchasesOfNewMember(horizon));
        });

    [Fact]
    public void Bg_nbd_probability_of_a_number_of_purchases() => Laws.Hold(
        from model in s_bgNbd
        from purchases in Gen.Choose(0, 12)
        from horizon in Gen.Elements(0.1, 1, 39)
        select (model, purchases, horizon),
        60,
        of =>
        {
            (BgNbdModel model, int n, double horizon) = of;

            (double, double)[] rates = Quadrature.Gamma(model.R, model.Alpha);
            (double, double)[] dropouts = Quadrature.Beta(model.A, model.B);
            double stayed = Quadrature.Mean(dropouts, p => Math.Pow(1 - p, n)) * Quadrature.Mean(rates, rate => Poisson(n, rate * horizon));
            double left = n == 0 ? 0
                : Quadrature.Mean(dropouts, p => p * Math.Pow(1 - p, n - 1)) * Quadrature.Mean(rates, rate => AtLeast(n, rate * horizon));
            double expected = stayed + left;

            Close(expected, model.ProbabilityOfPurchases(n, horizon));
        });

    [Fact]
    public void The_probabilities_of_all_numbers_of_purchases_sum_to_one_and_have_the_expected_mean()
    {
        double[] probabilities = [.. Enumerable.Range(0, 2_000).Select(n => Fitted.BgNbd.ProbabilityOfPurchases(n, 52))];

        Assert.Equal(1, probabilities.Sum(), Agreement);
        Assert.Equal(Fitted.BgNbd.ExpectedPurchasesOfNewMember(52), probabilities.Select((p, n) => p * n).Sum(), Agreement);
    }

    [Fact]
    public void Pareto_nbd() => Laws.Hold(
        from model in s_paretoNbd
        from history in Laws.Histories
        from horizon in Gen.Elements(0.1, 1, 39, 200)
        select (model, history, horizon),
        60,
        of =>
        {
            (ParetoNbdModel model, PurchaseHistory history, double horizon) = of;
            int x = history.RepeatPurchases;
            (double, double)[] rates = Quadrature.Gamma(model.R, model.Alpha);
            (double, double)[] leavings = Quadrature.Gamma(model.S, model.Beta);
            double Stayed(double rate, double leaving) => Math.Pow(rate, x) * Math.Exp(-(rate + leaving) * history.Observed);
            double Left(double rate, double leaving) =>
                Math.Pow(rate, x) * leaving / (rate + leaving)
                * Math.Exp(-(rate + leaving) * history.LastPurchase) * -Expm1(-(rate + leaving) * (history.Observed - history.LastPurchase));
            double Ahead(double rate, double leaving) => rate * -Expm1(-leaving * horizon) / leaving;

            double stayed = Quadrature.Mean(rates, leavings, Stayed);
            double likelihood = stayed + Quadrature.Mean(rates, leavings, Left);
            double purchases = Quadrature.Mean(rates, leavings, (rate, leaving) => Stayed(rate, leaving) * Ahead(rate, leaving));

            Assert.Equal(Math.Log(likelihood), model.LogLikelihoodOf([history]), Agreement * Math.Max(1, Math.Abs(Math.Log(likelihood))));
            Assert.Equal(stayed / likelihood, model.ProbabilityAlive(history), Agreement);
            Close(purchases / likelihood, model.ExpectedPurchases(horizon, history));
            Close(Quadrature.Mean(rates, leavings, Ahead), model.ExpectedPurchasesOfNewMember(horizon));
        });

    [Fact]
    public void Gamma_gamma() => Laws.Hold(
        from p in Laws.Between(0.5, 8)
        from q in Laws.Between(1.5, 6)
        from v in Laws.Between(1, 100)
        from purchases in Gen.Choose(1, 6)
        from mean in Laws.Between(1, 300)
        select (new GammaGammaModel(p, q, v), new RepeatSpend(purchases, mean)),
        100,
        of =>
        {
            (GammaGammaModel model, RepeatSpend spend) = of;
            double shape = model.P * spend.Purchases;
            double gamma = GammaFunction(shape);
            (double, double)[] scales = Quadrature.Gamma(model.Q, model.V, 0.05);
            double Density(double scale) =>
                Math.Exp((shape * Math.Log(scale * spend.Purchases)) + ((shape - 1) * Math.Log(spend.Mean)) - (scale * spend.Purchases * spend.Mean)) / gamma;

            double likelihood = Quadrature.Mean(scales, Density);
            double average = Quadrature.Mean(scales, scale => Density(scale) * model.P / scale) / likelihood;

            Assert.Equal(Math.Log(likelihood), model.LogLikelihoodOf([spend]), 1e-8 * Math.Max(1, Math.Abs(Math.Log(likelihood))));
            Close(average, model.ExpectedAverageSpend(spend), 1e-6);
        });

    private static double Ahead(double rate, double p, double horizon) => -Expm1(-rate * p * horizon) / p;

    /// <summary>e^x - 1 by its series near 0.</summary>
    private static double Expm1(double x) => Math.Abs(x) > 1e-3 ? Math.Exp(x) - 1 : x * (1 + (x / 2 * (1 + (x / 3 * (1 + (x / 4 * (1 + (x / 5))))))));

    private static double Poisson(int n, double mean) => Enumerable.Range(1, n).Aggregate(Math.Exp(-mean), (probability, k) => probability * mean / k);

    /// <summary>The upper tail, summed itself where it is small.</summary>
    private static double AtLeast(int n, double mean) => mean > n + 60
        ? 1 - Enumerable.Range(0, n).Sum(k => Poisson(k, mean))
        : Enumerable.Range(n, 200).Sum(k => Poisson(k, mean));

    /// <summary>∫ g^(shape-1) e^-g dg, in the logarithm of g.</summary>
    private static double GammaFunction(double shape)
    {
        double sum = 0;
        for (double y = -60 / shape; y < 8; y += 0.05)
        {
            sum += Math.Exp((shape * y) - Math.Exp(y)) * 0.05;
        }

        return sum;
    }

    private static void Close(double expected, double actual, double relative = 1e-8) =>
        Assert.True(Math.Abs(actual - expected) <= relative * Math.Abs(expected), $"{expected:R} is expected, {actual:R} is computed");
}
