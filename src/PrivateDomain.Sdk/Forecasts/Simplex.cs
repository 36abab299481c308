namespace PrivateDomain.Sdk.Forecasts;

/// <summary>The simplex search of Nelder and Mead (1965): slow near the end, but it finds its way from a poor start without derivatives.</summary>
/// <remarks>Our own, because it must stop on cancellation and at a number of evaluations, and pass by places that have no likelihood, without an exception.</remarks>
internal static class Simplex
{
    /// <summary>Searches until the corners differ by no more than the tolerance, or the objective is exhausted.</summary>
    internal static Maximum Search(Objective objective, double[] start, double step, double tolerance)
    {
        Maximum[] corners = new Maximum[start.Length + 1];
        corners[0] = Evaluate(objective, start);
        for (int i = 0; i < start.Length; i++)
        {
            double[] corner = [.. start];
            corner[i] += step;
            corners[i + 1] = Evaluate(objective, corner);
        }

        while (true)
        {
            // A stable order, so that ties fall alike on every machine.
            corners = [.. corners.OrderByDescending(corner => corner.Value)];
            if (objective.IsExhausted || corners[0].Value - corners[^1].Value <= tolerance)
            {
                return corners[0];
            }

            double[] center = Center(corners);
            Maximum reflected = Evaluate(objective, Along(center, corners[^1].At, -1));
            if (reflected.Value > corners[0].Value)
            {
                Maximum expanded = Evaluate(objective, Along(center, corners[^1].At, -2));
                corners[^1] = expanded.Value > reflected.Value ? expanded : reflected;
                continue;
            }

            if (reflected.Value > corners[^2].Value)
            {
                corners[^1] = reflected;
                continue;
            }

            bool isOutside = reflected.Value > corners[^1].Value;
            Maximum contracted = Evaluate(objective, Along(center, corners[^1].At, isOutside ? -0.5 : 0.5));
            if (contracted.Value > (isOutside ? reflected : corners[^1]).Value)
            {
                corners[^1] = contracted;
                continue;
            }

            for (int i = 1; i < corners.Length; i++)
            {
                corners[i] = Evaluate(objective, Along(corners[0].At, corners[i].At, 0.5));
            }
        }
    }

    private static Maximum Evaluate(Objective objective, double[] at) => new(at, objective.At(at));

    /// <summary>The mean of all corners but the worst, which comes last.</summary>
    private static double[] Center(Maximum[] corners)
    {
        double[] center = new double[corners.Length - 1];
        for (int i = 0; i < center.Length; i++)
        {
            for (int corner = 0; corner < corners.Length - 1; corner++)
            {
                center[i] += corners[corner].At[i] / (corners.Length - 1);
            }
        }

        return center;
    }

    private static double[] Along(double[] from, double[] to, double share) => [.. from.Zip(to, (f, t) => f + (share * (t - f)))];
}
