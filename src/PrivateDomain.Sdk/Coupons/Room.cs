namespace PrivateDomain.Sdk.Coupons;

/// <summary>A rented array that is handed out piece by piece. What a piece holds at first is not said.</summary>
/// <typeparam name="T">What it is of.</typeparam>
internal ref struct Room<T>
{
    private Span<T> _free;

    internal Room(Span<T> free) => _free = free;

    /// <summary>Hands a piece out.</summary>
    /// <exception cref="ArgumentOutOfRangeException">So much is not left.</exception>
    internal Span<T> Take(int length)
    {
        Span<T> piece = _free[..length];
        _free = _free[length..];
        return piece;
    }
}
