using System.Text.Json.Serialization.Metadata;

namespace PrivateDomain.Sdk.Pipeline;

/// <summary>An operation together with what follows from its decision.</summary>
internal sealed class FollowedOperation<TCommand, TAnswer>(Operation<TCommand, TAnswer> inner, IFollower follower) : Operation<TCommand, TAnswer>
    where TAnswer : class
{
    internal override string Kind => inner.Kind;

    internal override bool IsKept => inner.IsKept;

    internal override JsonTypeInfo<TAnswer>? AnswerContract => inner.AnswerContract;

    internal override string KeyOf(TCommand command) => inner.KeyOf(command);

    internal override string OwnerOf(TCommand command) => inner.OwnerOf(command);

    internal override DateTimeOffset? TimeOf(TCommand command) => inner.TimeOf(command);

    internal override void Describe(TCommand command, FingerprintBuilder fingerprint) => inner.Describe(command, fingerprint);

    /// <summary>What follows depends on what is decided: a trial decision asks for it, so that the whole batch reads it at once.</summary>
    internal override void Read(in DecisionContext context, TCommand command)
    {
        inner.Read(context, command);
        if (!context.View.IsIncomplete)
        {
            Decide(context, command, isTrial: true);
        }
    }

    internal override Decision<TAnswer> Decide(in DecisionContext context, TCommand command) => Decide(context, command, isTrial: false);

    private Decision<TAnswer> Decide(in DecisionContext context, TCommand command, bool isTrial)
    {
        Decision<TAnswer> decision = inner.Decide(context, command);
        if (context.View.IsIncomplete || decision.Changes is null)
        {
            return decision;
        }

        follower.Follow(context, decision.Changes, isTrial);
        return context.View.IsIncomplete ? Decision<TAnswer>.Incomplete : decision;
    }
}
