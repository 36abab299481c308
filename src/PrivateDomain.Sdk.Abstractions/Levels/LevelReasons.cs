namespace PrivateDomain.Sdk.Levels;

/// <summary>Why a member changed his level: stable dotted codes, listed with their sentences in docs/levels.md.</summary>
public static class LevelReasons
{
    /// <summary>His growth reached the level.</summary>
    public const string Reached = "level.reached";

    /// <summary>His growth is not enough any more, and the time is over for which the level was kept.</summary>
    public const string Lost = "level.lost";

    /// <summary>A correction: what had been counted was refunded. Only in stored histories.</summary>
    public const string Refunded = "level.refunded";

    /// <summary>A correction: a purchase became known on a later day than it was made. Only in stored histories.</summary>
    public const string ReportedLate = "level.reported_late";

    /// <summary>A correction: a merge brought or took purchases, or its undoing did. Only in stored histories.</summary>
    public const string Merged = "level.merged";

    /// <summary>A correction: other terms are in force, or other purchases are stored, than when it was told. Only in stored histories.</summary>
    public const string Recomputed = "level.recomputed";
}
