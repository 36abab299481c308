using PrivateDomain.Sdk.Storage.Conformance;
using Xunit;

namespace PrivateDomain.Sdk.Storage.Tests.Sqlite;

public sealed class SqliteAtomic(SqliteHarness harness) : AtomicContract(harness), IClassFixture<SqliteHarness>;

public sealed class SqliteConflict(SqliteHarness harness) : ConflictContract(harness), IClassFixture<SqliteHarness>;

public sealed class SqliteGuardedAdd(SqliteHarness harness) : GuardedAddContract(harness), IClassFixture<SqliteHarness>;

public sealed class SqliteArgument(SqliteHarness harness) : ArgumentContract(harness), IClassFixture<SqliteHarness>;

public sealed class SqliteDurable(SqliteHarness harness) : DurableContract(harness), IClassFixture<SqliteHarness>;

public sealed class SqliteInitialization(SqliteHarness harness) : InitializationContract(harness), IClassFixture<SqliteHarness>;

public sealed class SqliteReadYourWrites(SqliteHarness harness) : ReadYourWritesContract(harness), IClassFixture<SqliteHarness>;

public sealed class SqliteRange(SqliteHarness harness) : RangeContract(harness), IClassFixture<SqliteHarness>;

public sealed class SqliteIsolation(SqliteHarness harness) : IsolationContract(harness), IClassFixture<SqliteHarness>;

public sealed class SqliteExact(SqliteHarness harness) : ExactContract(harness), IClassFixture<SqliteHarness>;

public sealed class SqlitePage(SqliteHarness harness) : PageContract(harness), IClassFixture<SqliteHarness>;

public sealed class SqliteSmall(SqliteHarness harness) : SmallContract(harness), IClassFixture<SqliteHarness>;

public sealed class SqliteDecorator(SqliteHarness harness) : DecoratorContract(harness), IClassFixture<SqliteHarness>;

public sealed class SqliteConcurrency(SqliteHarness harness) : ConcurrencyContract(harness), IClassFixture<SqliteHarness>;

public sealed class SqliteGenerated(SqliteHarness harness) : GeneratedContract(harness), IClassFixture<SqliteHarness>;
