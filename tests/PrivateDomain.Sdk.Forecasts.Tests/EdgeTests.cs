using FsCheck;
using FsCheck.Fluent;

namespace PrivateDomain.Sdk.Forecasts.Tests;

/// <summary>The ends of every range: no answer is NaN, and what is out of range is said.</summary>
public sealed class EdgeTests
{
    private static readonly Gen<double> s_parameter = Gen.Elements(1e-12, 1e-6, 0.01, 0.5, 1, 1 + 1e-13, 3, 100, 1e6, 1e15);

    private static readonly Gen<IPurchaseModel> s_wildModels =
        from p in Gen.ArrayOf(s_parameter, 4)
        from isPareto in Gen.Choose(0, 1)
        select isPareto == 0 ? (IPurchaseModel)new BgNbdModel(p[0], p[1], p[2], p[3]) : new ParetoNbdModel(p[0], p[1], p[2], p[3]);

    [Fact]
    public void Every_answer_is_a_finite_number_in_its_range() => Laws.Hold(
        from model in s_wildModels
        from history in Laws.WildHistories
        from horizon in Laws.Horizons
        select (model, history, horizon),
        200,
        of =>
        {
            (IPurchaseModel model, PurchaseHistory history, double horizon) = of;
            Assert.InRange(model.ProbabilityAlive(history), 0, 1);
            Assert.InRange(model.ExpectedPurchases(horizon, history), 0, double.MaxValue);
            Assert.InRange(model.ExpectedPurchasesOfNewMember(horizon), 0, double.MaxValue);
            double likelihood = model is BgNbdModel bgNbd ? bgNbd.LogLikelihoodOf([history]) : ((ParetoNbdModel)model).LogLikelihoodOf([history]);
            Assert.True(double.IsFinite(likelihood), $"{likelihood}");
        });

    [Fact]
    public void Expected_purchases_grow_with_the_horizon() => Laws.Hold(
        from r in Laws.Between(0.05, 5)
        from alpha in Laws.Between(0.1, 100)
        from third in Laws.Between(0.05, 5)
        from fourth in Laws.Between(0.1, 100)
        from history in Laws.WildHistories
        from horizon in Laws.Between(1e-3, 1e4)
        select (r, alpha, third, fourth, history, horizon),
        200,
        of =>
        {
            Assert.All(
                (IPurchaseModel[])[new BgNbdModel(of.r, of.alpha, of.third, of.fourth), new ParetoNbdModel(of.r, of.alpha, of.third, of.fourth)],
                model =>
                {
                    double less = model.ExpectedPurchases(of.horizon, of.history);
                    double more = model.ExpectedPurchases(of.horizon * 1.01, of.history);

                    // Where nearly all that is to be expected comes within the horizon, one per cent more of it adds less than rounding does.
                    Assert.True(more > less || (model.ProbabilityAlive(of.history) < 1e-290 && more == less) || less - more <= 1e-9 * less, $"{less:R} then {more:R}");
                });
        });

    [Fact]
    public void A_new_member_is_a_history_of_nothing() => Assert.All(
        (IPurchaseModel[])[Fitted.BgNbd, Fitted.ParetoNbd],
        model =>
        {
            Assert.Equal(1, model.ProbabilityAlive(default), 1e-12);
            Assert.Equal(model.ExpectedPurchasesOfNewMember(52), model.ExpectedPurchases(52, new PurchaseHistory(0, 0, 0)));
            Assert.Equal(0, model.ExpectedPurchases(0, Cdnow.Of(1).History));
        });

    [Theory]
    [InlineData(0.999999999)]
    [InlineData(1)]
    [InlineData(1.000000001)]
    public void Where_the_closed_forms_divide_zero_by_zero_nothing_happens(double one)
    {
        PurchaseHistory history = new(3, 20, 39);
        double beside = new BgNbdModel(.25, 4.4, 1 + 1e-7, 2.4).ExpectedPurchases(52, history);
        Assert.Equal(beside, new BgNbdModel(.25, 4.4, one, 2.4).ExpectedPurchases(52, history), 1e-6);
        beside = new ParetoNbdModel(.55, 10.6, 1 + 1e-7, 11.7).ExpectedPurchases(52, history);
        Assert.Equal(beside, new ParetoNbdModel(.55, 10.6, one, 11.7).ExpectedPurchases(52, history), 1e-6);
    }

