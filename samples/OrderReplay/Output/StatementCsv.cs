using CsvHelper;

namespace OrderReplay.Output;

/// <summary>How statements are written.</summary>
internal static class StatementCsv
{
    /// <summary>Opens a writer that leaves the stream open.</summary>
    /// <remarks>Ids come from outside: one that starts with <c>= + - @</c> would be a formula to a spreadsheet, so it gets an apostrophe in front.</remarks>
    public static CsvWriter Open(Stream stream, params ReadOnlySpan<string> columns)
    {
        var csv = CsvWriter.Create(stream, new CsvWriterOptions { Injection = CsvInjection.Escape, NewLine = "\n" }, leaveOpen: true);
        csv.WriteHeader(columns);
        return csv;
    }
}
