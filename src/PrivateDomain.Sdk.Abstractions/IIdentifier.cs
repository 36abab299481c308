namespace PrivateDomain.Sdk;

/// <summary>A typed id: a text that keeps ids of different kinds apart at compile time.</summary>
/// <typeparam name="TSelf">The id type itself.</typeparam>
/// <remarks>
/// Every id holds 1 to <see cref="Identifier.MaxLength"/> UTF-16 code units of well-formed Unicode without control characters.
/// Ids compare by code point: <c>a</c>, <c>A</c> and <c>a␠</c> (trailing blank) are three ids and are never merged.
/// </remarks>
public interface IIdentifier<TSelf>
    where TSelf : struct, IIdentifier<TSelf>
{
    /// <summary>The text of the id.</summary>
    /// <exception cref="InvalidOperationException">The id is <c>default</c> and was never given a value.</exception>
    string Value { get; }

    /// <summary>Makes an id from text.</summary>
    /// <param name="value">The text of the id.</param>
    /// <returns>The id.</returns>
    /// <exception cref="ArgumentException">The text is not a usable id; the message says why.</exception>
    static abstract TSelf Create(string value);
}
