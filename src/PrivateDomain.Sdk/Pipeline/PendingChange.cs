using PrivateDomain.Sdk.Storage;

namespace PrivateDomain.Sdk.Pipeline;

/// <summary>A change that a rule asks for: a record to write, or else a guarded add, a removal or an expectation.</summary>
internal readonly record struct PendingChange(Record? Record, Change? Other);
