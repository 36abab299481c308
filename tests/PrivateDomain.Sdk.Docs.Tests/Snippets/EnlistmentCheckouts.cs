using System.Data.Common;
using Dapper;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Storage;
using Polly;
using Polly.Retry;
using PrivateDomain.Sdk.Orders;
using PrivateDomain.Sdk.Storage;

namespace PrivateDomain.Sdk.Docs.Snippets;

/// <summary>A checkout of a shop's: its own order and ours, in one transaction of the shop's.</summary>
internal interface ICheckout
{
    Task<Outcome<OrderReceipt>> PayAsync(OrderPaid order, string shipTo, CancellationToken cancellationToken);
}

/// <summary>The checkout of docs/enlistment.md with plain ADO.NET.</summary>
internal sealed class AdoNetCheckout(DbDataSource shop, IPrivateDomain privateDomain) : ICheckout
{
    public async Task<Outcome<OrderReceipt>> PayAsync(OrderPaid order, string shipTo, CancellationToken cancellationToken)
    {
        await using DbConnection connection = await shop.OpenConnectionAsync(cancellationToken);
        await using DbTransaction transaction = await connection.BeginTransactionAsync(cancellationToken);

        Outcome<OrderReceipt> paid = await privateDomain.Enlist(connection, transaction).Orders.PaidAsync(order, cancellationToken);
        if (!paid.IsAccepted || paid.IsReplayed)
        {
            return paid;   // refused, or done before: nothing to write, and disposing rolls back
        }

        await using DbCommand insert = connection.CreateCommand();
        insert.Transaction = transaction;
        insert.CommandText = "insert into shop_orders (id, member, ship_to) values (@id, @member, @ship_to)";
        Bind(insert, "@id", order.OrderId.Value);
        Bind(insert, "@member", order.MemberId.Value);
        Bind(insert, "@ship_to", shipTo);
        await insert.ExecuteNonQueryAsync(cancellationToken);

        await transaction.CommitAsync(cancellationToken);
        return paid;
    }

    private static void Bind(DbCommand command, string name, object value)
    {
        DbParameter parameter = command.CreateParameter();
        parameter.ParameterName = name;
        parameter.Value = value;
        command.Parameters.Add(parameter);
    }
}

/// <summary>The checkout of docs/enlistment.md with Dapper.</summary>
internal sealed class DapperCheckout(DbDataSource shop, IPrivateDomain privateDomain) : ICheckout
{
    public async Task<Outcome<OrderReceipt>> PayAsync(OrderPaid order, string shipTo, CancellationToken cancellationToken)
    {
        await using DbConnection connection = await shop.OpenConnectionAsync(cancellationToken);
        await using DbTransaction transaction = await connection.BeginTransactionAsync(cancellationToken);

        Outcome<OrderReceipt> paid = await privateDomain.Enlist(connection, transaction).Orders.PaidAsync(order, cancellationToken);
        if (!paid.IsAccepted || paid.IsReplayed)
        {
            return paid;
        }

        await connection.ExecuteAsync(new CommandDefinition(
            "insert into shop_orders (id, member, ship_to) values (@Id, @Member, @ShipTo)",
            new { Id = order.OrderId.Value, Member = order.MemberId.Value, ShipTo = shipTo },
            transaction,
            cancellationToken: cancellationToken));

        await transaction.CommitAsync(cancellationToken);
        return paid;
    }
}

/// <summary>The checkout of docs/enlistment.md with EF Core.</summary>
internal sealed class EfCoreCheckout(IDbContextFactory<ShopContext> contexts, IPrivateDomain privateDomain) : ICheckout
{
    public async Task<Outcome<OrderReceipt>> PayAsync(OrderPaid order, string shipTo, CancellationToken cancellationToken)
    {
        await using ShopContext outer = await contexts.CreateDbContextAsync(cancellationToken);
        return await outer.Database.CreateExecutionStrategy().ExecuteAsync(
            async token =>
            {
                await using ShopContext context = await contexts.CreateDbContextAsync(token);   // a new one each time: nothing tracked is left over
                await using IDbContextTransaction transaction = await context.Database.BeginTransactionAsync(token);

                IPrivateDomain inside = privateDomain.Enlist(context.Database.GetDbConnection(), transaction.GetDbTransaction());
                Outcome<OrderReceipt> paid = await inside.Orders.PaidAsync(order, token);
                if (!paid.IsAccepted || paid.IsReplayed)
                {
                    return paid;
                }

                context.Orders.Add(new ShopOrder { Id = order.OrderId.Value, Member = order.MemberId.Value, ShipTo = shipTo });
                await context.SaveChangesAsync(token);

                await transaction.CommitAsync(token);
                return paid;
            },
            cancellationToken);
    }
}

/// <summary>Runs the whole transaction of a checkout again where that may help.</summary>
internal sealed class RepeatingCheckout(ICheckout checkout) : ICheckout
{
    private static readonly ResiliencePipeline s_again = new ResiliencePipelineBuilder()
        .AddRetry(new RetryStrategyOptions
        {
            ShouldHandle = new PredicateBuilder().Handle<StoreException>(e => e.IsTransient).Handle<DbException>(e => e.IsTransient),
            MaxRetryAttempts = 8,
            Delay = TimeSpan.FromMilliseconds(10),
            MaxDelay = TimeSpan.FromSeconds(1),
            BackoffType = DelayBackoffType.Exponential,
            UseJitter = true,
        })
        .Build();

    public async Task<Outcome<OrderReceipt>> PayAsync(OrderPaid order, string shipTo, CancellationToken cancellationToken) =>
        await s_again.ExecuteAsync(async token => await checkout.PayAsync(order, shipTo, token), cancellationToken);
}

/// <summary>What EF Core runs again.</summary>
internal sealed class ShopExecutionStrategy(ExecutionStrategyDependencies dependencies)
    : ExecutionStrategy(dependencies, maxRetryCount: 8, maxRetryDelay: TimeSpan.FromSeconds(1))
{
    protected override bool ShouldRetryOn(Exception exception) =>
        exception is StoreException { IsTransient: true } or DbException { IsTransient: true };
}

/// <summary>The shop's own tables.</summary>
internal sealed class ShopContext(DbContextOptions<ShopContext> options) : DbContext(options)
{
    public DbSet<ShopOrder> Orders => Set<ShopOrder>();

    protected override void OnModelCreating(ModelBuilder modelBuilder) => modelBuilder.Entity<ShopOrder>(order =>
    {
        order.ToTable("shop_orders", table => table.HasCheckConstraint("shop_orders_ship_to", "ship_to <> ''"));
        order.Property(o => o.Id).HasColumnName("id");
        order.Property(o => o.Member).HasColumnName("member");
        order.Property(o => o.ShipTo).HasColumnName("ship_to");
    });
}

/// <summary>What only the shop knows of an order.</summary>
internal sealed class ShopOrder
{
    public required string Id { get; init; }

    public required string Member { get; init; }

    public required string ShipTo { get; set; }
}
