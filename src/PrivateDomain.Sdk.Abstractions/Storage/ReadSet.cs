namespace PrivateDomain.Sdk.Storage;

/// <summary>Everything that one load reads: single keys and bounded ranges, of any number of owners and record types.</summary>
/// <param name="Keys">Records by key; a key may stand here more than once.</param>
/// <param name="Ranges">Runs of owners' records.</param>
public sealed record ReadSet(IReadOnlyList<RecordKey> Keys, IReadOnlyList<OwnerRange> Ranges);
