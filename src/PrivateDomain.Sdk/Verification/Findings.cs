using System.Runtime.CompilerServices;
using PrivateDomain.Sdk.Storage;

namespace PrivateDomain.Sdk.Verification;

/// <summary>Counts what a verification reads and keeps the first breaches it finds.</summary>
internal sealed class Findings(ProgramId program, IProgress<VerificationProgress>? progress)
{
    private const int ReportEvery = 10_000;
    private readonly Dictionary<string, long> _records = new(StringComparer.Ordinal);
    private readonly List<Breach> _breaches = [];
    private long _read;
    private long _breachCount;

    /// <summary>Counts a record, and checks what holds for every record: it is of this program (L11).</summary>
    internal void Saw(Record record)
    {
        _records[record.Type.Name] = _records.GetValueOrDefault(record.Type.Name) + 1;
        Check(record.Program == program.Value, "L11", record, $"the store returned a record of another program");
        if (++_read % ReportEvery == 0)
        {
            progress?.Report(new VerificationProgress(_read, _breachCount));
        }
    }

    /// <summary>Notes a breach unless the condition holds. The message is made only then.</summary>
    internal void Check(
        bool holds, string law, Record subject, [InterpolatedStringHandlerArgument(nameof(holds))] ref FindingMessage message)
    {
        if (!holds)
        {
            Breach(law, subject.Key.ToString(), message.ToString());
        }
    }

    internal void Breach(string law, string subject, string message)
    {
        _breachCount++;
        if (_breaches.Count < VerificationReport.MaxBreaches)
        {
            _breaches.Add(new Breach(law, subject, message));
        }
    }

    internal VerificationReport ToReport()
    {
        progress?.Report(new VerificationProgress(_read, _breachCount));
        return new VerificationReport(program, _records, _breachCount, _breaches);
    }
}
