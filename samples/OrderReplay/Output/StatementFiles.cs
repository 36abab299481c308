using OrderReplay.Replaying;
using PrivateDomain.Sdk;

namespace OrderReplay.Output;

/// <summary>Writes all ledgers as CSV files.</summary>
internal sealed class StatementFiles(IPrivateDomain privateDomain, OutputFolder folder)
{
    /// <summary>Writes both statements, row by row as they are read.</summary>
    /// <returns>The members who earned the most commission.</returns>
    public async Task<IReadOnlyList<Payee>> WriteAsync(PhaseProgress progress, CancellationToken cancellationToken)
    {
        await folder.WriteAsync(
            "points-statement.csv",
            stream => PointsStatement.WriteAsync(stream, privateDomain.Points.ReadStatementAsync(cancellationToken), progress, cancellationToken));

        var topPayees = new TopPayees();
        await folder.WriteAsync(
            "commission-statement.csv",
            stream => CommissionStatement.WriteAsync(
                stream, privateDomain.Commissions.ReadStatementAsync(cancellationToken), topPayees, progress, cancellationToken));
        return topPayees.List();
    }
}
