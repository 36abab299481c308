namespace PrivateDomain.Sdk.Levels;

/// <summary>Tells a member's levels on from where they were told last. What is otherwise by now than it was told is corrected first.</summary>
/// <remarks>Pure. It makes no difference in how many steps the days go by: each change is told once, with its day.</remarks>
internal sealed class LevelTelling
{
    private readonly LevelTerms _terms;
    private readonly List<LevelTransition> _told = [];
    private Level _level;

    internal LevelTelling(LevelState? before, LevelTerms terms)
    {
        _terms = terms;

        // Who has no history yet gets the one that he would have had.
        if (before is { Events: > 0 })
        {
            _level = before.Level;
            AsOf = before.AsOf;
        }
    }

    /// <summary>The day through which the levels are told; <see langword="null"/> where nothing is.</summary>
    internal DateOnly? AsOf { get; private set; }

    /// <summary>What was told that had not been told before.</summary>
    internal IReadOnlyList<LevelTransition> Told => _told;

    /// <summary>Whether something was corrected.</summary>
    internal bool HasCorrected { get; private set; }

    /// <summary>Tells on through a day, not before the one that was come to.</summary>
    /// <param name="gains">What his purchases bring.</param>
    /// <param name="through">The day.</param>
    /// <param name="risen">Why he may have a higher level than was told.</param>
    /// <param name="fallen">Why he may have a lower one.</param>
    internal void Through(GrowthGain[] gains, DateOnly through, string risen, string fallen)
    {
        if (AsOf is { } last)
        {
            Correct(gains, last, through, risen, fallen);
        }

        foreach (LevelTransition transition in LevelRules.Timeline(gains, through, _terms))
        {
            if (AsOf is null || transition.On > AsOf)
            {
                _told.Add(transition);
                _level = transition.To;
            }
        }

        AsOf = through;
    }

    /// <summary>Notes where the purchases of now give another level for the last day than was told. A level is known by its name: ranks may have moved.</summary>
    private void Correct(GrowthGain[] gains, DateOnly last, DateOnly through, string risen, string fallen)
    {
        LevelStanding standing = LevelRules.LevelOf(gains, last, _terms);
        if (standing.Level.Name == _level.Name)
        {
            return;
        }

        // The first day that was not told yet, so that days never descend.
        DateOnly on = last < through ? last.AddDays(1) : through;
        _told.Add(new LevelTransition(on, _level, standing.Level, standing.Level.Rank < _level.Rank ? fallen : risen, standing.Growth));
        _level = standing.Level;
        HasCorrected = true;
    }
}
