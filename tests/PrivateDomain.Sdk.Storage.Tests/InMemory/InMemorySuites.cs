using PrivateDomain.Sdk.Storage.Conformance;
using Xunit;

namespace PrivateDomain.Sdk.Storage.Tests.InMemory;

public sealed class InMemoryAtomic(InMemoryHarness harness) : AtomicContract(harness), IClassFixture<InMemoryHarness>;

public sealed class InMemoryConflict(InMemoryHarness harness) : ConflictContract(harness), IClassFixture<InMemoryHarness>;

public sealed class InMemoryGuardedAdd(InMemoryHarness harness) : GuardedAddContract(harness), IClassFixture<InMemoryHarness>;

public sealed class InMemoryArgument(InMemoryHarness harness) : ArgumentContract(harness), IClassFixture<InMemoryHarness>;

public sealed class InMemoryDurable(InMemoryHarness harness) : DurableContract(harness), IClassFixture<InMemoryHarness>;

public sealed class InMemoryInitialization(InMemoryHarness harness) : InitializationContract(harness), IClassFixture<InMemoryHarness>;

public sealed class InMemoryReadYourWrites(InMemoryHarness harness) : ReadYourWritesContract(harness), IClassFixture<InMemoryHarness>;

public sealed class InMemoryRange(InMemoryHarness harness) : RangeContract(harness), IClassFixture<InMemoryHarness>;

public sealed class InMemoryIsolation(InMemoryHarness harness) : IsolationContract(harness), IClassFixture<InMemoryHarness>;

public sealed class InMemoryExact(InMemoryHarness harness) : ExactContract(harness), IClassFixture<InMemoryHarness>;

public sealed class InMemoryPage(InMemoryHarness harness) : PageContract(harness), IClassFixture<InMemoryHarness>;

public sealed class InMemorySmall(InMemoryHarness harness) : SmallContract(harness), IClassFixture<InMemoryHarness>;

public sealed class InMemoryDecorator(InMemoryHarness harness) : DecoratorContract(harness), IClassFixture<InMemoryHarness>;

public sealed class InMemoryConcurrency(InMemoryHarness harness) : ConcurrencyContract(harness), IClassFixture<InMemoryHarness>;

public sealed class InMemoryGenerated(InMemoryHarness harness) : GeneratedContract(harness), IClassFixture<InMemoryHarness>;
