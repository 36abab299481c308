namespace PrivateDomain.Sdk.Forecasts;

/// <summary>The histories of many members, each distinct one once, in an order of their own: the order in which members come changes no digit.</summary>
internal sealed class HistoryGroups
{
    private HistoryGroups(HistoryGroup[] groups)
    {
        Groups = groups;
        foreach (HistoryGroup group in groups)
        {
            Members += group.Members;
            Purchases += (double)group.X * group.Members;
            Time += group.Observed * group.Members;
        }
    }

    internal HistoryGroup[] Groups { get; }

    internal long Members { get; }

    /// <summary>All repeat purchases.</summary>
    internal double Purchases { get; }

    /// <summary>All time observed.</summary>
    internal double Time { get; }

    internal static HistoryGroups Of(IEnumerable<PurchaseHistory> histories, CancellationToken cancellationToken)
    {
        var counts = new Dictionary<PurchaseHistory, int>();
        foreach (PurchaseHistory history in histories)
        {
            cancellationToken.ThrowIfCancellationRequested();
            counts[history] = checked(counts.GetValueOrDefault(history) + 1);
        }

        return new HistoryGroups(
        [
            .. counts.Select(pair => new HistoryGroup(pair.Key.RepeatPurchases, pair.Key.LastPurchase, pair.Key.Observed, pair.Value))
                .OrderBy(group => group.X).ThenBy(group => group.LastPurchase).ThenBy(group => group.Observed),
        ]);
    }

    /// <summary>Why no purchase model can be fitted on these members, or null.</summary>
    internal Refusal? Refuse(FitOptions options) =>
        Members < options.MinimumMembers
            ? new Refusal(ForecastRefusals.TooFewMembers, $"{Members} members are fewer than the {options.MinimumMembers} that a fit needs; wait for more members.")
        : Purchases == 0 || Time == 0
            ? new Refusal(ForecastRefusals.NoRepeatPurchases, $"None of the {Members} members has bought a second time; observe them for longer.")
        : null;
}
