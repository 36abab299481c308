using System.Globalization;
using PrivateDomain.Sdk;
using Spectre.Console;

namespace OrderReplay.Output;

/// <summary>How tables look, and how figures are written in them.</summary>
internal static class TableText
{
    public static Table New(string title, params string[] columns)
    {
        Table table = new Table().Border(TableBorder.Rounded).Title($"[bold]{title}[/]");
        for (int i = 0; i < columns.Length; i++)
        {
            var column = new TableColumn(columns[i]);
            table.AddColumn(i == 0 || columns[i] is "Problem" or "Record" or "Parameters" ? column : column.RightAligned());
        }

        return table;
    }

    public static string Count(long value) => value.ToString("N0", CultureInfo.InvariantCulture);

    public static string Percent(decimal value) => value.ToString("0.##%", CultureInfo.InvariantCulture);

    public static string Seconds(TimeSpan elapsed) => elapsed.TotalSeconds.ToString("0.00", CultureInfo.InvariantCulture);

    public static string Amount(Money money) =>
        (new decimal(money.MinorUnits) / money.Currency.MinorUnitsPerUnit).ToString($"N{money.Currency.Exponent}", CultureInfo.InvariantCulture);
}
