using System.Text.Json;
using System.Text.Json.Serialization.Metadata;

namespace PrivateDomain.Sdk.Storage;

/// <summary>Declares a record type: its columns in order, its indexes, and how a record is built.</summary>
/// <typeparam name="T">The C# record.</typeparam>
/// <remarks>Use it once, in a static initializer. Not thread-safe; what it builds is.</remarks>
public sealed class RecordTypeBuilder<T>
    where T : Record
{
    private readonly string _name;
    private readonly List<RecordColumn> _columns = [];
    private readonly List<Func<T, ColumnValue>> _getters = [];
    private readonly List<Func<T, long, T>?> _setters = [];
    private readonly List<(string Name, IndexScope Scope, string[] Columns, int Since)> _indexes = [];
    private readonly int _typeSince;
    private int _since;
    private bool _isReadInPrimaryOrder;

    /// <summary>Starts a record type.</summary>
    /// <param name="name">The name, plural, <c>[a-z][a-z0-9_]*</c>, at most 40 characters.</param>
    /// <param name="since">The schema version that brings the type, from 1.</param>
    /// <exception cref="ArgumentException">The name is not allowed.</exception>
    public RecordTypeBuilder(string name, int since = 1)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(since, 1);
        _name = RequireName(name);
        _since = since;
        _typeSince = since;
    }

    /// <summary>Columns and indexes declared from here on came with a later schema version; such columns must be optional.</summary>
    /// <param name="version">The schema version.</param>
    /// <returns>This builder.</returns>
    public RecordTypeBuilder<T> Since(int version)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(version, _since);
        _since = version;
        return this;
    }

    /// <summary>Declares a text column.</summary>
    /// <param name="name">The column's name.</param>
    /// <param name="get">Its value in a record.</param>
    /// <returns>This builder.</returns>
    public RecordTypeBuilder<T> Text(string name, Func<T, string> get) => Column(name, ColumnKind.Text, false, r => ColumnValue.Of(get(r)));

    /// <summary>Declares a text column that may be missing.</summary>
    /// <param name="name">The column's name.</param>
    /// <param name="get">Its value in a record.</param>
    /// <returns>This builder.</returns>
    public RecordTypeBuilder<T> OptionalText(string name, Func<T, string?> get) => Column(name, ColumnKind.Text, true, r => ColumnValue.Of(get(r)));

    /// <summary>Declares an integer column.</summary>
    /// <param name="name">The column's name.</param>
    /// <param name="get">Its value in a record.</param>
    /// <returns>This builder.</returns>
    public RecordTypeBuilder<T> Int64(string name, Func<T, long> get) => Column(name, ColumnKind.Int64, false, r => ColumnValue.Of(get(r)));

    /// <summary>Declares an integer column that may be missing.</summary>
    /// <param name="name">The column's name.</param>
    /// <param name="get">Its value in a record.</param>
    /// <returns>This builder.</returns>
    public RecordTypeBuilder<T> OptionalInt64(string name, Func<T, long?> get) =>
        Column(name, ColumnKind.Int64, true, r => get(r) is { } value ? ColumnValue.Of(value) : ColumnValue.Null);

    /// <summary>Declares an integer column that guarded adds may change.</summary>
    /// <param name="name">The column's name.</param>
    /// <param name="get">Its value in a record.</param>
    /// <param name="with">A copy of a record with another value.</param>
    /// <returns>This builder.</returns>
    public RecordTypeBuilder<T> Counter(string name, Func<T, long> get, Func<T, long, T> with) =>
        Column(name, ColumnKind.Int64, false, r => ColumnValue.Of(get(r)), with);

    /// <summary>Declares a boolean column.</summary>
    /// <param name="name">The column's name.</param>
    /// <param name="get">Its value in a record.</param>
    /// <returns>This builder.</returns>
    public RecordTypeBuilder<T> Boolean(string name, Func<T, bool> get) => Column(name, ColumnKind.Boolean, false, r => ColumnValue.Of(get(r)));

    /// <summary>Declares a boolean column that may be missing.</summary>
    /// <param name="name">The column's name.</param>
    /// <param name="get">Its value in a record.</param>
    /// <returns>This builder.</returns>
    public RecordTypeBuilder<T> OptionalBoolean(string name, Func<T, bool?> get) =>
        Column(name, ColumnKind.Boolean, true, r => get(r) is { } value ? ColumnValue.Of(value) : ColumnValue.Null);

    /// <summary>Declares an instant column.</summary>
    /// <param name="name">The column's name.</param>
    /// <param name="get">Its value in a record.</param>
    /// <returns>This builder.</returns>
    public RecordTypeBuilder<T> Instant(string name, Func<T, DateTimeOffset> get) => Column(name, ColumnKind.Instant, false, r => ColumnValue.Of(get(r)));

    /// <summary>Declares an instant column that may be missing.</summary>
    /// <param name="name">The column's name.</param>
    /// <param name="get">Its value in a record.</param>
    /// <returns>This builder.</returns>
    public RecordTypeBuilder<T> OptionalInstant(string name, Func<T, DateTimeOffset?> get) => Column(name, ColumnKind.Instant, true, r => ColumnValue.Of(get(r)));

    /// <summary>Declares a JSON column from a text that is JSON already.</summary>
    /// <param name="name">The column's name.</param>
    /// <param name="get">Its value in a record.</param>
    /// <returns>This builder.</returns>
    public RecordTypeBuilder<T> Json(string name, Func<T, string> get) => Column(name, ColumnKind.Json, false, r => ColumnValue.Of(get(r)));

    /// <summary>Declares a JSON column.</summary>
    /// <typeparam name="TValue">What the document holds.</typeparam>
    /// <param name="name">The column's name.</param>
    /// <param name="get">Its value in a record.</param>
    /// <param name="typeInfo">The generated serialization contract.</param>
    /// <returns>This builder.</returns>
    public RecordTypeBuilder<T> Json<TValue>(string name, Func<T, TValue> get, JsonTypeInfo<TValue> typeInfo) =>
        Column(name, ColumnKind.Json, false, r => ColumnValue.Of(JsonSerializer.Serialize(get(r), typeInfo)));

    /// <summary>Declares an index; a record without a value in the first column is not in it.</summary>
    /// <param name="name">The index's name.</param>
    /// <param name="scope">Within what it orders.</param>
    /// <param name="columns">The names of one or more declared columns, in order.</param>
    /// <returns>This builder.</returns>
    public RecordTypeBuilder<T> Index(string name, IndexScope scope, params string[] columns)
    {
        ArgumentNullException.ThrowIfNull(columns);
        ArgumentOutOfRangeException.ThrowIfZero(columns.Length);
        _indexes.Add((RequireName(name), scope, columns, _since));
        return this;
    }

    /// <summary>Finishes the declaration.</summary>
    /// <param name="factory">Builds a record, reading every column once in the order of declaration.</param>
    /// <returns>The record type.</returns>
    /// <exception cref="ArgumentException">An index names a column that is not declared.</exception>
    public RecordType<T> Build(RecordFactory<T> factory) =>
        new(_name, _typeSince, _columns.ToArray(), _indexes, _getters.ToArray(), _setters.ToArray(), factory) { IsReadInPrimaryOrder = _isReadInPrimaryOrder };

    /// <summary>Declares that commands read all of an owner's records in their primary order.</summary>
    internal RecordTypeBuilder<T> ReadInPrimaryOrder()
    {
        _isReadInPrimaryOrder = true;
        return this;
    }

    private RecordTypeBuilder<T> Column(string name, ColumnKind kind, bool isOptional, Func<T, ColumnValue> get, Func<T, long, T>? with = null)
    {
        if (_since > _typeSince && !isOptional)
        {
            throw new ArgumentException($"Column '{name}' of {_name} comes with schema version {_since} and must be optional: earlier rows have no value.", nameof(name));
        }

        _columns.Add(new RecordColumn(RequireName(name), kind, isOptional, with is not null, _columns.Count, _since));
        _getters.Add(get);
        _setters.Add(with);
        return this;
    }

    private static string RequireName(string name)
    {
        ArgumentNullException.ThrowIfNull(name);
        bool allowed = name.Length is > 0 and <= 40 && char.IsAsciiLetterLower(name[0])
            && name.All(static c => char.IsAsciiLetterLower(c) || char.IsAsciiDigit(c) || c == '_');
        return allowed ? name : throw new ArgumentException($"'{name}' is no record or column name; use [a-z][a-z0-9_]*, at most 40 characters.", nameof(name));
    }
}
