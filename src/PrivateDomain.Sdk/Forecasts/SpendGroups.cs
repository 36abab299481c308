namespace PrivateDomain.Sdk.Forecasts;

/// <summary>The spends of many members, each distinct one once, in an order of their own; those who did not come back or paid nothing are left out.</summary>
internal sealed class SpendGroups
{
    private readonly bool _hasRepeatPurchases;

    private SpendGroups(SpendGroup[] groups, bool hasRepeatPurchases)
    {
        Groups = groups;
        _hasRepeatPurchases = hasRepeatPurchases;
        var sum = new ExactSum();
        foreach (SpendGroup group in groups)
        {
            Members += group.Members;
            sum.Add(group.Mean * group.Members);
        }

        MeanSpend = Members == 0 ? 0 : sum.Value / Members;
    }

    internal static Refusal Unbounded { get; } = new(
        ForecastRefusals.MeanSpendUnbounded,
        "The members' spend is spread so widely that a mean does not exist; look for mistaken or wholesale amounts and leave them out.");

    internal SpendGroup[] Groups { get; }

    internal long Members { get; }

    /// <summary>The mean of the members' means.</summary>
    internal double MeanSpend { get; }

    internal static SpendGroups Of(IEnumerable<RepeatSpend> spends, CancellationToken cancellationToken)
    {
        var counts = new Dictionary<RepeatSpend, int>();
        bool hasRepeatPurchases = false;
        foreach (RepeatSpend spend in spends)
        {
            cancellationToken.ThrowIfCancellationRequested();
            hasRepeatPurchases |= spend.Purchases > 0;
            if (spend.Mean > 0)
            {
                counts[spend] = checked(counts.GetValueOrDefault(spend) + 1);
            }
        }

        return new SpendGroups(
            [
                .. counts.Select(pair => new SpendGroup(pair.Key.Purchases, pair.Key.Mean, pair.Value))
                    .OrderBy(group => group.X).ThenBy(group => group.Mean),
            ],
            hasRepeatPurchases);
    }

    /// <summary>Why the model cannot be fitted on these members, or null.</summary>
    internal Refusal? Refuse(FitOptions options) =>
        !_hasRepeatPurchases
            ? new Refusal(ForecastRefusals.NoRepeatPurchases, "None of the members has bought a second time; observe them for longer.")
        : Members < options.MinimumMembers
            ? new Refusal(
                ForecastRefusals.TooFewMembers,
                $"{Members} members with a paid repeat purchase are fewer than the {options.MinimumMembers} that a fit needs; wait for more members.")
        : null;
}
