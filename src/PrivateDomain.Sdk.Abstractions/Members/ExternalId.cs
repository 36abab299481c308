namespace PrivateDomain.Sdk.Members;

/// <summary>An id that another system knows a member by: an openid, a unionid, a phone number.</summary>
/// <remarks>
/// The value is never stored: only its keyed hash (HMAC-SHA-256), for matching. Two members never share one.
/// Normalize phone numbers and e-mail addresses before passing them; values compare by code point.
/// </remarks>
public sealed record ExternalId
{
    /// <summary>Names an external id.</summary>
    /// <param name="kind">Which system it is of: <c>openid</c>, <c>phone</c>; <c>[a-z][a-z0-9_.-]*</c>, at most 32 characters.</param>
    /// <param name="value">The id there, as an id text of 1 to 128 characters.</param>
    /// <exception cref="ArgumentException">The kind or the value is not usable; the message does not repeat the value.</exception>
    public ExternalId(string kind, string value)
    {
        ArgumentNullException.ThrowIfNull(kind);
        bool allowed = kind.Length is > 0 and <= 32 && char.IsAsciiLetterLower(kind[0])
            && kind.All(static c => char.IsAsciiLetterLower(c) || char.IsAsciiDigit(c) || c is '_' or '.' or '-');
        Kind = allowed ? kind : throw new ArgumentException("An external id's kind is [a-z][a-z0-9_.-]*, at most 32 characters.", nameof(kind));
        Value = Identifier.Require(value, "external id");
    }

    /// <summary>Which system the id is of.</summary>
    public string Kind { get; }

    /// <summary>The id there: personal data.</summary>
    public string Value { get; }

    /// <summary>The kind alone: the value is personal data and stays out of logs.</summary>
    /// <returns>The text.</returns>
    public override string ToString() => $"{Kind}:***";
}
