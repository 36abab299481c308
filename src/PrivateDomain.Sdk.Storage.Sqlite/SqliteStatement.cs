using System.Buffers;
using System.Text;
using SQLitePCL;

namespace PrivateDomain.Sdk.Storage.Sqlite;

/// <summary>A prepared statement, bound and stepped without the command layer, which costs more than a row does.</summary>
/// <remarks>Used by one thread at a time. Arguments are bound in order; a text equal to the one bound last stays bound.</remarks>
internal sealed class SqliteStatement : IDisposable
{
    private const int StackBytes = 384;
    private const uint Persistent = 1;
    private const int StatusOfPreparing = 5;
    private static readonly UTF8Encoding s_strictUtf8 = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    private readonly sqlite3 _database;
    private readonly sqlite3_stmt _statement;
    private readonly string?[] _boundTexts;
    private int _bound;

    private SqliteStatement(sqlite3 database, sqlite3_stmt statement)
    {
        _database = database;
        _statement = statement;
        _boundTexts = new string?[raw.sqlite3_bind_parameter_count(statement)];
    }

    /// <summary>How often SQLite had to prepare the statement again; anything but a change of schema is a loss of speed.</summary>
    public int Reprepared => raw.sqlite3_stmt_status(_statement, StatusOfPreparing, 0);

    public static SqliteStatement Prepare(sqlite3 database, string sql)
    {
        int code = raw.sqlite3_prepare_v3(database, sql, Persistent, out sqlite3_stmt statement);
        return code == raw.SQLITE_OK ? new SqliteStatement(database, statement) : throw SqliteFailure.Of(database, code);
    }

    /// <summary>Starts binding arguments. A text that was refused may have left some behind.</summary>
    public SqliteStatement Start()
    {
        if (_bound != 0)
        {
            Reset();
        }

        return this;
    }

    public void Bind(long value)
    {
        _boundTexts[_bound] = null;
        Check(raw.sqlite3_bind_int64(_statement, ++_bound, value));
    }

    public void Bind(string value)
    {
        ref string? last = ref _boundTexts[_bound];
        _bound++;
        if (string.Equals(last, value, StringComparison.Ordinal))
        {
            return;
        }

        last = null;
        int room = Encoding.UTF8.GetMaxByteCount(value.Length);
        byte[]? rented = room > StackBytes ? ArrayPool<byte>.Shared.Rent(room) : null;
        Span<byte> bytes = rented ?? stackalloc byte[StackBytes];
        int length = Encode(value, bytes);
        int code = raw.sqlite3_bind_text(_statement, _bound, bytes[..length]);
        if (rented is not null)
        {
            ArrayPool<byte>.Shared.Return(rented);
        }

        Check(code);
        last = value;
    }

    public void Bind(in ColumnValue value)
    {
        if (value.IsText)
        {
            Bind(value.Text);
        }
        else if (value.IsNull)
        {
            _boundTexts[_bound] = null;
            Check(raw.sqlite3_bind_null(_statement, ++_bound));
        }
        else
        {
            Bind(value.Number);
        }
    }

    /// <summary>Goes to the next row; <see langword="false"/> when there is none.</summary>
    public bool Step()
    {
        int code = raw.sqlite3_step(_statement);
        return code switch
        {
            raw.SQLITE_ROW => true,
            raw.SQLITE_DONE => false,
            _ => throw SqliteFailure.Of(_database, code),
        };
    }

    /// <summary>Runs a statement that answers nothing.</summary>
    public void Execute()
    {
        try
        {
            Step();
        }
        finally
        {
            Reset();
        }
    }

    /// <summary>Runs a statement that changes one row or none, and says whether it did.</summary>
    public bool Changes()
    {
        Execute();
        return raw.sqlite3_changes(_database) != 0;
    }

    /// <summary>Makes the statement ready for other arguments. A failure was thrown by the step already.</summary>
    public void Reset()
    {
        _bound = 0;
        raw.sqlite3_reset(_statement);
    }

    public bool IsNull(int column) => raw.sqlite3_column_type(_statement, column) == raw.SQLITE_NULL;

    public long Number(int column) => raw.sqlite3_column_int64(_statement, column);

    public string Text(int column) => Encoding.UTF8.GetString(raw.sqlite3_column_blob(_statement, column));

    public void Dispose() => _statement.Dispose();

    private static int Encode(string value, Span<byte> bytes)
    {
        if (value.Contains('\0'))
        {
            throw new ArgumentException("A text that is stored or looked for has the character U+0000.", nameof(value));
        }

        try
        {
            return s_strictUtf8.GetBytes(value, bytes);
        }
        catch (EncoderFallbackException e)
        {
            throw new ArgumentException("A text that is stored or looked for has a lone surrogate.", nameof(value), e);
        }
    }

    private void Check(int code)
    {
        if (code != raw.SQLITE_OK)
        {
            throw SqliteFailure.Of(_database, code);
        }
    }
}
