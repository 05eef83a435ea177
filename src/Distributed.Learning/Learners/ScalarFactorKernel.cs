namespace Distributed.Learning;

/// <summary>The reference: what the vector kernels do, said in plain loops. With separate rounding they give these very bits.</summary>
internal static class ScalarFactorKernel
{
    internal static SquaredLoss Update(in RatingBlock block, in FactorRows rows, in FactorPass pass)
    {
        var step = new FactorStep(pass);
        double loss = 0;
        for (int run = 0; run < block.Runs; run++)
        {
            int end = block.Starts[run + 1];
            ref RowState state = ref RowState.At(rows.UserState, block.Users[run]);
            var own = new UserRun(state, step);
            for (int at = block.Starts[run]; at < end;)
            {
                int count = at <= end - 4 ? 4 : 1;
                loss += Together(block, at, count, block.Users[run], ref own, rows, step, pass.Settings.NonNegative);
                at += count;
            }
            state = own.State;
        }
        return new(loss, block.Count);
    }

    private static double Together(
        in RatingBlock block, int at, int count, int user, ref UserRun own, in FactorRows rows, in FactorStep step, bool nonNegative)
    {
        Span<float> p = rows.UserFactors.Slice(user * step.Columns, step.Columns);
        Span<float> errors = stackalloc float[4], pulls = stackalloc float[4];
        double loss = 0;
        for (int j = 0; j < count; j++)
        {
            int item = block.Items[at + j];
            errors[j] = block.Values[at + j] - (own.Bias + RowState.At(rows.ItemState, item).Bias + Dot(p, Row(rows.ItemFactors, item, step)));
            pulls[j] = errors[j] * step.InverseDeviation;
            loss += (double)errors[j] * errors[j];
        }
        Span<float> itemSteps = stackalloc float[4];
        Span<RowState> states = stackalloc RowState[4];
        for (int j = 0; j < count; j++)
        {
            states[j] = RowState.At(rows.ItemState, block.Items[at + j]);
            itemSteps[j] = UpdateState(ref states[j], errors[j], pulls[j], step);
        }
        for (int j = 0; j < count; j++)
            RowState.At(rows.ItemState, block.Items[at + j]) = states[j];
        for (int c = 0; c < p.Length; c++)
        {
            float sum = 0, old = p[c];
            for (int j = 0; j < count; j++)
            {
                ref float q = ref Row(rows.ItemFactors, block.Items[at + j], step)[c];
                sum += pulls[j] * q;
                q = Project((itemSteps[j] * pulls[j] * old) + (FactorStep.Kept(itemSteps[j] * step.Regularization) * q), nonNegative);
            }
            p[c] = Project((own.Step * sum) + (FactorStep.Kept(count * own.Decay) * old), nonNegative);
        }
        if (count == 4)
            own.Add(Sum(errors), Sum([pulls[0] * pulls[0], pulls[1] * pulls[1], pulls[2] * pulls[2], pulls[3] * pulls[3]]), 4);
        else
            own.Add(errors[0], pulls[0] * pulls[0], 1);
        return loss;
    }

    private static float UpdateState(ref RowState state, float error, float pull, in FactorStep step)
    {
        float itemStep = step.Of(state.Squares);
        float biasStep = itemStep * step.BiasShareOrNone;
        state.Bias = (state.Bias * FactorStep.Kept(biasStep * step.BiasRegularization)) + (biasStep * error);
        state.Squares += pull * pull;
        return itemStep;
    }

    private static float Project(float value, bool nonNegative) => nonNegative && !(value > 0) ? 0 : value;

    private static Span<float> Row(Span<float> table, int row, in FactorStep step) => table.Slice(row * step.Columns, step.Columns);

    private static float Dot(ReadOnlySpan<float> p, ReadOnlySpan<float> q)
    {
        Span<float> lanes = stackalloc float[FactorLayout.Lanes];
        lanes.Clear();
        for (int c = 0; c < p.Length; c++)
            lanes[c % FactorLayout.Lanes] += p[c] * q[c];
        for (int l = 0; l < 4; l++)
            lanes[l] = (lanes[l] + lanes[l + 8]) + (lanes[l + 4] + lanes[l + 12]);
        return Sum(lanes);
    }

    private static float Sum(ReadOnlySpan<float> four) => (four[0] + four[2]) + (four[1] + four[3]);
}
