namespace PrivateDomain.Sdk.Storage.Relational;

/// <summary>What one schema version changes for one record type.</summary>
/// <param name="Version">The schema version, from 1.</param>
/// <param name="Name">The record type's name.</param>
/// <param name="Statements">The statements, in order.</param>
public sealed record SchemaMigration(int Version, string Name, IReadOnlyList<string> Statements);
