using PrivateDomain.Sdk.Storage.Conformance;
using Xunit;

namespace PrivateDomain.Sdk.Storage.Tests.PostgreSql;

public sealed class PostgreSqlAtomic(PostgreSqlHarness harness) : AtomicContract(harness), IClassFixture<PostgreSqlHarness>;

public sealed class PostgreSqlConflict(PostgreSqlHarness harness) : ConflictContract(harness), IClassFixture<PostgreSqlHarness>;

public sealed class PostgreSqlGuardedAdd(PostgreSqlHarness harness) : GuardedAddContract(harness), IClassFixture<PostgreSqlHarness>;

public sealed class PostgreSqlArgument(PostgreSqlHarness harness) : ArgumentContract(harness), IClassFixture<PostgreSqlHarness>;

public sealed class PostgreSqlDurable(PostgreSqlHarness harness) : DurableContract(harness), IClassFixture<PostgreSqlHarness>;

public sealed class PostgreSqlInitialization(PostgreSqlHarness harness) : InitializationContract(harness), IClassFixture<PostgreSqlHarness>;

public sealed class PostgreSqlReadYourWrites(PostgreSqlHarness harness) : ReadYourWritesContract(harness), IClassFixture<PostgreSqlHarness>;

public sealed class PostgreSqlRange(PostgreSqlHarness harness) : RangeContract(harness), IClassFixture<PostgreSqlHarness>;

public sealed class PostgreSqlIsolation(PostgreSqlHarness harness) : IsolationContract(harness), IClassFixture<PostgreSqlHarness>;

public sealed class PostgreSqlExact(PostgreSqlHarness harness) : ExactContract(harness), IClassFixture<PostgreSqlHarness>;

public sealed class PostgreSqlPage(PostgreSqlHarness harness) : PageContract(harness), IClassFixture<PostgreSqlHarness>;

public sealed class PostgreSqlSmall(PostgreSqlHarness harness) : SmallContract(harness), IClassFixture<PostgreSqlHarness>;

public sealed class PostgreSqlDecorator(PostgreSqlHarness harness) : DecoratorContract(harness), IClassFixture<PostgreSqlHarness>;

public sealed class PostgreSqlConcurrency(PostgreSqlHarness harness) : ConcurrencyContract(harness), IClassFixture<PostgreSqlHarness>;

public sealed class PostgreSqlGenerated(PostgreSqlHarness harness) : GeneratedContract(harness), IClassFixture<PostgreSqlHarness>;
