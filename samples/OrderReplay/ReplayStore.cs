using System.Data.Common;
using Microsoft.Extensions.DependencyInjection;
using PrivateDomain.Sdk.Hosting;
using PrivateDomain.Sdk.Pipeline;

namespace OrderReplay;

/// <summary>Where the replay keeps its records: <c>memory</c>, <c>sqlite:PATH</c> or <c>postgres:CONNECTION_STRING</c>.</summary>
/// <param name="Kind">Which of them.</param>
/// <param name="Target">The file or the connection string; empty for memory.</param>
internal sealed record ReplayStore(ReplayStoreKind Kind, string Target)
{
    // Nobody waits at a counter for a replay: larger batches share a commit. In memory there is no wait to share, and small ones stay in the caches.
    private const int MaxBatch = 2_000;
    private const int MaxBatchInMemory = 256;
    private const int MostLanesInMemory = 4;

    /// <summary>How many calls a replay keeps in flight: enough for full batches, and a few more while those are committed.</summary>
    public int CallsInFlight => Kind == ReplayStoreKind.Memory ? 4 * MaxBatchInMemory : 2 * MaxBatch;

    /// <exception cref="UsageException">There is no such store.</exception>
    public static ReplayStore Parse(string value)
    {
        (string kind, string target) = value.IndexOf(':') is > 0 and var end ? (value[..end], value[(end + 1)..]) : (value, "");
        return (kind, string.IsNullOrWhiteSpace(target)) switch
        {
            ("memory", true) => new(ReplayStoreKind.Memory, ""),
            ("sqlite", false) => new(ReplayStoreKind.Sqlite, target),
            ("postgres", false) => new(ReplayStoreKind.PostgreSql, target),

            // Not the value itself: it may hold a password.
            _ => throw new UsageException($"'{kind}' is no store; the stores are memory, sqlite:PATH and postgres:CONNECTION_STRING."),
        };
    }

    /// <summary>The store in a builder's terms, used as a replay uses it.</summary>
    public void Use(PrivateDomainBuilder pd)
    {
        pd.Pipeline(Use);
        switch (Kind)
        {
            case ReplayStoreKind.Sqlite:
                pd.UseSqliteStore(new DbConnectionStringBuilder { ["Data Source"] = Target }.ConnectionString);
                break;
            case ReplayStoreKind.PostgreSql:
                pd.UsePostgreSqlStore(Target);
                break;
            default:
                pd.UseInMemoryStore();
                break;
        }
    }

    private void Use(PipelineOptions pipeline)
    {
        pipeline.MaxBatch = Kind == ReplayStoreKind.Memory ? MaxBatchInMemory : MaxBatch;
        if (Kind == ReplayStoreKind.Memory)
        {
            // A member's events wait for each other here, so no two of them ever stand in different lanes.
            // Lanes wait for each other's commits; with one more than processors there is somebody at work meanwhile.
            pipeline.Lanes = int.Min(MostLanesInMemory, Environment.ProcessorCount + 1);
        }
    }

    /// <summary>For people; a connection string may hold a password and is left out.</summary>
    public override string ToString() => Kind switch
    {
        ReplayStoreKind.Sqlite => Target,
        ReplayStoreKind.PostgreSql => "PostgreSQL",
        _ => "memory",
    };
}
