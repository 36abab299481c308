using PrivateDomain.Sdk.Storage.Conformance;

namespace PrivateDomain.Sdk.Storage.Tests.Mutants;

// Suites that the runner does not find, because they are not public: the kit's own tests run them on spoiled stores.
internal sealed class AtomicProbe(IStoreHarness harness) : AtomicContract(harness);

internal sealed class ConflictProbe(IStoreHarness harness) : ConflictContract(harness);

internal sealed class GuardedAddProbe(IStoreHarness harness) : GuardedAddContract(harness);

internal sealed class ArgumentProbe(IStoreHarness harness) : ArgumentContract(harness);

internal sealed class DurableProbe(IStoreHarness harness) : DurableContract(harness);

internal sealed class InitializationProbe(IStoreHarness harness) : InitializationContract(harness);

internal sealed class ReadYourWritesProbe(IStoreHarness harness) : ReadYourWritesContract(harness);

internal sealed class RangeProbe(IStoreHarness harness) : RangeContract(harness);

internal sealed class IsolationProbe(IStoreHarness harness) : IsolationContract(harness);

internal sealed class ExactProbe(IStoreHarness harness) : ExactContract(harness);

internal sealed class PageProbe(IStoreHarness harness) : PageContract(harness);

internal sealed class SmallProbe(IStoreHarness harness) : SmallContract(harness);

internal sealed class DecoratorProbe(IStoreHarness harness) : DecoratorContract(harness);

internal sealed class ConcurrencyProbe(IStoreHarness harness) : ConcurrencyContract(harness);

internal sealed class GeneratedProbe(IStoreHarness harness) : GeneratedContract(harness);
