namespace Distributed.Learning.Tests;

/// <summary>Examples whose labels were drawn from a model, and what an objective is at a point, in float64.</summary>
internal static class PlantedLinear
{
    internal static LinearExamples Examples(LinearLoss loss, int count, int features, int used, int seed = 1, int classes = 1, bool weights = false, double bias = 0.4)
    {
        var random = new Random(seed);
        double[] planted = [.. Enumerable.Range(0, features * classes).Select(_ => Normal(random))];
        var builder = new LinearExamplesBuilder(features, weights);
        builder.StartBatch(0);
        for (int i = 0; i < count; i++)
        {
            int[] indices = [.. Enumerable.Range(0, used).Select(_ => (int)(features * Math.Pow(random.NextDouble(), used == features ? 1 : 2))).Distinct().Order()];
            if (used == features)
                indices = [.. Enumerable.Range(0, features)];
            float[] values = [.. indices.Select(_ => (float)(Normal(random) / Math.Sqrt(used) * 2))];
            double[] scores = [.. Enumerable.Range(0, classes).Select(k => bias + indices.Select((j, at) => values[at] * planted[(k * features) + j]).Sum())];
            builder.TryAdd(Label(loss, scores, random), weights ? 1 + (i % 3) : 1, used == features ? [] : indices, values).Should().BeTrue();
        }

        return LinearExamplesBuilder.Build(builder);
    }

    /// <summary>P(w, b).</summary>
    internal static double Objective(LinearExamples examples, LinearObjective objective, ReadOnlySpan<double> weights, ReadOnlySpan<double> biases)
    {
        double sum = 0, penalty = 0;
        for (int i = 0; i < examples.Count; i++)
            sum += examples.Weight(i) * Loss(objective, Scores(examples, i, weights, biases), examples.Label(i));
        foreach (double weight in weights)
            penalty += (objective.L1 * Math.Abs(weight)) + (0.5 * objective.L2 * weight * weight);
        return (sum / examples.TotalWeight) + penalty;
    }

    internal static double Objective(LinearExamples examples, LinearObjective objective, LinearResult model) =>
        Objective(examples, objective, Doubles(model.Weights.Span), Doubles(model.Biases.Span));

    /// <summary>The optimum by proximal gradients with a line search, in float64.</summary>
    internal static double Best(LinearExamples examples, LinearObjective objective, int steps = 1_500)
    {
        double[] weights = new double[examples.Features * objective.Classes], biases = new double[objective.Classes];
        double best = Objective(examples, objective, weights, biases), rate = 1;
        for (int step = 0; step < steps; step++)
        {
            (double[] slope, double[] biasSlope) = Gradient(examples, objective, weights, biases);
            for (rate *= 2; ; rate /= 2)
            {
                double[] next = [.. weights.Select((w, j) => Soft(w - (rate * slope[j]), rate * objective.L1))];
                double[] nextBiases = [.. biases.Select((b, k) => objective.Bias ? b - (rate * biasSlope[k]) : b)];
                double value = Objective(examples, objective, next, nextBiases);
                if (value <= best)
                {
                    (weights, biases, best) = (next, nextBiases, value);
                    break;
                }

                if (rate < 1e-12)
                    return best;
            }
        }

        return best;
    }

    internal static double Loss(LinearObjective objective, double[] scores, float label)
    {
        double m = scores[0], y = label, missing = 1 - (y * m), off = Math.Abs(m - y), g = objective.Width;
        return objective.Loss switch
        {
            LinearLoss.Logistic => Math.Max(0, -y * m) + Math.Log(1 + Math.Exp(-Math.Abs(m))),
            LinearLoss.Squared => 0.5 * off * off,
            LinearLoss.Huber => off <= g ? 0.5 * off * off : g * (off - (0.5 * g)),
            LinearLoss.Hinge => Math.Max(0, missing),
            LinearLoss.SmoothedHinge => missing <= 0 ? 0 : missing < g ? missing * missing / (2 * g) : missing - (0.5 * g),
            _ => scores.Max() + Math.Log(scores.Sum(s => Math.Exp(s - scores.Max()))) - scores[(int)label],
        };
    }

    /// <summary>By differences of the loss: independent of the library's slopes.</summary>
    private static (double[] Weights, double[] Biases) Gradient(LinearExamples examples, LinearObjective objective, double[] weights, double[] biases)
    {
        const double Step = 1e-6;
        double[] slopes = [.. weights.Select(w => objective.L2 * w)], biasSlopes = new double[biases.Length];
        for (int i = 0; i < examples.Count; i++)
        {
            double[] scores = Scores(examples, i, weights, biases);
            FeatureRow row = examples.Row(i);
            for (int k = 0; k < biases.Length; k++)
            {
                double at = scores[k];
                scores[k] = at + Step;
                double above = Loss(objective, scores, examples.Label(i));
                scores[k] = at - Step;
                double slope = examples.Weight(i) / examples.TotalWeight * (above - Loss(objective, scores, examples.Label(i))) / (2 * Step);
                scores[k] = at;
                biasSlopes[k] += slope;
                for (int j = 0; j < row.Values.Length; j++)
                    slopes[(k * examples.Features) + (row.IsDense ? j : row.Indices[j])] += slope * row.Values[j];
            }
        }

        return (slopes, biasSlopes);
    }

    private static double[] Scores(LinearExamples examples, int i, ReadOnlySpan<double> weights, ReadOnlySpan<double> biases)
    {
        FeatureRow row = examples.Row(i);
        double[] scores = biases.ToArray();
        for (int k = 0; k < scores.Length; k++)
            for (int j = 0; j < row.Values.Length; j++)
                scores[k] += row.Values[j] * weights[(k * examples.Features) + (row.IsDense ? j : row.Indices[j])];
        return scores;
    }

    private static float Label(LinearLoss loss, double[] scores, Random random) => loss switch
    {
        LinearLoss.Squared or LinearLoss.Huber => (float)(scores[0] + (0.5 * Normal(random))),
        LinearLoss.Softmax => Array.IndexOf(scores, scores.Max()) is var best && random.Next(5) > 0 ? best : random.Next(scores.Length),
        _ => random.NextDouble() < 1 / (1 + Math.Exp(-scores[0])) ? 1 : -1,
    };

    private static double[] Doubles(ReadOnlySpan<float> values)
    {
        double[] doubles = new double[values.Length];
        for (int i = 0; i < doubles.Length; i++)
            doubles[i] = values[i];
        return doubles;
    }

    private static double Soft(double value, double by) => Math.Sign(value) * Math.Max(0, Math.Abs(value) - by);

    private static double Normal(Random random) => Math.Sqrt(-2 * Math.Log(1 - random.NextDouble())) * Math.Cos(2 * Math.PI * random.NextDouble());
}
