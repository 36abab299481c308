using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace PrivateDomain.Sdk.Forecasts;

/// <summary>The models of a run: what they say of a member, in whole numbers, and how they are stored. Immutable and pure.</summary>
internal sealed class ForecastModels
{
    private const double DaysPerWeek = 7;
    private readonly IPurchaseModel _purchases;
    private readonly GammaGammaModel? _spend;
    private readonly double _horizon;
    private readonly ValueTerms _terms;

    internal ForecastModels(IPurchaseModel purchases, GammaGammaModel? spend, long horizonDays)
    {
        _purchases = purchases;
        _spend = spend;
        HorizonDays = horizonDays;
        _horizon = horizonDays / DaysPerWeek;

        // The whole horizon is one period, and what comes in it is not discounted.
        _terms = new ValueTerms(periods: 1, periodLength: _horizon, discountRate: 0);
    }

    internal PurchaseModelKind Kind => _purchases is BgNbdModel ? PurchaseModelKind.BgNbd : PurchaseModelKind.ParetoNbd;

    internal long HorizonDays { get; }

    internal string Parameters => _purchases switch
    {
        BgNbdModel m => Text(m.R, m.Alpha, m.A, m.B),
        ParetoNbdModel m => Text(m.R, m.Alpha, m.S, m.Beta),
        _ => throw new InvalidOperationException("The model is not one of those that are stored."),
    };

    internal string? SpendParameters => _spend is { } m ? Text(m.P, m.Q, m.V) : null;

    /// <summary>16 hexadecimal digits: equal for equal models and horizons.</summary>
    internal string Version => Convert.ToHexString(SHA256.HashData(Encoding.UTF8.GetBytes(string.Create(
        CultureInfo.InvariantCulture, $"{Kind}\n{Parameters}\n{SpendParameters}\n{HorizonDays}"))).AsSpan(0, 8)).ToLower(CultureInfo.InvariantCulture);

    /// <summary>The models that a run was made by.</summary>
    internal static ForecastModels Of(ForecastRun run)
    {
        double[] p = Numbers(run.Parameters);
        double[]? s = run.SpendParameters is { } spend ? Numbers(spend) : null;
        return new ForecastModels(
            run.Model == PurchaseModelKind.BgNbd ? new BgNbdModel(p[0], p[1], p[2], p[3]) : new ParetoNbdModel(p[0], p[1], p[2], p[3]),
            s is null ? null : new GammaGammaModel(s[0], s[1], s[2]),
            run.HorizonDays);
    }

    /// <summary>The run that these models begin.</summary>
    internal ForecastRun ToRun(string program, DateOnly asOf) => new()
    {
        Program = program,
        AsOf = asOf,
        Model = Kind,
        Parameters = Parameters,
        SpendParameters = SpendParameters,
        HorizonDays = HorizonDays,
        Version = Version,
    };

    /// <summary>What to store of a member.</summary>
    internal MemberForecast Of(ForecastBuyer buyer, string program, string version)
    {
        PurchaseHistory history = buyer.History;

        // BG/NBD lets nobody leave before his second purchase, so that of a first one it says nothing.
        bool isTold = Kind != PurchaseModelKind.BgNbd || history.RepeatPurchases > 0;
        return new MemberForecast
        {
            Program = program,
            MemberId = buyer.MemberId,
            AliveBillionths = isTold ? Whole(_purchases.ProbabilityAlive(history) * Billionths.One) : null,
            ExpectedPurchasesBillionths = Whole(_purchases.ExpectedPurchases(_horizon, history) * Billionths.One),
            ExpectedValue = _spend is null ? null : Whole(_spend.CustomerValue(_purchases, history, buyer.Spend, _terms)),
            AsOf = buyer.Through,
            Version = version,
        };
    }

    /// <summary>Rounded half up; never above the greatest 64-bit integer, whatever a model says of a strange history.</summary>
    private static long Whole(double estimate) => estimate >= long.MaxValue ? long.MaxValue : (long)Math.Round(estimate, MidpointRounding.AwayFromZero);

    private static string Text(params double[] numbers) => string.Join(' ', numbers.Select(static number => number.ToString("R", CultureInfo.InvariantCulture)));

    private static double[] Numbers(string text) =>
        [.. text.Split(' ').Select(static number => double.Parse(number, NumberStyles.Float, CultureInfo.InvariantCulture))];
}
