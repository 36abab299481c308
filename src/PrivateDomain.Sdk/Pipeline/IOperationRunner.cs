namespace PrivateDomain.Sdk.Pipeline;

/// <summary>Runs writes: through the pipeline, or inside a transaction of the host's.</summary>
internal interface IOperationRunner
{
    /// <summary>Decides a command and stores its effect with its answer, or finds the answer stored under its key.</summary>
    ValueTask<Outcome<TAnswer>> RunAsync<TCommand, TAnswer>(
        Operation<TCommand, TAnswer> operation, ProgramId program, TCommand command, CancellationToken cancellationToken)
        where TAnswer : class;
}
