namespace PrivateDomain.Sdk.Storage.InMemory;

/// <summary>A place in a <see cref="SortedRuns{T}"/>: before the item that stands there, or behind the last one. Valid until the next change.</summary>
/// <param name="Run">The run.</param>
/// <param name="Offset">The offset in the run; the run's length only in the last run.</param>
internal readonly record struct Place(int Run, int Offset)
{
    /// <summary>The later of two places.</summary>
    /// <param name="left">One place.</param>
    /// <param name="right">The other place.</param>
    /// <returns>The later one.</returns>
    public static Place Later(Place left, Place right) => left.IsBefore(right) ? right : left;

    /// <summary>The earlier of two places.</summary>
    /// <param name="left">One place.</param>
    /// <param name="right">The other place.</param>
    /// <returns>The earlier one.</returns>
    public static Place Earlier(Place left, Place right) => left.IsBefore(right) ? left : right;

    /// <summary>Whether this place stands before another.</summary>
    /// <param name="other">The other place.</param>
    /// <returns><see langword="true"/> when it does.</returns>
    public bool IsBefore(Place other) => Run < other.Run || (Run == other.Run && Offset < other.Offset);
}