    [Theory]
    [InlineData(0.24, 4.4, 0.79, 2.43, 0)]
    [InlineData(3, 10, 0.05, 7, 5)]
    [InlineData(0.5, 1, 3, 0.5, 0)]
    public void The_series_and_the_integral_for_long_horizons_agree_where_they_meet(double r, double alpha, double a, double b, int x)
    {
        // The series takes up to a quarter of a million terms; a little further the integral takes over.
        double meeting = alpha * 250_000 / (r + x + 40);
        var model = new BgNbdModel(r, alpha, a, b);
        double before = model.ExpectedPurchases(meeting * 0.9999, new PurchaseHistory(x, 0, 0));
        double after = model.ExpectedPurchases(meeting * 1.0001, new PurchaseHistory(x, 0, 0));
        Assert.InRange((after / before) - 1, 0, 2.1e-4);
    }

    [Theory]
    [InlineData(0.5)]
    [InlineData(0.999)]
    [InlineData(0.99999)]
    [InlineData(0.999999999)]
    public void The_hypergeometric_function_has_its_known_values(double z)
    {
        Assert.Equal(Math.Log(-Math.Log(1 - z) / z), GaussFraction.Log(1, 2, z, 1 - z), 1e-11);
        Assert.Equal(-Math.Log(1 - z), GaussFraction.Log(7.5, 7.5, z, 1 - z), 1e-11);
        double root = Math.Sqrt(z);
        // atanh √z, with the digits of 1 - z.
        Assert.Equal(Math.Log(Math.Log((1 + root) * (1 + root) / (1 - z)) / 2 / root), GaussFraction.Log(0.5, 1.5, z, 1 - z), 1e-11);
    }

    [Fact]
    public void A_member_with_ten_thousand_purchases()
    {
        PurchaseHistory history = new(10_000, 38.9, 39);
        Assert.All((IPurchaseModel[])[Fitted.BgNbd, Fitted.ParetoNbd], model =>
        {
            Assert.InRange(model.ProbabilityAlive(history), 1e-12, 1);
            Assert.InRange(model.ExpectedPurchases(52, history) / model.ProbabilityAlive(history), 1, 13_000);
        });
        Assert.Equal(0, Fitted.ParetoNbd.ProbabilityAlive(new PurchaseHistory(10_000, 1, 39)), 1e-100);
    }

    [Fact]
    public void Nobody_bought_twice()
    {
        PurchaseHistory[] once = [.. Enumerable.Range(1, 100).Select(i => new PurchaseHistory(0, 0, i))];
        Refused(ForecastRefusals.NoRepeatPurchases, BgNbdModel.Fit(once));
        Refused(ForecastRefusals.NoRepeatPurchases, ParetoNbdModel.Fit(once));
        Refused(ForecastRefusals.NoRepeatPurchases, GammaGammaModel.Fit(once.Select(_ => default(RepeatSpend))));
    }

    [Fact]
    public void Too_few_members()
    {
        PurchaseHistory[] few = [.. Cdnow.SampleHistories.Take(29)];
        Refused(ForecastRefusals.TooFewMembers, BgNbdModel.Fit(few));
        Refused(ForecastRefusals.TooFewMembers, ParetoNbdModel.Fit(few));
        Refused(ForecastRefusals.TooFewMembers, BgNbdModel.Fit([]));
        Refused(ForecastRefusals.TooFewMembers, BgNbdModel.Fit([Cdnow.Of(1).History]));
        Refused(ForecastRefusals.TooFewMembers, GammaGammaModel.Fit([Cdnow.Of(1).Spend]));
        Refused(ForecastRefusals.TooFewMembers, GammaGammaModel.Fit(Enumerable.Repeat(new RepeatSpend(1, 0), 100)));
    }

    [Theory]
    [InlineData(1, 10, 20)]
    [InlineData(1, 0, 0.001)]
    [InlineData(5, 20, 20)]
    [InlineData(10_000, 1, 20)]
    public void Members_who_are_all_alike_determine_nothing(int x, double last, double observed)
    {
        PurchaseHistory[] alike = [.. Enumerable.Repeat(new PurchaseHistory(x, last, observed), 100)];
        Refused(ForecastRefusals.NotConverged, BgNbdModel.Fit(alike));
        Refused(ForecastRefusals.NotConverged, ParetoNbdModel.Fit(alike));
        Refused(ForecastRefusals.NotConverged, GammaGammaModel.Fit(Enumerable.Repeat(new RepeatSpend(x, 20), 100)));
    }

