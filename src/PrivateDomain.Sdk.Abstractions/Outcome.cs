using System.Diagnostics.CodeAnalysis;

namespace PrivateDomain.Sdk;

/// <summary>The answer to a write: a value when it took effect, or a <see cref="Sdk.Refusal"/> when the business said no.</summary>
/// <typeparam name="T">What an accepted write answers with.</typeparam>
/// <remarks>An immutable value. Store trouble is never an outcome: it is a <see cref="Storage.StoreException"/>.</remarks>
public readonly record struct Outcome<T>
    where T : class
{
    private readonly T? _value;

    /// <summary>Makes the outcome of an accepted write.</summary>
    /// <param name="value">The answer.</param>
    /// <param name="isReplayed">Whether this is the stored answer of an earlier call with the same key.</param>
    public Outcome(T value, bool isReplayed = false)
    {
        ArgumentNullException.ThrowIfNull(value);
        _value = value;
        IsReplayed = isReplayed;
    }

    /// <summary>Makes the outcome of a refused write.</summary>
    /// <param name="refusal">Why it was refused.</param>
    /// <param name="isReplayed">Whether this is the stored answer of an earlier call with the same key.</param>
    public Outcome(Refusal refusal, bool isReplayed = false)
    {
        ArgumentNullException.ThrowIfNull(refusal);
        Refusal = refusal;
        IsReplayed = isReplayed;
    }

    /// <summary>Whether the write took effect, now or in an earlier call with the same key.</summary>
    [MemberNotNullWhen(false, nameof(Refusal))]
    public bool IsAccepted => _value is not null;

    /// <summary>The answer of an accepted write.</summary>
    /// <exception cref="InvalidOperationException">The write was refused; the message carries the refusal.</exception>
    public T Value => _value ?? throw new InvalidOperationException(
        Refusal is null ? "This outcome is default and was never given a value." : $"The operation was refused: {Refusal.Code}: {Refusal.Message}");

    /// <summary>Why the write was refused; <see langword="null"/> when it was accepted.</summary>
    public Refusal? Refusal { get; }

    /// <summary>Whether this is the stored answer of an earlier call with the same key: this call changed nothing.</summary>
    public bool IsReplayed { get; }

    /// <summary>Takes the outcome apart in one step.</summary>
    /// <param name="value">The answer when accepted.</param>
    /// <param name="refusal">The refusal when refused.</param>
    /// <returns><see langword="true"/> when accepted.</returns>
    public bool TryGetValue([NotNullWhen(true)] out T? value, [NotNullWhen(false)] out Refusal? refusal)
    {
        value = _value;
        refusal = _value is null ? Refusal ?? throw new InvalidOperationException("This outcome is default and was never given a value.") : null;
        return _value is not null;
    }

    /// <summary>The outcome for a log: the answer, or the refusal's code. Never throws.</summary>
    /// <returns>The text.</returns>
    public override string ToString() => (_value is null ? Refusal?.Code ?? "none" : _value.ToString()) + (IsReplayed ? " (replayed)" : "");
}
