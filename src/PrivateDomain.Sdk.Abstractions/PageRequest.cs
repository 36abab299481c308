namespace PrivateDomain.Sdk;

/// <summary>Which page of a list is wanted.</summary>
/// <param name="Cursor">The previous page's <see cref="Page{T}.NextCursor"/>; <see langword="null"/> for the first page.</param>
/// <param name="Size">How many items at most, 1 to <see cref="MaxSize"/>.</param>
public sealed record PageRequest(string? Cursor = null, int Size = PageRequest.DefaultSize)
{
    /// <summary>The size of a page when none is asked for.</summary>
    public const int DefaultSize = 50;

    /// <summary>The largest page.</summary>
    public const int MaxSize = 500;
}
