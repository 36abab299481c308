namespace PrivateDomain.Sdk.Members;

/// <summary>A command with its values checked and in one order.</summary>
internal sealed record AttributesCommand(SetAttributes Command, IReadOnlyList<(string Name, AttributeValue? Value)> Values);
