namespace PrivateDomain.Sdk.Tests.Merges;

/// <summary>Merges on a real PostgreSQL server, with writers on two hosts.</summary>
public sealed class PostgreSqlMergeTests
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Writers_on_two_hosts_lose_and_double_nothing_while_members_are_merged_and_parted()
    {
        await using PostgreSqlShops shops = await PostgreSqlShops.NewAsync();
        await using Shop one = shops.Open(MergeShop.Configure);
        await one.Domain.Members.GetAsync("nobody", Ct);
        await using Shop two = shops.Open(MergeShop.Configure);
        await MergeConcurrencyTests.ContestAsync(one, two, each: 18, merges: 20);
    }
}
