namespace PrivateDomain.Sdk.Forecasts;

/// <summary>Pareto/NBD: members buy at random at rates of their own, and leave for good at a moment of their own, whether they buy or not.</summary>
/// <remarks>
/// <para>Schmittlein, Morrison and Colombo, "Counting Your Customers", Management Science 33 (1987). Purchase rates follow Gamma(<see cref="R"/>,
/// <see cref="Alpha"/>), leaving rates Gamma(<see cref="S"/>, <see cref="Beta"/>).</para>
/// <para>Unlike <see cref="BgNbdModel"/> it tells members with one purchase apart by how long ago that was: it suits a lifecycle stage better. It takes longer to fit.</para>
/// <para>An immutable value; its members are pure and safe to call from any thread. A model made from stored parameters answers as the fitted one did.</para>
/// </remarks>
public sealed record ParetoNbdModel : IPurchaseModel
{
    /// <summary>Makes a model from known parameters, those of an earlier fit for instance.</summary>
    /// <param name="r">The shape of the purchase rates; 1e-12 to 1e15.</param>
    /// <param name="alpha">The rate parameter of the purchase rates, in the unit of the histories; 1e-12 to 1e15.</param>
    /// <param name="s">The shape of the leaving rates; 1e-12 to 1e15.</param>
    /// <param name="beta">The rate parameter of the leaving rates, in the unit of the histories; 1e-12 to 1e15.</param>
    /// <exception cref="ArgumentOutOfRangeException">A parameter is out of its range.</exception>
    public ParetoNbdModel(double r, double alpha, double s, double beta)
    {
        R = Checks.Parameter(r);
        Alpha = Checks.Parameter(alpha);
        S = Checks.Parameter(s);
        Beta = Checks.Parameter(beta);
    }

    /// <summary>The shape of the purchase rates.</summary>
    public double R { get; }

    /// <summary>The rate parameter of the purchase rates: <see cref="R"/> / <see cref="Alpha"/> is the mean number of purchases in a unit of time.</summary>
    public double Alpha { get; }

    /// <summary>The shape of the leaving rates.</summary>
    public double S { get; }

    /// <summary>The rate parameter of the leaving rates: <see cref="S"/> / <see cref="Beta"/> is their mean.</summary>
    public double Beta { get; }

    /// <summary>The log-likelihood of the members that the model was fitted on; <see langword="null"/> for a model made from known parameters.</summary>
    public double? LogLikelihood { get; private init; }

    /// <summary>Fits the model by maximum likelihood.</summary>
    /// <param name="histories">One history for each member, in one unit of time; read once, in any order, which changes no digit of the result.</param>
    /// <param name="options">Limits; <see langword="null"/> for the defaults.</param>
    /// <param name="cancellationToken">Stops the fit.</param>
    /// <returns>
    /// The model; or a refusal: <see cref="ForecastRefusals.TooFewMembers"/>, <see cref="ForecastRefusals.NoRepeatPurchases"/>,
    /// <see cref="ForecastRefusals.NotConverged"/>.
    /// </returns>
    /// <exception cref="OperationCanceledException">The fit was stopped.</exception>
    /// <remarks>Computes on the caller's thread: about a second for thousands of members. Deterministic.</remarks>
    public static Outcome<ParetoNbdModel> Fit(IEnumerable<PurchaseHistory> histories, FitOptions? options = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(histories);
        options ??= new FitOptions();
        HistoryGroups members = HistoryGroups.Of(histories, cancellationToken);
        if (members.Refuse(options) is { } refusal)
        {
            return new Outcome<ParetoNbdModel>(refusal);
        }

        // Starts that give the members' mean rate, with members more and less alike, and with a mean stay of a third, one or three times the mean time observed.
        double spacing = members.Time / members.Purchases;
        double observed = members.Time / members.Members;
        Maximum? maximum = ModelFit.Maximize(
            p => ParetoNbdLikelihood.SumInSearch(members.Groups, p[0], p[1], p[2], p[3]),
            [[0.5, 0.5 * spacing, 0.5, 0.5 * observed], [1, spacing, 1, observed / 3], [3, 3 * spacing, 1, 3 * observed]],
            options,
            cancellationToken);
        return maximum is { } top
            ? new Outcome<ParetoNbdModel>(new ParetoNbdModel(top.At[0], top.At[1], top.At[2], top.At[3]) { LogLikelihood = top.Value })
            : new Outcome<ParetoNbdModel>(ModelFit.NotConverged("Pareto/NBD", members.Members));
    }

    /// <summary>The log-likelihood of members under this model: how well it explains them, members whom it was not fitted on too.</summary>
    /// <param name="histories">One history for each member.</param>
    /// <param name="cancellationToken">Stops the reading.</param>
    /// <returns>The natural logarithm; 0 for no member.</returns>
    /// <exception cref="OperationCanceledException">The reading was stopped.</exception>
    public double LogLikelihoodOf(IEnumerable<PurchaseHistory> histories, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(histories);
        return ParetoNbdLikelihood.Sum(HistoryGroups.Of(histories, cancellationToken).Groups, R, Alpha, S, Beta);
    }

    /// <inheritdoc/>
    public double ProbabilityAlive(PurchaseHistory history)
    {
        int x = history.RepeatPurchases;
        double alive = ParetoNbdTerms.LogAlive(x, history.Observed, R, Alpha, S, Beta);
        double left = ParetoNbdTerms.LogDifference(
            ParetoNbdTerms.LogLeftAfter(x, history.LastPurchase, R, Alpha, S, Beta),
            ParetoNbdTerms.LogLeftAfter(x, history.Observed, R, Alpha, S, Beta));
        return LogSpace.Logistic(left - alive);
    }

    /// <inheritdoc/>
    public double ExpectedPurchases(double horizon, PurchaseHistory history)
    {
        int x = history.RepeatPurchases;
        double rate = (R + x) / (Alpha + history.Observed);
        // In this order a probability of 0 meets only finite numbers.
        return Math.Min(double.MaxValue, ProbabilityAlive(history) * rate * ExpectedStay(Beta + history.Observed, Checks.Horizon(horizon)));
    }

    /// <inheritdoc/>
    public double ExpectedPurchasesOfNewMember(double horizon) => ExpectedPurchases(horizon, default);

    /// <summary>How much of the horizon a member who is there now will stay: rate / (s-1) * (1 - (rate / (rate + t))^(s-1)), and its limit at s = 1.</summary>
    private double ExpectedStay(double rate, double horizon)
    {
        if (horizon == 0)
        {
            return 0;
        }

        double log = LogSpace.Add(0, Math.Log(horizon) - Math.Log(rate));
        double power = (S - 1) * log;
        return Math.Min(double.MaxValue, rate * (Math.Abs(power) < 1e-12 ? log : -LogSpace.ExpMinusOne(-power) / (S - 1)));
    }
}
