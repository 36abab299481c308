using System.Globalization;

namespace OrderReplay;

/// <summary>The part of the members whose events one of several processes replays: share 2 of 3.</summary>
/// <param name="Number">Which share, from 1.</param>
/// <param name="Of">How many there are.</param>
internal sealed record Share(int Number, int Of)
{
    private const int Most = 64;

    /// <exception cref="UsageException">It is no share.</exception>
    public static Share Parse(string value)
    {
        string[] parts = value.Split('/');
        return parts.Length == 2
            && int.TryParse(parts[0], NumberStyles.None, CultureInfo.InvariantCulture, out int number)
            && int.TryParse(parts[1], NumberStyles.None, CultureInfo.InvariantCulture, out int of)
            && number >= 1 && number <= of && of <= Most
            ? new Share(number, of)
            : throw new UsageException($"'{value}' is no share; use NUMBER/OF, 1/3 for the first of three, up to {Most}.");
    }

    /// <summary>Whether a member's events are in this share.</summary>
    /// <param name="hash">A stable hash of the member's id.</param>
    public bool Has(ulong hash) => hash % (ulong)Of == (ulong)(Number - 1);
}
