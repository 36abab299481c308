using System.Globalization;
using PrivateDomain.Sdk.Benchmarks.Measuring;
using Spectre.Console;

namespace PrivateDomain.Sdk.Benchmarks.Reporting;

/// <summary>Prints figures for people.</summary>
internal static class FigureTable
{
    private const int Width = 160;

    public static void Print(IAnsiConsole console, IReadOnlyList<Figure> figures)
    {
        console.Profile.Width = Math.Max(console.Profile.Width, Width);
        Table table = new Table().AddColumns("id", "figure", "unit", "reference", "compared with", "ratio", "goal", "met");
        foreach (Figure figure in figures)
        {
            table.AddRow(
                [.. new[]
                {
                    figure.Id,
                    Number(figure.Value),
                    figure.Unit,
                    Number(figure.Reference),
                    figure.ReferenceName,
                    figure.Ratio?.ToString("0.00", CultureInfo.InvariantCulture) ?? "",
                    string.Create(CultureInfo.InvariantCulture, $"{(figure.Goal.IsUpperLimit ? "<=" : ">=")} {figure.Goal.Ratio}"),
                    figure.IsMet switch { true => "yes", false => "NO", null => "not shown" },
                }.Select(Markup.Escape)]);
        }

        console.Write(table);
        foreach (Figure figure in figures.Where(figure => figure.Note is not null))
        {
            console.WriteLine($"{figure.Id}: {figure.Note}");
        }
    }

    private static string Number(double? value) => value switch
    {
        null => "",
        < 100 => value.Value.ToString("0.0", CultureInfo.InvariantCulture),
        _ => value.Value.ToString("#,##0", CultureInfo.InvariantCulture),
    };
}
