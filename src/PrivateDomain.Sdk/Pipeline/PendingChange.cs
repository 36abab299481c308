using PrivateDomain.Sdk.Storage;

namespace PrivateDomain.Sdk.Pipeline;

/// <summary>A change that a rule asks for: a record to write, a counter to add to, or an expectation.</summary>
internal readonly record struct PendingChange(RecordKey Key, Record? Record, Change.Add? Add, bool IsExpectation);
