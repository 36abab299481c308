using System.Data.Common;
using Microsoft.Extensions.Options;
using PrivateDomain.Sdk.Levels;
using PrivateDomain.Sdk.Lifecycle;
using PrivateDomain.Sdk.Operations;
using PrivateDomain.Sdk.Pipeline;
using PrivateDomain.Sdk.Segments;
using PrivateDomain.Sdk.Storage;

namespace PrivateDomain.Sdk.Hosting;

/// <summary>Makes the services of a program.</summary>
internal sealed class ProgramServicesFactory
{
    private readonly ProgramServicesFactory? _outside;
    private readonly IOperationRunner _operations;
    private readonly StoreStarter _starter;
    private readonly IRecordStore _store;
    private readonly Policies _policies;
    private readonly PrivateDomainOptions _options;
    private readonly TimeProvider _clock;
    private readonly PipelineTelemetry _telemetry;
    private readonly IFollower? _follower;

    public ProgramServicesFactory(
        OperationPipeline pipeline,
        StoreStarter starter,
        IRecordStore store,
        Policies policies,
        IOptions<PrivateDomainOptions> options,
        TimeProvider clock,
        PipelineTelemetry telemetry)
    {
        _telemetry = telemetry;
        _operations = pipeline;
        _starter = starter;
        _store = store;
        _policies = policies;
        _options = options.Value;
        _clock = clock;
        _follower = FollowerOf(_options, telemetry);
        Default = For(_options.Program);
    }

    /// <summary>The same, inside a transaction of the host's.</summary>
    private ProgramServicesFactory(ProgramServicesFactory outside, IRecordStore enlisted)
    {
        _outside = outside;
        _operations = new EnlistedOperations(enlisted, outside._clock, outside._telemetry);
        _starter = outside._starter;
        _store = enlisted;
        _policies = outside._policies;
        _options = outside._options;
        _clock = outside._clock;
        _telemetry = outside._telemetry;
        _follower = outside._follower;
        Default = For(_options.Program);
    }

    internal IPrivateDomain Default { get; }

    /// <summary>What follows every decision. Segments come last: they ask for what the others keep.</summary>
    private static IFollower? FollowerOf(PrivateDomainOptions options, PipelineTelemetry telemetry)
    {
        var followers = new List<IFollower>();
        if (options.Lifecycle.IsKept)
        {
            followers.Add(new LifecycleFollower(options));
        }

        if (options.Levels.ToTerms(options.Currency) is { } levels)
        {
            followers.Add(new LevelFollower(options, levels));
        }

        if (options.Segments.AreKept)
        {
            followers.Add(new SegmentFollower(options, telemetry));
        }

        return Followers.Of(followers);
    }

    internal IPrivateDomain For(ProgramId program) => new ProgramServices(ContextOf(program), this);

    internal IPrivateDomain Enlist(ProgramId program, DbConnection connection, DbTransaction transaction)
    {
        ArgumentNullException.ThrowIfNull(connection);
        ArgumentNullException.ThrowIfNull(transaction);
        ProgramServicesFactory outside = _outside ?? this;
        return new ProgramServicesFactory(outside, new TurnTakingStore(outside._store.Enlist(connection, transaction))).For(program);
    }

    internal ProgramContext ContextOf(ProgramId program)
    {
        _ = program.Value;
        return new ProgramContext(program, _operations, _follower, _starter, _store, _policies, _options, _clock);
    }
}
