namespace PrivateDomain.Sdk.Levels;

/// <summary>Settings of levels, checked and fixed. <see cref="LevelOptions"/> says what each means.</summary>
/// <remarks>Immutable and thread-safe.</remarks>
public sealed class LevelTerms
{
    private readonly LevelStep[] _steps;

    /// <summary>Checks and copies settings.</summary>
    /// <param name="options">The settings.</param>
    /// <param name="currency">The currency of the purchases that bring growth.</param>
    /// <exception cref="ArgumentException">The settings are not usable; the message lists every problem.</exception>
    public LevelTerms(LevelOptions options, Currency currency)
    {
        ArgumentNullException.ThrowIfNull(options);
        string[] problems = [.. LevelOptionRules.ProblemsOf(options)];
        if (problems.Length > 0)
        {
            throw new ArgumentException(string.Join(" ", problems), nameof(options));
        }

        _ = currency.Code;
        Currency = currency;
        _steps = [.. options.Steps];
        Steps = [.. _steps];
        _ = Billionths.TryFrom(options.GrowthPerUnit, out long billionths);
        GrowthBillionths = billionths;
        Window = options.Window;
        KeepFor = options.KeepFor;
    }

    /// <summary>The levels, lowest first.</summary>
    public IReadOnlyList<LevelStep> Steps { get; }

    /// <summary>The currency of the purchases that bring growth.</summary>
    public Currency Currency { get; }

    /// <summary>Growth for one unit of the currency, exactly.</summary>
    public decimal GrowthPerUnit => Billionths.ToDecimal(GrowthBillionths);

    /// <summary>For how many days a purchase counts; <see langword="null"/> for ever.</summary>
    public int? Window { get; }

    /// <summary>For how many days a level is kept from each purchase that earned it.</summary>
    public int KeepFor { get; }

    internal long GrowthBillionths { get; }

    /// <summary>The rank that so much growth is enough for.</summary>
    internal int RankOf(Int128 growth)
    {
        int rank = _steps.Length;
        while (rank > 0 && _steps[rank - 1].Growth > growth)
        {
            rank--;
        }

        return rank;
    }

    internal Level LevelOf(int rank) => rank == 0 ? default : new Level(rank, _steps[rank - 1].Name);
}
