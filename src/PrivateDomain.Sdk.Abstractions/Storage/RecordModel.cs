namespace PrivateDomain.Sdk.Storage;

/// <summary>All record types that a store must hold, with the version of their schema.</summary>
/// <remarks>
/// A schema version is the set of types, columns and indexes whose <c>Since</c> is that number: a store at version n
/// reaches n+1 by creating just those, so migrations follow from the declarations. Immutable and thread-safe.
/// </remarks>
public sealed class RecordModel
{
    /// <summary>Makes a model.</summary>
    /// <param name="types">The record types; names must differ.</param>
    /// <exception cref="ArgumentException">Two types share a name.</exception>
    public RecordModel(params IReadOnlyList<RecordType> types)
    {
        ArgumentNullException.ThrowIfNull(types);
        foreach (IGrouping<string, RecordType> twins in types.GroupBy(t => t.Name, StringComparer.Ordinal).Where(g => g.Skip(1).Any()))
        {
            throw new ArgumentException($"Two record types are called '{twins.Key}'.", nameof(types));
        }

        Types = types;
        Version = types.SelectMany(t => t.Columns.Select(c => c.Since).Concat(t.Indexes.Select(i => i.Since)).Append(t.Since)).DefaultIfEmpty(1).Max();
    }

    /// <summary>The record types.</summary>
    public IReadOnlyList<RecordType> Types { get; }

    /// <summary>The newest schema version among them, from 1.</summary>
    public int Version { get; }
}
