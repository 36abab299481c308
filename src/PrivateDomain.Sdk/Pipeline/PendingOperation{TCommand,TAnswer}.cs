using System.Diagnostics;
using System.Text.Json;
using PrivateDomain.Sdk.Operations;
using PrivateDomain.Sdk.Storage;

namespace PrivateDomain.Sdk.Pipeline;

/// <inheritdoc/>
internal sealed class PendingOperation<TCommand, TAnswer> : PendingOperation
    where TAnswer : class
{
    private readonly Operation<TCommand, TAnswer> _operation;
    private readonly TCommand _command;
    private readonly string _reference;
    private readonly PipelineTelemetry _telemetry;
    private readonly (long? StartedAt, Activity? Activity) _begun;
    private readonly TaskCompletionSource<Outcome<TAnswer>> _completion = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private Outcome<TAnswer> _outcome;
    private string? _answer;
    private Exception? _failure;
    private Exception? _readingFailure;
    private CancellationTokenRegistration _cancellation;
    private int _isAnswered;

    private PendingOperation(Operation<TCommand, TAnswer> operation, string program, TCommand command, RecordKey key, DateTimeOffset now, string fingerprint, PipelineTelemetry telemetry)
        : base(program, key, now, fingerprint)
    {
        _operation = operation;
        _command = command;
        _reference = string.Concat(key.Id, "/", key.Owner);
        _telemetry = telemetry;
        _begun = telemetry.Begin(operation.Kind);
    }

    internal Task<Outcome<TAnswer>> Task => _completion.Task;

    /// <summary>Describes a call. Its time is what the command states, or else now.</summary>
    internal static PendingOperation<TCommand, TAnswer> Of(
        Operation<TCommand, TAnswer> operation, ProgramId program, TCommand command, TimeProvider clock, PipelineTelemetry telemetry)
    {
        using var fingerprint = new FingerprintBuilder();
        operation.Describe(command, fingerprint);
        return new PendingOperation<TCommand, TAnswer>(
            operation,
            program.Value,
            command,
            OperationRecord.KeyOf(program.Value, operation.KeyOf(command), operation.Kind),
            operation.TimeOf(command)?.ToUniversalTime() ?? clock.GetUtcNow(),
            fingerprint.ToString(),
            telemetry);
    }

    /// <summary>Lets the caller stop waiting. Once started the effect may happen all the same, whole.</summary>
    internal void CancelWith(CancellationToken cancellationToken)
    {
        if (!cancellationToken.CanBeCanceled)
        {
            return;
        }

        _cancellation = cancellationToken.UnsafeRegister(
            static (state, token) =>
            {
                var self = (PendingOperation<TCommand, TAnswer>)state!;
                self.TryWithdraw();
                self.Cancel(token);
            },
            this);
        Interlocked.MemoryBarrier();
        if (Volatile.Read(ref _isAnswered) != 0)
        {
            // The answer came before the registration was known to whoever gave it.
            _cancellation.Unregister();
        }
    }

    internal override void Read(Workspace view)
    {
        view.Find<OperationRecord>(Key);
        _readingFailure = null;
        try
        {
            _operation.Read(Context(view), _command);
        }
        catch (OverflowException)
        {
            // What cannot be computed is said by the decision, to its own caller only; the rest of the batch must not suffer.
            view.IsIncomplete = false;
        }
#pragma warning disable CA1031 // A rule that throws is a defect; it must hurt its own caller only, and he gets it.
        catch (Exception e)
#pragma warning restore CA1031
        {
            _readingFailure = e;
            view.IsIncomplete = false;
        }
    }

    internal override bool TryDecide(Workspace view)
    {
        view.IsIncomplete = false;
        OperationRecord? stored = view.Find<OperationRecord>(Key);
        if (view.IsIncomplete)
        {
            return false;
        }

        _failure = null;
        try
        {
            if (TryTakeStored(stored))
            {
                return true;
            }

            if (_readingFailure is not null)
            {
                _failure = _readingFailure;
                return true;
            }

            Decision<TAnswer> decision = _operation.Decide(Context(view), _command);
            if (view.IsIncomplete)
            {
                return false;
            }

            Remember(view, decision);
        }
#pragma warning disable CA1031 // A rule that throws is a defect; it must hurt its own caller only, and he gets it.
        catch (Exception e)
#pragma warning restore CA1031
        {
            _failure = e;
        }

        return true;
    }

    internal override bool TryTakeStored(OperationRecord? stored)
    {
        if (stored is null)
        {
            return false;
        }

        bool isReplayed = !(IsInDoubt && stored.Answer == _answer);
        if (FingerprintBuilder.FirstDifference(stored.Fingerprint, Fingerprint) is { } field)
        {
            _outcome = new Outcome<TAnswer>(new Refusal(
                OperationRefusals.KeyReused,
                $"The key '{Key.Owner}' of {Key.Id} was used before with another {field}; use a new key for another operation, or repeat the first one unchanged."));
        }
        else if (stored.RefusalCode is not null)
        {
            _outcome = new Outcome<TAnswer>(JsonSerializer.Deserialize(stored.Answer, AnswerJson.Default.Refusal)!, isReplayed);
        }
        else
        {
            _outcome = new Outcome<TAnswer>(JsonSerializer.Deserialize(stored.Answer, _operation.AnswerContract!)!, isReplayed);
        }

        return true;
    }

    internal override void Complete()
    {
        if (_failure is { } failure)
        {
            Fail(failure);
            return;
        }

        if (TryAnswer())
        {
            _cancellation.Unregister();
            string outcome = _outcome.IsReplayed ? "replayed" : _outcome.IsAccepted ? "accepted" : "refused";
            try
            {
                _telemetry.End(_operation.Kind, _begun, outcome, _outcome.Refusal?.Code);
            }
            finally
            {
                _completion.SetResult(_outcome);
            }
        }
    }

    internal override void Fail(Exception exception)
    {
        if (TryAnswer())
        {
            _cancellation.Unregister();
            try
            {
                _telemetry.End(_operation.Kind, _begun, "failed", exception: exception);
            }
            finally
            {
                _completion.SetException(exception);
            }
        }
    }

    /// <summary>Tells the caller that he gave up.</summary>
    internal void Cancel(CancellationToken cancellationToken)
    {
        if (TryAnswer())
        {
            try
            {
                _telemetry.End(_operation.Kind, _begun, "canceled");
            }
            finally
            {
                _completion.SetCanceled(cancellationToken);
            }
        }
    }

    /// <summary>Whoever comes first answers: his is what the caller gets. What is measured of the call has ended before the caller goes on.</summary>
    private bool TryAnswer() => Interlocked.Exchange(ref _isAnswered, 1) == 0;

    private DecisionContext Context(Workspace view) => new(view, Program, Now, _reference);

    private void Remember(Workspace view, Decision<TAnswer> decision)
    {
        Changes changes = decision.Refusal is null ? decision.Changes! : new Changes();
        _outcome = decision.Refusal is { } refused ? new Outcome<TAnswer>(refused) : new Outcome<TAnswer>(decision.Answer!);
        if (_operation.IsKept)
        {
            _answer = decision.Refusal is { } refusal
                ? JsonSerializer.Serialize(refusal, AnswerJson.Default.Refusal)
                : JsonSerializer.Serialize(decision.Answer!, _operation.AnswerContract!);
            changes.Put(new OperationRecord
            {
                Program = Program,
                OperationKey = Key.Owner,
                Kind = Key.Id,
                Fingerprint = Fingerprint,
                Answer = _answer,
                RefusalCode = decision.Refusal?.Code,
                DecidedAt = Now,
            });
        }

        view.Apply(changes);
    }
}
