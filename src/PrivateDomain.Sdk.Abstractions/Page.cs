namespace PrivateDomain.Sdk;

/// <summary>One page of a longer list.</summary>
/// <typeparam name="T">What the list holds.</typeparam>
/// <param name="Items">The items of this page, in the list's order.</param>
/// <param name="NextCursor">Pass it to get the next page; <see langword="null"/> on the last page. Opaque and stable: it may be stored.</param>
/// <remarks>Pages neither skip nor repeat an item that existed throughout, also while items are being added.</remarks>
public sealed record Page<T>(IReadOnlyList<T> Items, string? NextCursor);
