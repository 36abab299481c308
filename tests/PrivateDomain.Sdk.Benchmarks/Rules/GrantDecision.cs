using Microsoft.Extensions.DependencyInjection;
using PrivateDomain.Sdk.Benchmarks.Shops;
using PrivateDomain.Sdk.Operations;
using PrivateDomain.Sdk.Pipeline;
using PrivateDomain.Sdk.Points;
using PrivateDomain.Sdk.Storage;

namespace PrivateDomain.Sdk.Benchmarks.Rules;

/// <summary>The decision about a grant to a member who has one open lot: account, lot, entry and receipt.</summary>
internal sealed class GrantDecision : IPureRule
{
    private readonly DecisionContext _context;
    private readonly GrantOperation _operation;
    private readonly GrantPoints _command;
    private readonly Decision<GrantReceipt> _outcome;

    private GrantDecision(DecisionContext context, GrantOperation operation, GrantPoints command)
    {
        _context = context;
        _operation = operation;
        _command = command;
        _outcome = _operation.Decide(_context, _command);
        _ = _outcome.Answer ?? throw new BenchmarkFailedException($"The grant was not accepted: {_outcome.Refusal}.");
    }

    public static async Task<GrantDecision> PrepareAsync()
    {
        await using BenchmarkShop shop = await BenchmarkShop.OpenAsync(pd => pd.UseInMemoryStore().Points(o => o.ExpiresAfter = TimeSpan.FromDays(365)), members: 1);
        await shop.GrantAsync();
        var operation = new GrantOperation(shop.Service<Policies>());
        var command = new GrantPoints("decision", shop.Members[0], 100);
        DecisionContext context = await LoadedView.ReadAsync(
            shop.Service<IRecordStore>(), "points.grant/decision", context => operation.Read(context, command));
        return new GrantDecision(context, operation, command);
    }

    public void Decide() => _operation.Decide(_context, _command);

    public void CopyOutcome()
    {
        _ = _outcome.Answer! with { };
        Outcomes.Copy(_outcome.Changes!);
    }
}
