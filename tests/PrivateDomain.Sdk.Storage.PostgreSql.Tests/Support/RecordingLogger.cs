using Microsoft.Extensions.Logging;

namespace PrivateDomain.Sdk.Storage.PostgreSql.Tests.Support;

internal sealed class RecordingLogger : ILogger<PostgreSqlRecordStore>
{
    public List<(LogLevel Level, int Id, string Message)> Entries { get; } = [];

    public IDisposable? BeginScope<TState>(TState state)
        where TState : notnull => null;

    public bool IsEnabled(LogLevel logLevel) => true;

    public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter) =>
        Entries.Add((logLevel, eventId.Id, formatter(state, exception)));
}
