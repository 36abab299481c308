namespace PrivateDomain.Sdk.Storage.InMemory;

/// <summary>An array without an end, in pages: it grows without moving what is there, and places that nobody uses cost little.</summary>
/// <typeparam name="T">The items.</typeparam>
/// <remarks>Not thread-safe.</remarks>
internal sealed class Pages<T>
{
    private const int PageBits = 8;
    private const int PageLength = 1 << PageBits;

    private T[]?[] _pages = [];

    /// <summary>An item that was made.</summary>
    /// <param name="index">Its index, from 0.</param>
    public ref T this[int index] => ref _pages[index >> PageBits]![index & (PageLength - 1)];

    /// <summary>All items of all pages, also those that nobody made.</summary>
    public IEnumerable<T> All => _pages.OfType<T[]>().SelectMany(static page => page);

    /// <summary>An item, or the default where none was made.</summary>
    /// <param name="index">Its index, from 0.</param>
    /// <returns>The item.</returns>
    public T? Get(int index) =>
        index >> PageBits < _pages.Length && _pages[index >> PageBits] is { } page ? page[index & (PageLength - 1)] : default;

    /// <summary>The place of an item.</summary>
    /// <param name="index">Its index, from 0.</param>
    /// <returns>The place.</returns>
    public ref T Make(int index)
    {
        int page = index >> PageBits;
        if (page >= _pages.Length)
        {
            Array.Resize(ref _pages, int.Max(page + 1, 2 * _pages.Length));
        }

        _pages[page] ??= new T[PageLength];
        return ref this[index];
    }
}
