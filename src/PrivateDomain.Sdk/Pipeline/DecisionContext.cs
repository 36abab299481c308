namespace PrivateDomain.Sdk.Pipeline;

/// <summary>All that a rule may know besides its command: what was read, whose program it is, and the time of the decision.</summary>
/// <param name="View">The records.</param>
/// <param name="Program">The program.</param>
/// <param name="Now">The time of the decision.</param>
/// <param name="Operation">The operation as kind and key, for ledger entries.</param>
internal readonly record struct DecisionContext(Workspace View, string Program, DateTimeOffset Now, string Operation);
