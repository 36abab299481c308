using Microsoft.Extensions.Options;
using PrivateDomain.Sdk.Operations;
using PrivateDomain.Sdk.Pipeline;
using PrivateDomain.Sdk.Storage;

namespace PrivateDomain.Sdk.Hosting;

/// <summary>Makes the services of a program.</summary>
internal sealed class ProgramServicesFactory
{
    private readonly OperationPipeline _pipeline;
    private readonly StoreStarter _starter;
    private readonly IRecordStore _store;
    private readonly Policies _policies;
    private readonly PrivateDomainOptions _options;
    private readonly TimeProvider _clock;

    public ProgramServicesFactory(
        OperationPipeline pipeline,
        StoreStarter starter,
        IRecordStore store,
        Policies policies,
        IOptions<PrivateDomainOptions> options,
        TimeProvider clock)
    {
        _pipeline = pipeline;
        _starter = starter;
        _store = store;
        _policies = policies;
        _options = options.Value;
        _clock = clock;
        Default = For(_options.Program);
    }

    internal IPrivateDomain Default { get; }

    internal IPrivateDomain For(ProgramId program) => new ProgramServices(ContextOf(program), this);

    internal ProgramContext ContextOf(ProgramId program)
    {
        _ = program.Value;
        return new ProgramContext(program, _pipeline, _starter, _store, _policies, _options, _clock);
    }
}
