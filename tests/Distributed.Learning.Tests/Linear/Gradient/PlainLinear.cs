namespace Distributed.Learning.Tests;

/// <summary>What one worker comes to, in plain loops: a weight at a time, no tables, no store.</summary>
internal static class PlainLinear
{
    private const int StateOfValue = 4;

    /// <summary>Trains a model of the logistic loss.</summary>
    /// <returns>Weights, and after them the bias.</returns>
    internal static float[] Train(LinearTask task, GradientMethod method, PlainStep fold, PlainStep biasFold)
    {
        var plan = new GradientPlan(task, method);
        var examples = new LinearShards(task.Examples, plan.Shards);
        var blocks = new GradientBlocks(examples, plan.BlocksPerEpoch, plan.RunLength, task.Seed);
        int features = task.Examples.Features;
        float[] weights = new float[features + 1], state = new float[StateOfValue * (features + 1)];
        if (task.Objective.Bias)
            weights[^1] = LogOdds(task.Examples);
        for (int number = 0; number < method.Epochs * plan.BlocksPerEpoch; number++)
        {
            float[] gradient = new float[features + 1];
            double weight = 0;
            (int epoch, int index) = Math.DivRem(number, plan.BlocksPerEpoch);
            for (int shard = 0; shard < plan.Shards; shard++)
                for (int run = 0; run < blocks.RunsOf(new(shard, epoch, index)); run++)
                    weight += AddRun(examples, blocks.Run(new(shard, epoch, index), run), weights, gradient);
            float scale = plan.DecayAt(new(0, epoch, index)), by = -(float)(scale * plan.PushRate / weight), l2 = (float)(plan.GradientL2 * weight);
            for (int j = 0; j <= features; j++)
            {
                float sum = j < features && l2 > 0 ? (weights[j] * l2) + gradient[j] : gradient[j];
                float delta = ((sum * by) + weights[j]) - weights[j];
                weights[j] = (j < features ? fold : biasFold)(weights[j], delta, state.AsSpan(StateOfValue * j, StateOfValue), scale);
            }
        }

        return weights;
    }

    /// <summary>Eight lanes for whole rows, four for sparse ones.</summary>
    internal static float Dot(FeatureRow row, ReadOnlySpan<float> weights)
    {
        int lanes = row.IsDense ? 8 : 4, whole = row.Values.Length - (row.Values.Length % lanes);
        float[] sums = new float[8];
        for (int j = 0; j < whole; j++)
            sums[j % lanes] = row.IsDense ? MathF.FusedMultiplyAdd(row.Values[j], weights[j], sums[j % lanes]) : sums[j % lanes] + (row.Values[j] * weights[row.Indices[j]]);
        for (int j = whole; !row.IsDense && j < row.Values.Length; j++)
            sums[0] += row.Values[j] * weights[row.Indices[j]];
        if (!row.IsDense)
            return (sums[0] + sums[1]) + (sums[2] + sums[3]);
        float sum = ((sums[0] + sums[4]) + (sums[2] + sums[6])) + ((sums[1] + sums[5]) + (sums[3] + sums[7]));
        for (int j = whole; j < row.Values.Length; j++)
            sum = MathF.FusedMultiplyAdd(row.Values[j], weights[j], sum);
        return sum;
    }

    internal static void AddScaled(FeatureRow row, float slope, Span<float> gradient)
    {
        for (int j = 0; j < row.Values.Length; j++)
        {
            if (row.IsDense)
                gradient[j] = MathF.FusedMultiplyAdd(slope, row.Values[j], gradient[j]);
            else
                gradient[row.Indices[j]] += slope * row.Values[j];
        }
    }

    private static float LogOdds(LinearExamples examples)
    {
        double positive = Enumerable.Range(0, examples.Count).Where(i => examples.Label(i) == 1).Sum(i => (double)examples.Weight(i));
        return (float)Math.Log(positive / (examples.TotalWeight - positive));
    }

    private static double AddRun(LinearShards examples, (int First, int Count) run, float[] weights, float[] gradient)
    {
        double weight = 0;
        float bias = 0;
        for (int i = run.First; i < run.First + run.Count; i++)
        {
            float[] slope = [Dot(examples.Row(i), weights) + weights[^1], 0, 0, 0, 0, 0, 0, 0];
            default(LogisticMarginLoss).Follow(slope, [examples.Label(i), 0, 0, 0, 0, 0, 0, 0], [examples.Weight(i), 0, 0, 0, 0, 0, 0, 0]);
            AddScaled(examples.Row(i), slope[0], gradient);
            bias += slope[0];
            weight += examples.Weight(i);
        }

        gradient[^1] += bias;
        return weight;
    }
}

/// <summary>A fold of one value.</summary>
internal delegate float PlainStep(float row, float delta, Span<float> state, float count);

/// <summary>The folds that the tests train with.</summary>
internal static class PlainSteps
{
    internal static PlainStep AdaGrad(float rate) => (row, delta, state, _) =>
    {
        state[0] += delta * delta;
        return row + (delta * rate / (MathF.Sqrt(state[0]) + 1e-8f));
    };

    internal static PlainStep CompositeAdaGrad(float rate, float l1) => (row, delta, state, count) =>
    {
        float next = AdaGrad(rate)(row, delta, state, count), off = rate * l1 * count / (MathF.Sqrt(state[0]) + 1e-8f);
        return state[0] == 0 ? row : MathF.Abs(next) <= off ? 0 : next - MathF.CopySign(off, next);
    };

    internal static PlainStep Ftrl(float alpha, float beta, float l1, float l2) => (row, delta, state, count) =>
    {
        // A row that does not start at 0 has the z that it comes from.
        if (state[0] == 0 && state[1] == 0 && row != 0)
            state[0] = 0 - (row * (beta / alpha));
        float root = MathF.Sqrt(state[1] + (delta * delta)), counts = CountOf(state, count);
        state[0] -= delta + ((root - MathF.Sqrt(state[1])) / alpha * row);
        state[1] += delta * delta;
        return MathF.Abs(state[0]) <= l1 * counts ? 0 : 0 - ((state[0] - MathF.CopySign(l1 * counts, state[0])) / (((beta + root) / alpha) + (l2 * counts)));
    };

    internal static PlainStep Momentum(float mu) => (row, delta, state, _) => row + (state[0] = (state[0] * mu) + delta);

    internal static PlainStep Adam(float rate) => (row, delta, state, _) =>
    {
        state[0] = (state[0] * 0.9f) + (delta * (1 - 0.9f));
        state[1] = (state[1] * 0.999f) + (delta * delta * (1 - 0.999f));
        float gathered1 = 0, gathered2 = 0;
        state[2]++;
        for (int t = 0; t < state[2]; t++)
            (gathered1, gathered2) = ((gathered1 * 0.9f) + (1 - 0.9f), (gathered2 * 0.999f) + (1 - 0.999f));
        return row + (state[0] / gathered1 * rate / (MathF.Sqrt(state[1] / gathered2) + 1e-8f));
    };

    // The count goes through the working copy as weights do: what is pushed is a difference to what the sum's float could not hold.
    private static float CountOf(Span<float> state, float count)
    {
        float added = state[3] + ((state[3] + count) - state[3]), sum = state[2] + added;
        state[3] = added - (sum - state[2]);
        return state[2] = sum;
    }
}
