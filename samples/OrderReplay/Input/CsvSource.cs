using System.Diagnostics.CodeAnalysis;
using System.Text.Unicode;
using CsvHelper;
using PrivateDomain.Sdk;

namespace OrderReplay.Input;

/// <summary>A CSV file read row by row: columns by name in any order, every problem reported with its line.</summary>
internal sealed class CsvSource : IDisposable
{
    private const int LongestRow = 64 * 1024;

    private readonly CsvReader _csv;
    private readonly string _path;
    private readonly InputProblems _problems;
    private readonly string[] _names;
    private readonly int[] _columns;

    private CsvSource(string path, InputProblems problems, string[] names)
    {
        _path = path;
        _problems = problems;
        _names = names;
        _columns = new int[names.Length];
        _csv = CsvReader.FromFile(path, new CsvReaderOptions
        {
            Separator = ',',
            AllowLineBreaksInQuotes = false,
            MaxRecordSize = LongestRow,
            TrackLineNumbers = true,
            PoolStrings = true,
            MalformedData = CsvMalformedDataHandling.Skip,
            FieldCountMismatch = CsvFieldCountHandling.Skip,
            OnMalformedRecord = record => problems.Add(path, record.LineNumber, Describe(record.Reason)),
        });
    }

    /// <summary>The line that the current row starts on.</summary>
    public long Line => _csv.LineNumber;

    /// <summary>How many bytes of the file have been read.</summary>
    public long Position => _csv.ByteOffset;

    /// <summary>Opens a file and finds its columns.</summary>
    /// <exception cref="UnusableInputException">The file cannot be read, or a column is missing or stands twice.</exception>
    public static CsvSource Open(string path, InputProblems problems, params string[] columns)
    {
        CsvSource? source = null;
        try
        {
            source = new CsvSource(path, problems, columns);
            source.FindColumns();
            return source;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            source?.Dispose();
            throw Unreadable(path, e);
        }
        catch
        {
            source?.Dispose();
            throw;
        }
    }

    public bool Read()
    {
        try
        {
            return _csv.Read();
        }
        catch (CsvFormatException e)
        {
            ReportTooLong(e);
            return false;
        }
        catch (IOException e)
        {
            throw Unreadable(_path, e);
        }
    }

    /// <summary>Whether a field is exactly this text.</summary>
    public bool Is(int column, ReadOnlySpan<byte> utf8) => _csv.GetSpan(_columns[column]).SequenceEqual(utf8);

    /// <summary>Reads a field as text, or reports that it is no UTF-8.</summary>
    public bool TryGetText(int column, [NotNullWhen(true)] out string? text)
    {
        if (!Utf8.IsValid(_csv.GetSpan(_columns[column])))
        {
            Report($"{_names[column]} is not UTF-8");
            text = null;
            return false;
        }

        text = _csv.GetString(_columns[column]);
        return true;
    }

    /// <summary>Reads a field as an id of the SDK, or reports why it is none.</summary>
    public bool TryGetId(int column, [NotNullWhen(true)] out string? id)
    {
        if (!TryGetText(column, out id))
        {
            return false;
        }

        if (!Identifier.IsValid(id, out string? problem))
        {
            Report($"{_names[column]} is no id: {problem}");
            return false;
        }

        return true;
    }

    public void Report(string problem) => _problems.Add(_path, Line, problem);

    public void Dispose() => _csv.Dispose();

    private static string Describe(CsvMalformedReason reason) => reason switch
    {
        CsvMalformedReason.FieldCountMismatch => "the row does not have as many fields as the header",
        CsvMalformedReason.LineBreakInQuotes or CsvMalformedReason.UnterminatedQuote => "a quoted field is not closed on its line",
        _ => "a quote stands where none may be; a field with quotes is quoted as a whole, and its quotes are doubled",
    };

    private static UnusableInputException Unreadable(string path, Exception e) => new($"{path}: cannot be read: {e.Message}");

    private void ReportTooLong(CsvFormatException e) => _problems.Add(_path, Math.Max(e.LineNumber, 1), $"a row has more than {LongestRow} bytes");

    private void FindColumns()
    {
        try
        {
            _csv.ReadHeader();
        }
        catch (CsvFormatException e)
        {
            ReportTooLong(e);
            _problems.ThrowIfAny();
        }

        if (_csv.Headers.Count == 0)
        {
            _problems.Add(_path, 1, $"the file is empty; its first line must name the columns {string.Join(',', _names)}");
        }

        for (int i = 0; i < _names.Length && _csv.Headers.Count > 0; i++)
        {
            if (!_csv.TryGetFieldIndex(_names[i], out _columns[i]))
            {
                _problems.Add(_path, 1, $"the column {_names[i]} is missing");
            }
            else if (_csv.TryGetFieldIndex(_names[i], 1, out _))
            {
                _problems.Add(_path, 1, $"the column {_names[i]} stands twice");
            }
        }

        _problems.ThrowIfAny();
    }
}
