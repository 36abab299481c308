namespace PrivateDomain.Sdk.Rfm;

/// <summary>What settings of RFM scoring can be.</summary>
internal static class RfmOptionRules
{
    private const long LargestUnit = 1_000_000_000_000_000;

    internal static IEnumerable<string> ProblemsOf(RfmOptions options)
    {
        if (!Enum.IsDefined(options.Binning))
        {
            yield return $"Rfm.Binning is {options.Binning}; use one of {string.Join(", ", Enum.GetNames<RfmBinning>())}.";
        }

        if (options.Bins is < RfmCuts.MinBins or > RfmCuts.MaxBins)
        {
            yield return $"Rfm.Bins is {options.Bins}; use {RfmCuts.MinBins} to {RfmCuts.MaxBins}.";
        }

        if (options.MonetaryUnit is < 1 or > LargestUnit)
        {
            yield return $"Rfm.MonetaryUnit is {options.MonetaryUnit}; use 1 to {LargestUnit} minor units, or null for one unit of the currency.";
        }

        if (options.Segments is null)
        {
            yield return "Rfm.Segments is null; give a table.";
        }
        else if (options.Segments.Bins != options.Bins)
        {
            yield return $"Rfm.Segments is written for {options.Segments.Bins} bins and Rfm.Bins is {options.Bins}; give a table for as many.";
        }

        foreach ((string name, IReadOnlyList<long>? given) in
            new[] { ("RecencyCuts", options.RecencyCuts), ("FrequencyCuts", options.FrequencyCuts), ("MonetaryCuts", options.MonetaryCuts) })
        {
            IReadOnlyList<long> cuts = given ?? [];
            if (options.Binning != RfmBinning.FixedCuts && cuts.Count > 0)
            {
                yield return $"Rfm.{name} is given, but Rfm.Binning is {options.Binning}; use {nameof(RfmBinning.FixedCuts)}, or give no cuts.";
            }

            if (options.Binning == RfmBinning.FixedCuts && cuts.Count != options.Bins - 1)
            {
                yield return $"Rfm.{name} has {cuts.Count} cuts; give one less than Rfm.Bins, which is {options.Bins}.";
            }

            for (int i = 1; i < cuts.Count; i++)
            {
                if (cuts[i] < cuts[i - 1])
                {
                    yield return $"Rfm.{name} descends from {cuts[i - 1]} to {cuts[i]}; write the cuts in ascending order.";
                }
            }
        }
    }
}
