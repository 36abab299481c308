namespace PrivateDomain.Sdk.Tags;

/// <summary>What came of a stream of tags, so far or in all. A command that was done before counts by its first answer, and as replayed too.</summary>
public sealed record TagBulk
{
    /// <summary>How many refusals are kept in <see cref="FirstRefusals"/>.</summary>
    public const int MaxRefusals = 100;

    /// <summary>How many commands have an answer.</summary>
    public long Commands { get; init; }

    /// <summary>How many set a tag that was not there: <see cref="TagChange.Set"/>.</summary>
    public long Set { get; init; }

    /// <summary>How many changed an expiry or a source: <see cref="TagChange.Renewed"/>.</summary>
    public long Renewed { get; init; }

    /// <summary>How many replaced another value: <see cref="TagChange.Replaced"/>.</summary>
    public long Replaced { get; init; }

    /// <summary>How many found it so: <see cref="TagChange.Unchanged"/>.</summary>
    public long Unchanged { get; init; }

    /// <summary>How many yielded to a stronger source: <see cref="TagChange.Kept"/>.</summary>
    public long Kept { get; init; }

    /// <summary>How many were refused.</summary>
    public long Refused { get; init; }

    /// <summary>How many of all had been done before, under the same key.</summary>
    public long Replayed { get; init; }

    /// <summary>The first refusals, in the order of the stream.</summary>
    public IReadOnlyList<RefusedTag> FirstRefusals { get; init; } = [];
}
