namespace PrivateDomain.Sdk.Forecasts;

/// <summary>Newton's method with differences for derivatives: from near a maximum to all digits that the likelihood has, and proof that it is one.</summary>
internal static class NewtonPolish
{
    private const int MaxSteps = 30;
    private const int MaxHalvings = 25;

    /// <summary>Of a log parameter: the last step is below it, and the next one would be below its square.</summary>
    private const double LastStep = 1e-6;

    /// <summary>The width of the differences: the fourth-order gradient is then wrong by 1e-12, and rounding by about 1e-9.</summary>
    private const double Width = 1e-3;

    /// <summary>
    /// The least curvature. One log parameter with less, the others held, has a standard error above 10: the members do not determine it, and what looks like a
    /// maximum is rounding on a ridge that leads to infinity.
    /// </summary>
    private const double LeastCurvature = 0.01;

    /// <returns>The maximum, or null where there is none nearby.</returns>
    internal static Maximum? Search(Objective objective, Maximum start)
    {
        Maximum best = start;
        for (int i = 0; i < MaxSteps && !objective.IsExhausted && double.IsFinite(best.Value); i++)
        {
            if (Step(objective, best) is not { } step)
            {
                return null;
            }

            Maximum? next = Walk(objective, best, step);
            if (Array.TrueForAll(step, s => Math.Abs(s) <= LastStep))
            {
                // At the end rounding may hide the gain of the last step: it is no worse, and the gradient says that it is nearer.
                double[] at = [.. best.At.Zip(step, (b, s) => b + s)];
                return new Maximum(at, objective.At(at));
            }

            if (next is null)
            {
                return null;
            }

            best = next.Value;
        }

        return null;
    }

    /// <summary>The first of the step, half the step, a quarter and so on that does not lose.</summary>
    private static Maximum? Walk(Objective objective, Maximum from, double[] step)
    {
        double share = 1;
        for (int i = 0; i < MaxHalvings; i++)
        {
            double[] at = [.. from.At.Zip(step, (f, s) => f + (share * s))];
            double value = objective.At(at);
            if (value >= from.Value)
            {
                return new Maximum(at, value);
            }

            share /= 2;
        }

        return null;
    }

    /// <summary>The solution of -H d = g by Cholesky; null where -H is not positive definite with room to spare.</summary>
    private static double[]? Step(Objective objective, Maximum at)
    {
        int n = at.At.Length;
        double[] gradient = new double[n];
        double[,] curvature = new double[n, n];
        for (int i = 0; i < n; i++)
        {
            double up = Near(objective, at.At, i, 1, i, 0);
            double down = Near(objective, at.At, i, -1, i, 0);
            double farUp = Near(objective, at.At, i, 2, i, 0);
            double farDown = Near(objective, at.At, i, -2, i, 0);
            gradient[i] = ((8 * (up - down)) - (farUp - farDown)) / (12 * Width);
            curvature[i, i] = ((2 * at.Value) - up - down) / (Width * Width);
            for (int j = 0; j < i; j++)
            {
                curvature[i, j] = -(Near(objective, at.At, i, 1, j, 1) - Near(objective, at.At, i, 1, j, -1)
                    - Near(objective, at.At, i, -1, j, 1) + Near(objective, at.At, i, -1, j, -1)) / (4 * Width * Width);
            }
        }

        return Solve(curvature, gradient);
    }

    private static double Near(Objective objective, double[] at, int i, int stepsOfI, int j, int stepsOfJ)
    {
        double[] near = [.. at];
        near[i] += stepsOfI * Width;
        near[j] += stepsOfJ * Width;
        return objective.At(near);
    }

    private static double[]? Solve(double[,] matrix, double[] right)
    {
        int n = right.Length;
        double[,] lower = new double[n, n];
        for (int i = 0; i < n; i++)
        {
            for (int j = 0; j <= i; j++)
            {
                double rest = matrix[i, j];
                for (int k = 0; k < j; k++)
                {
                    rest -= lower[i, k] * lower[j, k];
                }

                if (i == j && !(rest >= LeastCurvature && double.IsFinite(rest)))
                {
                    return null;
                }

                lower[i, j] = i == j ? Math.Sqrt(rest) : rest / lower[j, j];
            }
        }

        double[] solution = [.. right];
        for (int i = 0; i < n; i++)
        {
            for (int k = 0; k < i; k++)
            {
                solution[i] -= lower[i, k] * solution[k];
            }

            solution[i] /= lower[i, i];
        }

        for (int i = n - 1; i >= 0; i--)
        {
            for (int k = i + 1; k < n; k++)
            {
                solution[i] -= lower[k, i] * solution[k];
            }

            solution[i] /= lower[i, i];
        }

        return solution;
    }
}
