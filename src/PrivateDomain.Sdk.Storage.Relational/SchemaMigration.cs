namespace PrivateDomain.Sdk.Storage.Relational;

/// <summary>What one schema version changes for one record type, or what a store makes beside them.</summary>
/// <param name="Version">The schema version, from 1; 0 for what is not of a record type.</param>
/// <param name="Name">The record type's name, or what else is made: <c>[a-z0-9_]</c>.</param>
/// <param name="Statements">The statements, in order.</param>
public sealed record SchemaMigration(int Version, string Name, IReadOnlyList<string> Statements);
