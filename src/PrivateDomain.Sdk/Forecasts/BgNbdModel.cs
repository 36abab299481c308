using MathNet.Numerics;

namespace PrivateDomain.Sdk.Forecasts;

/// <summary>BG/NBD: members buy at random at rates of their own, and after each purchase may leave for good.</summary>
/// <remarks>
/// <para>Fader, Hardie and Lee, "Counting Your Customers the Easy Way", Marketing Science 24 (2005). Rates follow Gamma(<see cref="R"/>, <see cref="Alpha"/>), the
/// probability of leaving after a purchase Beta(<see cref="A"/>, <see cref="B"/>).</para>
/// <para><b>A member who has bought once is always "alive" here</b>: this model lets a member leave only after a repeat purchase, so that it gives him the
/// probability 1, however long ago that was. A lifecycle stage must not take it alone; use <see cref="ParetoNbdModel"/> or plain recency for it.</para>
/// <para>An immutable value; its members are pure and safe to call from any thread. A model made from stored parameters answers as the fitted one did.</para>
/// </remarks>
public sealed record BgNbdModel : IPurchaseModel
{
    /// <summary>Makes a model from known parameters, those of an earlier fit for instance.</summary>
    /// <param name="r">The shape of the purchase rates; 1e-12 to 1e15.</param>
    /// <param name="alpha">The rate parameter of the purchase rates, in the unit of the histories; 1e-12 to 1e15.</param>
    /// <param name="a">The first parameter of the dropout probabilities; 1e-12 to 1e15.</param>
    /// <param name="b">The second parameter of the dropout probabilities; 1e-12 to 1e15.</param>
    /// <exception cref="ArgumentOutOfRangeException">A parameter is out of its range.</exception>
    public BgNbdModel(double r, double alpha, double a, double b)
    {
        R = Checks.Parameter(r);
        Alpha = Checks.Parameter(alpha);
        A = Checks.Parameter(a);
        B = Checks.Parameter(b);
    }

    /// <summary>The shape of the purchase rates.</summary>
    public double R { get; }

    /// <summary>The rate parameter of the purchase rates: <see cref="R"/> / <see cref="Alpha"/> is the mean number of purchases in a unit of time.</summary>
    public double Alpha { get; }

    /// <summary>The first parameter of the dropout probabilities; <see cref="A"/> / (<see cref="A"/> + <see cref="B"/>) is their mean.</summary>
    public double A { get; }

    /// <summary>The second parameter of the dropout probabilities.</summary>
    public double B { get; }

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
    /// <remarks>Computes on the caller's thread: tens of milliseconds for thousands of members. Deterministic.</remarks>
    public static Outcome<BgNbdModel> Fit(IEnumerable<PurchaseHistory> histories, FitOptions? options = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(histories);
        options ??= new FitOptions();
        HistoryGroups members = HistoryGroups.Of(histories, cancellationToken);
        if (members.Refuse(options) is { } refusal)
        {
            return new Outcome<BgNbdModel>(refusal);
        }

        // Starts that give the members' mean rate, with members more and less alike, and with little and much dropout.
        double spacing = members.Time / members.Purchases;
        Maximum? maximum = ModelFit.Maximize(
            p => BgNbdLikelihood.Sum(members.Groups, p[0], p[1], p[2], p[3]),
            [[0.3, 0.3 * spacing, 1, 3], [1, spacing, 1, 1], [3, 3 * spacing, 0.5, 5]],
            options,
            cancellationToken);
        return maximum is { } top
            ? new Outcome<BgNbdModel>(new BgNbdModel(top.At[0], top.At[1], top.At[2], top.At[3]) { LogLikelihood = top.Value })
            : new Outcome<BgNbdModel>(ModelFit.NotConverged("BG/NBD", members.Members));
    }

    /// <summary>The log-likelihood of members under this model: how well it explains them, members whom it was not fitted on too.</summary>
    /// <param name="histories">One history for each member.</param>
    /// <param name="cancellationToken">Stops the reading.</param>
    /// <returns>The natural logarithm; 0 for no member.</returns>
    /// <exception cref="OperationCanceledException">The reading was stopped.</exception>
    public double LogLikelihoodOf(IEnumerable<PurchaseHistory> histories, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(histories);
        return BgNbdLikelihood.Sum(HistoryGroups.Of(histories, cancellationToken).Groups, R, Alpha, A, B);
    }

    /// <summary>The probability that a member has not left for good; always 1 for a member without a repeat purchase.</summary>
    /// <param name="history">What he has bought.</param>
    /// <returns>0 to 1.</returns>
    /// <remarks>Do not take it alone for a lifecycle stage: see the remarks of this type.</remarks>
    public double ProbabilityAlive(PurchaseHistory history)
    {
        int x = history.RepeatPurchases;
        return x == 0
            ? 1
            : LogSpace.Logistic(Math.Log(A) - Math.Log(B + (x - 1))
                + ((R + x) * LogSpace.OnePlus((history.Observed - history.LastPurchase) / (Alpha + history.LastPurchase))));
    }

    /// <inheritdoc/>
    public double ExpectedPurchases(double horizon, PurchaseHistory history) =>
        ProbabilityAlive(history)
        * PurchaseSeries.Expected(A, B + history.RepeatPurchases, R + history.RepeatPurchases, Alpha + history.Observed, Checks.Horizon(horizon));

    /// <inheritdoc/>
    public double ExpectedPurchasesOfNewMember(double horizon) => ExpectedPurchases(horizon, default);

    /// <summary>The probability that a member who has just made his first purchase makes a given number of repeat purchases.</summary>
    /// <param name="purchases">Repeat purchases, 0 or more.</param>
    /// <param name="horizon">The time in which he makes them; 0 or more.</param>
    /// <returns>0 to 1; the probabilities of all numbers sum to 1.</returns>
    /// <exception cref="ArgumentOutOfRangeException">The number is negative, or the horizon is negative or not finite.</exception>
    public double ProbabilityOfPurchases(int purchases, double horizon)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(purchases);
        double ratio = Checks.Horizon(horizon) / Alpha;
        if (ratio == 0)
        {
            return purchases == 0 ? 1 : 0;
        }

        // Of the negative binomial number of purchases that he would make if he never left: exactly so many, and stayed; or so many or more, and left at this one.
        double logZ = -LogSpace.OnePlus(1 / ratio);
        double logExactly = LogSpace.Gamma(R + purchases) - LogSpace.Gamma(R) - LogSpace.Gamma(purchases + 1.0)
            - (R * LogSpace.OnePlus(ratio)) + (purchases == 0 ? 0 : purchases * logZ);
        double logBeta = LogSpace.Beta(A, B);
        double stayed = Math.Exp(LogSpace.Beta(A, B + purchases) - logBeta + logExactly);
        return purchases == 0
            ? stayed
            : Math.Min(1, stayed + (Math.Exp(LogSpace.Beta(A + 1, B + (purchases - 1)) - logBeta) * SpecialFunctions.BetaRegularized(purchases, R, Math.Exp(logZ))));
    }
}
