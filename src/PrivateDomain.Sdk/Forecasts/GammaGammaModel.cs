namespace PrivateDomain.Sdk.Forecasts;

/// <summary>Gamma-Gamma: what members spend when they come back. The mean differs between members, and each purchase varies around it.</summary>
/// <remarks>
/// <para>Fader and Hardie, "The Gamma-Gamma Model of Monetary Value" (2013). A purchase follows Gamma(<see cref="P"/>, ν), and ν of the members
/// Gamma(<see cref="Q"/>, <see cref="V"/>). It takes spend to be independent of frequency: look at their correlation first.</para>
/// <para>An immutable value; its members are pure and safe to call from any thread. A model made from stored parameters answers as the fitted one did.</para>
/// </remarks>
public sealed record GammaGammaModel
{
    /// <summary>Makes a model from known parameters, those of an earlier fit for instance.</summary>
    /// <param name="p">The shape of a member's purchases; 1e-12 to 1e15.</param>
    /// <param name="q">The shape of the differences between members; above 1, or a mean spend does not exist, to 1e15.</param>
    /// <param name="v">The scale of the differences between members, in the unit of the spends; 1e-12 to 1e15.</param>
    /// <exception cref="ArgumentOutOfRangeException">A parameter is out of its range.</exception>
    public GammaGammaModel(double p, double q, double v)
    {
        P = Checks.Parameter(p);
        Q = Checks.Parameter(q) > 1 ? q : throw new ArgumentOutOfRangeException(nameof(q), q, "The second parameter is above 1, or a mean spend does not exist.");
        V = Checks.Parameter(v);
    }

    /// <summary>The shape of a member's purchases.</summary>
    public double P { get; }

    /// <summary>The shape of the differences between members; above 1.</summary>
    public double Q { get; }

    /// <summary>The scale of the differences between members, in the unit of the spends.</summary>
    public double V { get; }

    /// <summary>The log-likelihood of the members that the model was fitted on; <see langword="null"/> for a model made from known parameters.</summary>
    /// <remarks>It depends on the unit of money: in cents it is lower by ln 100 for each member than in dollars. The other two parameters do not.</remarks>
    public double? LogLikelihood { get; private init; }

    /// <summary>The mean spend over all members, in the unit of the spends: what to expect of a member of whom nothing is known.</summary>
    public double MeanSpend => ExpectedAverageSpend(default);

    /// <summary>Fits the model by maximum likelihood.</summary>
    /// <param name="spends">
    /// One spend for each member, in one unit of money; read once, in any order. Members without a repeat purchase or with a mean of 0 say nothing and are left out.
    /// </param>
    /// <param name="options">Limits; <see langword="null"/> for the defaults.</param>
    /// <param name="cancellationToken">Stops the fit.</param>
    /// <returns>
    /// The model; or a refusal: <see cref="ForecastRefusals.TooFewMembers"/>, <see cref="ForecastRefusals.NoRepeatPurchases"/>,
    /// <see cref="ForecastRefusals.NotConverged"/>, <see cref="ForecastRefusals.MeanSpendUnbounded"/>.
    /// </returns>
    /// <exception cref="OperationCanceledException">The fit was stopped.</exception>
    /// <remarks>Computes on the caller's thread: tens of milliseconds for thousands of members. Deterministic.</remarks>
    public static Outcome<GammaGammaModel> Fit(IEnumerable<RepeatSpend> spends, FitOptions? options = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(spends);
        options ??= new FitOptions();
        SpendGroups members = SpendGroups.Of(spends, cancellationToken);
        if (members.Refuse(options) is { } refusal)
        {
            return new Outcome<GammaGammaModel>(refusal);
        }

        // Starts that give the members' mean spend, with members more and less alike.
        double mean = members.MeanSpend;
        Maximum? maximum = ModelFit.Maximize(
            p => GammaGammaLikelihood.Sum(members.Groups, p[0], p[1], p[2]),
            [[4, 3, mean / 2], [1, 3, 2 * mean], [20, 5, mean / 5]],
            options,
            cancellationToken);
        return maximum is not { } top ? new Outcome<GammaGammaModel>(ModelFit.NotConverged("Gamma-Gamma", members.Members))
            : top.At[1] <= 1 ? new Outcome<GammaGammaModel>(SpendGroups.Unbounded)
            : new Outcome<GammaGammaModel>(new GammaGammaModel(top.At[0], top.At[1], top.At[2]) { LogLikelihood = top.Value });
    }

    /// <summary>The log-likelihood of members under this model: how well it explains them, members whom it was not fitted on too.</summary>
    /// <param name="spends">One spend for each member; those who say nothing are left out, as in a fit.</param>
    /// <param name="cancellationToken">Stops the reading.</param>
    /// <returns>The natural logarithm; 0 for no member.</returns>
    /// <exception cref="OperationCanceledException">The reading was stopped.</exception>
    public double LogLikelihoodOf(IEnumerable<RepeatSpend> spends, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(spends);
        return GammaGammaLikelihood.Sum(SpendGroups.Of(spends, cancellationToken).Groups, P, Q, V);
    }

    /// <summary>What a member will spend on average on a purchase: his own mean, drawn towards that of all members the more the less he has bought.</summary>
    /// <param name="spend">What he has spent; <c>default</c> gives the mean over all members.</param>
    /// <returns>0 or more, in the unit of the spends that the model was fitted on.</returns>
    public double ExpectedAverageSpend(RepeatSpend spend)
    {
        // q > 1, so that the divisor is above 0.
        double purchases = P * spend.Purchases;
        double divisor = purchases + Q - 1;
        return Math.Min(double.MaxValue, (P * V / divisor) + (purchases / divisor * spend.Mean));
    }

    /// <summary>What a member will be worth: the purchases expected in each period, at his expected spend, discounted to now.</summary>
    /// <param name="purchases">How often members buy.</param>
    /// <param name="history">What he has bought, in the unit of time of <paramref name="purchases"/>.</param>
    /// <param name="spend">What he has spent.</param>
    /// <param name="terms">How far to look ahead, and the discount.</param>
    /// <returns>0 or more, in the unit of the spends that the model was fitted on. An estimate, not an amount owed: never book it.</returns>
    /// <remarks>The value of turnover, not of profit: multiply it by the margin.</remarks>
    public double CustomerValue(IPurchaseModel purchases, PurchaseHistory history, RepeatSpend spend, ValueTerms terms)
    {
        ArgumentNullException.ThrowIfNull(purchases);
        ArgumentNullException.ThrowIfNull(terms);
        double discounted = 0;
        double before = 0;
        for (int period = 1; period <= terms.Periods; period++)
        {
            double until = purchases.ExpectedPurchases(period * terms.PeriodLength, history);
            discounted += Math.Max(0, until - before) / Math.Pow(1 + terms.DiscountRate, period);
            before = until;
        }

        return Math.Min(double.MaxValue, Math.Min(double.MaxValue, discounted) * ExpectedAverageSpend(spend));
    }
}
