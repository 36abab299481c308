using PrivateDomain.Sdk.Storage;

namespace PrivateDomain.Sdk.Verification;

/// <summary>The order in which streams of records are walked side by side.</summary>
internal static class OwnerOrder
{
    /// <summary>The owner that comes first; <see langword="null"/> stands for a stream that has ended.</summary>
    internal static string? First(string? left, string? right) =>
        left is null || (right is not null && CodePointComparer.Instance.Compare(left, right) > 0) ? right : left;
}
