namespace PrivateDomain.Sdk.OrderReplay.Tests.Support;

/// <summary>Builds input files row by row.</summary>
internal static class Rows
{
    public const string OneOrder = ReplayFolder.OrdersHeader + "\ne1,order,o1,m1,2024-01-01T00:00:00Z,10.00,CNY\n";

    public const string OneMember = "member_id,referrer_id\nm1,\n";

    /// <summary>An orders file of rows such as <c>order o1 anna 2024-01-01 10.00</c> and <c>refund r1 o1 anna 2024-01-02 5.00</c>.</summary>
    public static string OrdersFile(string currency, params IEnumerable<string> rows) =>
        ReplayFolder.OrdersHeader + "\n" + string.Concat(rows.Select(r => Row(r.Split(' '), currency)));

    /// <summary>A members file of rows such as <c>anna</c> and <c>bert by anna</c>.</summary>
    public static string MembersFile(params IEnumerable<string> rows) =>
        "member_id,referrer_id\n" + string.Concat(rows.Select(r => r.Replace(" by ", ",", StringComparison.Ordinal))
            .Select(r => r.Contains(',', StringComparison.Ordinal) ? r + "\n" : r + ",\n"));

    private static string Row(string[] words, string currency) => words switch
    {
        ["order", var id, var member, var day, var amount] => $"{id},order,{id},{member},{Time(day)},{amount},{currency}\n",
        ["refund", var id, var order, var member, var day, var amount] => $"{id},refund,{order},{member},{Time(day)},{amount},{currency}\n",
        _ => throw new ArgumentException("A row is 'order ID MEMBER DAY AMOUNT' or 'refund ID ORDER MEMBER DAY AMOUNT'.", nameof(words)),
    };

    private static string Time(string day) => day.Contains('T', StringComparison.Ordinal) ? day : day + "T00:00:00Z";
}
