namespace PrivateDomain.Sdk.Members;

/// <summary>A command with its external ids already hashed: personal data ends at the service.</summary>
internal sealed record LinkedCommand<TCommand>(TCommand Command, IReadOnlyList<ExternalIdLink> Links);
