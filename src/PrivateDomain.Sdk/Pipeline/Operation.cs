using System.Text.Json.Serialization.Metadata;

namespace PrivateDomain.Sdk.Pipeline;

/// <summary>One kind of write: how its command is keyed and told apart, what it reads, and what it decides. Stateless and pure.</summary>
internal abstract class Operation<TCommand, TAnswer>
    where TAnswer : class
{
    /// <summary>The kind, part of the stored key: <c>points.grant</c>.</summary>
    internal abstract string Kind { get; }

    /// <summary>How the answer is kept; <see langword="null"/> where it is not.</summary>
    internal abstract JsonTypeInfo<TAnswer>? AnswerContract { get; }

    /// <summary>
    /// Whether the answer is kept under the key. Not for what only brings records in line with others: it may be decided any number of times.
    /// </summary>
    internal virtual bool IsKept => true;

    /// <summary>Whether something may follow from its decisions. Not from what only reads, nor from what does itself what would follow.</summary>
    internal virtual bool IsFollowed => true;

    /// <summary>The caller's key.</summary>
    internal abstract string KeyOf(TCommand command);

    /// <summary>Whose command it is: commands of one owner are decided in the order of their arrival.</summary>
    internal abstract string OwnerOf(TCommand command);

    /// <summary>The time of the decision, where the command states one.</summary>
    internal abstract DateTimeOffset? TimeOf(TCommand command);

    /// <summary>Writes down the command's content, field by field.</summary>
    internal abstract void Describe(TCommand command, FingerprintBuilder fingerprint);

    /// <summary>Asks for what the decision will most likely read, as far as what was read so far tells. Called again after each round of reading.</summary>
    internal abstract void Read(in DecisionContext context, TCommand command);

    /// <summary>Decides. Returns <see cref="Decision{TAnswer}.Incomplete"/> as soon as the view lacks something.</summary>
    internal abstract Decision<TAnswer> Decide(in DecisionContext context, TCommand command);
}
