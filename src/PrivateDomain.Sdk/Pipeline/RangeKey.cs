using PrivateDomain.Sdk.Storage;

namespace PrivateDomain.Sdk.Pipeline;

/// <summary>Names a range of a workspace.</summary>
internal readonly record struct RangeKey(RecordIndex Index, string Owner, string Program, bool Descending);