    [Fact]
    public void Members_who_were_observed_for_no_time_at_all() =>
        Refused(ForecastRefusals.NoRepeatPurchases, BgNbdModel.Fit(Enumerable.Repeat(new PurchaseHistory(1, 0, 0), 100)));

    [Fact]
    public void A_fit_that_may_not_take_long_enough_is_refused_and_not_half_done() =>
        Refused(ForecastRefusals.NotConverged, BgNbdModel.Fit(Cdnow.SampleHistories, new FitOptions { MaxEvaluations = 100 }));

    [Fact]
    public void Spend_without_a_mean_is_refused()
    {
        // Spends at the quantiles of the model with q = 0.6, by the ratio of two gamma variables of shape 1 and 0.6.
        RepeatSpend[] wild = [.. Enumerable.Range(1, 400).Select(i => new RepeatSpend(1 + (i % 3), Math.Pow(1 - ((i - 0.5) / 400), -1 / 0.6) - 1 + 1e-6))];
        Refused(ForecastRefusals.MeanSpendUnbounded, GammaGammaModel.Fit(wild));
    }

    [Fact]
    public void A_fit_can_be_canceled()
    {
        using var source = new CancellationTokenSource();
        source.Cancel();
        Assert.Throws<OperationCanceledException>(() => BgNbdModel.Fit(Cdnow.SampleHistories, cancellationToken: source.Token));
        using var later = new CancellationTokenSource();
        Assert.Throws<OperationCanceledException>(() => ParetoNbdModel.Fit(CancelAtEnd(later), cancellationToken: later.Token));
    }

    [Fact]
    public void Parameters_and_horizons_out_of_range_are_the_callers_error()
    {
        Assert.All([0, -1, 1e-13, 1e16, double.NaN, double.PositiveInfinity], bad =>
        {
            Assert.Equal("r", Assert.Throws<ArgumentOutOfRangeException>(() => new BgNbdModel(bad, 1, 1, 1)).ParamName);
            Assert.Equal("b", Assert.Throws<ArgumentOutOfRangeException>(() => new BgNbdModel(1, 1, 1, bad)).ParamName);
            Assert.Equal("beta", Assert.Throws<ArgumentOutOfRangeException>(() => new ParetoNbdModel(1, 1, 1, bad)).ParamName);
            Assert.Equal("q", Assert.Throws<ArgumentOutOfRangeException>(() => new GammaGammaModel(1, bad, 1)).ParamName);
        });
        Assert.Equal("q", Assert.Throws<ArgumentOutOfRangeException>(() => new GammaGammaModel(1, 1, 1)).ParamName);
        Assert.All([-1, double.NaN, double.PositiveInfinity], bad =>
        {
            Assert.Throws<ArgumentOutOfRangeException>(() => Fitted.BgNbd.ExpectedPurchases(bad, default));
            Assert.Throws<ArgumentOutOfRangeException>(() => Fitted.ParetoNbd.ExpectedPurchasesOfNewMember(bad));
            Assert.Throws<ArgumentOutOfRangeException>(() => Fitted.BgNbd.ProbabilityOfPurchases(1, bad));
            Assert.Throws<ArgumentOutOfRangeException>(() => new ValueTerms(12, bad, 0.01));
            Assert.Throws<ArgumentOutOfRangeException>(() => new ValueTerms(12, 1, bad));
        });
        Assert.Throws<ArgumentOutOfRangeException>(() => Fitted.BgNbd.ProbabilityOfPurchases(-1, 1));
        Assert.Throws<ArgumentOutOfRangeException>(() => new ValueTerms(0, 1, 0.01));
        Assert.Throws<ArgumentOutOfRangeException>(() => new ValueTerms(ValueTerms.MaxPeriods + 1, 1, 0.01));
        Assert.Throws<ArgumentOutOfRangeException>(() => new FitOptions { MinimumMembers = 1 });
        Assert.Throws<ArgumentOutOfRangeException>(() => new FitOptions { MaxEvaluations = 99 });
    }

    private static IEnumerable<PurchaseHistory> CancelAtEnd(CancellationTokenSource source)
    {
        foreach (PurchaseHistory history in Cdnow.SampleHistories)
        {
            yield return history;
        }

        source.Cancel();
    }

    private static void Refused<T>(string code, Outcome<T> outcome)
        where T : class => Assert.Equal(code, outcome.Refusal?.Code);
}
