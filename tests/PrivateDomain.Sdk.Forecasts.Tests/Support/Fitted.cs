namespace PrivateDomain.Sdk.Forecasts.Tests.Support;

/// <summary>The models of the CDNOW sample, fitted once.</summary>
internal static class Fitted
{
    private static readonly Lazy<BgNbdModel> s_bgNbd = new(() => BgNbdModel.Fit(Cdnow.SampleHistories).Value);
    private static readonly Lazy<BgNbdModel> s_bgNbdOfTwoDecimals = new(() => BgNbdModel.Fit(Cdnow.SampleHistoriesOfTwoDecimals).Value);
    private static readonly Lazy<ParetoNbdModel> s_paretoNbd = new(() => ParetoNbdModel.Fit(Cdnow.SampleHistories).Value);
    private static readonly Lazy<GammaGammaModel> s_gammaGamma = new(() => GammaGammaModel.Fit(Cdnow.Sample.Select(member => member.Spend)).Value);

    internal static BgNbdModel BgNbd => s_bgNbd.Value;

    internal static BgNbdModel BgNbdOfTwoDecimals => s_bgNbdOfTwoDecimals.Value;

    internal static ParetoNbdModel ParetoNbd => s_paretoNbd.Value;

    internal static GammaGammaModel GammaGamma => s_gammaGamma.Value;

    /// <summary>BG/NBD as Fader, Hardie and Lee print it.</summary>
    internal static BgNbdModel BgNbdOfPaper { get; } = new(.243, 4.414, .793, 2.426);

    /// <summary>BG/NBD as the BTYD walkthrough prints it.</summary>
    internal static BgNbdModel BgNbdOfBtyd { get; } = new(.2425982, 4.4136842, .7929899, 2.4261667);

    /// <summary>Pareto/NBD as the BTYD walkthrough prints it.</summary>
    internal static ParetoNbdModel ParetoNbdOfBtyd { get; } = new(.553, 10.580, .606, 11.656);
}
