namespace PrivateDomain.Sdk.Pipeline;

/// <summary>What a rule decided: an answer with its changes, or a refusal that leaves no trace but its own record.</summary>
internal readonly struct Decision<TAnswer>
    where TAnswer : class
{
    private Decision(TAnswer? answer, Changes? changes, Refusal? refusal)
    {
        Answer = answer;
        Changes = changes;
        Refusal = refusal;
    }

    /// <summary>The rule ran into something that was not read; it will be asked again.</summary>
    internal static Decision<TAnswer> Incomplete => default;

    internal TAnswer? Answer { get; }

    internal Changes? Changes { get; }

    internal Refusal? Refusal { get; }

    public static implicit operator Decision<TAnswer>(Refusal refusal) => new(null, null, refusal);

    internal static Decision<TAnswer> Accept(TAnswer answer, Changes changes) => new(answer, changes, null);
}
