namespace PrivateDomain.Sdk.Members;

/// <summary>The answer to setting attributes. Holds no value: it is kept under the operation's key.</summary>
/// <param name="MemberId">Whose.</param>
/// <param name="Set">How many got a value, or another one.</param>
/// <param name="Cleared">How many lost theirs.</param>
/// <param name="Unchanged">How many were just so already.</param>
public sealed record AttributesReceipt(MemberId MemberId, int Set, int Cleared, int Unchanged);
