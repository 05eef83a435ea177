namespace Distributed.Learning;

/// <summary>The reference that vector kernels agree with.</summary>
internal static class ScalarFactorKernel
{
    internal static SquaredLoss Update(in RatingBlock block, in FactorRows rows, in FactorPass pass)
    {
        MatrixFactorizationSettings settings = pass.Settings;
        int columns = FactorLayout.Columns(settings.Rank);
        float rate = settings.LearningRate * pass.StepScale;
        double loss = 0;
        for (int run = 0; run < block.Runs; run++)
        {
            int user = block.Users[run];
            Span<float> p = rows.UserFactors.Slice(user * columns, columns);
            Span<float> userState = rows.UserState.Slice(user * FactorLayout.StateColumns, FactorLayout.StateColumns);
            for (int at = block.Starts[run]; at < block.Starts[run + 1]; at++)
            {
                int item = block.Items[at];
                Span<float> q = rows.ItemFactors.Slice(item * columns, columns);
                Span<float> itemState = rows.ItemState.Slice(item * FactorLayout.StateColumns, FactorLayout.StateColumns);
                float prediction = settings.Biases ? userState[0] + itemState[0] : 0;
                for (int k = 0; k < columns; k++)
                    prediction += p[k] * q[k];
                float error = block.Values[at] - prediction;
                loss += (double)error * error;
                UpdateFactors(p, q, userState, itemState, error, rate, settings);
                if (settings.Biases)
                {
                    UpdateBias(userState, error, rate, settings.BiasRegularization);
                    UpdateBias(itemState, error, rate, settings.BiasRegularization);
                }
            }
        }
        return new(loss, block.Count);
    }

    private static void UpdateFactors(
        Span<float> p, Span<float> q, Span<float> userState, Span<float> itemState, float error, float rate, MatrixFactorizationSettings settings)
    {
        float userRate = rate / MathF.Sqrt(1 + userState[2]), itemRate = rate / MathF.Sqrt(1 + itemState[2]);
        float userSquares = 0, itemSquares = 0;
        for (int k = 0; k < p.Length; k++)
        {
            float userGradient = (error * q[k]) - (settings.Regularization * p[k]);
            float itemGradient = (error * p[k]) - (settings.Regularization * q[k]);
            userSquares += userGradient * userGradient;
            itemSquares += itemGradient * itemGradient;
            p[k] += userRate * userGradient;
            q[k] += itemRate * itemGradient;
            if (settings.NonNegative)
            {
                p[k] = MathF.Max(p[k], 0);
                q[k] = MathF.Max(q[k], 0);
            }
        }
        userState[2] += userSquares / settings.Rank;
        itemState[2] += itemSquares / settings.Rank;
    }

    private static void UpdateBias(Span<float> state, float error, float rate, float regularization)
    {
        float gradient = error - (regularization * state[0]);
        float step = rate / MathF.Sqrt(1 + state[1]);
        state[0] += step * gradient;
        state[1] += gradient * gradient;
    }
}
