namespace OrderReplay.Input;

/// <summary>A member of the file, and who brought him.</summary>
internal sealed record ReferredMember(string Id, string? Referrer, long Line);
