using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace Distributed.Learning;

/// <summary>
/// Stochastic gradient updates of one block. A user's ratings are taken four at a time: four errors under one p_u, then one step of it and one
/// of each item, so that four dot products hide one another's latency and p_u is written once. Two ratings of one item among the four are
/// two updates of its factors, but only the second changes its state.
/// </summary>
/// <typeparam name="TLanes">The registers.</typeparam>
/// <typeparam name="TRounding">Whether products and sums may be fused.</typeparam>
/// <typeparam name="TSign">Whether factors may be negative.</typeparam>
internal static class FactorKernel<TLanes, TRounding, TSign>
    where TLanes : struct, ILanes<TLanes>
    where TRounding : struct, IRounding
    where TSign : struct, ISign
{
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    internal static SquaredLoss Update(in RatingBlock block, in FactorRows rows, in FactorStep step)
    {
        var sums = default(ErrorSums);
        ref float users = ref MemoryMarshal.GetReference(rows.UserFactors);
        ref int items = ref MemoryMarshal.GetReference(block.Items);
        ref float values = ref MemoryMarshal.GetReference(block.Values);
        for (int run = 0; run < block.Runs; run++)
        {
            int user = block.Users[run], at = block.Starts[run], end = block.Starts[run + 1];
            ref float p = ref Unsafe.Add(ref users, (nint)user * step.Columns);
            ref RowState state = ref RowState.At(rows.UserState, user);
            var own = new UserRun(state, step);
            for (; at <= end - 4; at += 4)
                Four(ref p, ref own, rows, ref Unsafe.Add(ref items, at), Vector128.LoadUnsafe(ref values, (nuint)at), step, ref sums);
            for (; at < end; at++)
                One(ref p, ref own, rows, Unsafe.Add(ref items, at), Unsafe.Add(ref values, at), step, ref sums);
            state = own.State;
        }
        return new(sums.Total, block.Count);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Four(
        ref float p, ref UserRun own, in FactorRows rows, ref int items, Vector128<float> values, in FactorStep step, ref ErrorSums sums)
    {
        nint columns = step.Columns;
        ref float factors = ref MemoryMarshal.GetReference(rows.ItemFactors);
        ref float q0 = ref Unsafe.Add(ref factors, items * columns);
        ref float q1 = ref Unsafe.Add(ref factors, Unsafe.Add(ref items, 1) * columns);
        ref float q2 = ref Unsafe.Add(ref factors, Unsafe.Add(ref items, 2) * columns);
        ref float q3 = ref Unsafe.Add(ref factors, Unsafe.Add(ref items, 3) * columns);
        TLanes d0 = default, d1 = default, d2 = default, d3 = default;
        for (nint c = 0; c < columns; c += FactorLayout.Lanes)
        {
            TLanes x = TLanes.Load(ref p, c);
            d0 = TRounding.MultiplyAdd(x, TLanes.Load(ref q0, c), d0);
            d1 = TRounding.MultiplyAdd(x, TLanes.Load(ref q1, c), d1);
            d2 = TRounding.MultiplyAdd(x, TLanes.Load(ref q2, c), d2);
            d3 = TRounding.MultiplyAdd(x, TLanes.Load(ref q3, c), d3);
        }
        Vector128<float> dots = Quad.Sum(TLanes.Fold(d0), TLanes.Fold(d1), TLanes.Fold(d2), TLanes.Fold(d3));

        ref RowState s0 = ref RowState.At(rows.ItemState, items);
        ref RowState s1 = ref RowState.At(rows.ItemState, Unsafe.Add(ref items, 1));
        ref RowState s2 = ref RowState.At(rows.ItemState, Unsafe.Add(ref items, 2));
        ref RowState s3 = ref RowState.At(rows.ItemState, Unsafe.Add(ref items, 3));
        Vector128<float> biases = Vector128.Create(s0.Bias, s1.Bias, s2.Bias, s3.Bias);
        Vector128<float> squares = Vector128.Create(s0.Squares, s1.Squares, s2.Squares, s3.Squares);

        Vector128<float> errors = values - (Vector128.Create(own.Bias) + biases + dots);
        Vector128<float> pulls = errors * step.InverseDeviation;
        Vector128<float> newSquares = pulls * pulls;
        Vector128<float> steps = step.Of(squares);
        Vector128<float> biasSteps = steps * step.BiasShareOrNone;
        biases = (biases * FactorStep.Kept(biasSteps * step.BiasRegularization)) + (biasSteps * errors);
        squares += newSquares;
        (s0.Bias, s0.Squares) = (biases[0], squares[0]);
        (s1.Bias, s1.Squares) = (biases[1], squares[1]);
        (s2.Bias, s2.Squares) = (biases[2], squares[2]);
        (s3.Bias, s3.Squares) = (biases[3], squares[3]);
        sums.Add(errors);
        own.Add(Quad.Sum(errors), Quad.Sum(newSquares), 4);

        Vector128<float> gains = steps * pulls;
        Vector128<float> keeps = FactorStep.Kept(steps * step.Regularization);
        TLanes e0 = TLanes.Create(pulls[0]), e1 = TLanes.Create(pulls[1]), e2 = TLanes.Create(pulls[2]), e3 = TLanes.Create(pulls[3]);
        TLanes g0 = TLanes.Create(gains[0]), g1 = TLanes.Create(gains[1]), g2 = TLanes.Create(gains[2]), g3 = TLanes.Create(gains[3]);
        TLanes k0 = TLanes.Create(keeps[0]), k1 = TLanes.Create(keeps[1]), k2 = TLanes.Create(keeps[2]), k3 = TLanes.Create(keeps[3]);
        TLanes ownStep = TLanes.Create(own.Step), ownKeep = TLanes.Create(FactorStep.Kept(4 * own.Decay));
        for (nint c = 0; c < columns; c += FactorLayout.Lanes)
        {
            TLanes x = TLanes.Load(ref p, c);
            TLanes q = TLanes.Load(ref q0, c);
            TLanes sum = TLanes.Multiply(e0, q);
            TLanes.Store(TSign.Project(TRounding.MultiplyAdd(g0, x, TLanes.Multiply(k0, q))), ref q0, c);
            q = TLanes.Load(ref q1, c);
            sum = TRounding.MultiplyAdd(e1, q, sum);
            TLanes.Store(TSign.Project(TRounding.MultiplyAdd(g1, x, TLanes.Multiply(k1, q))), ref q1, c);
            q = TLanes.Load(ref q2, c);
            sum = TRounding.MultiplyAdd(e2, q, sum);
            TLanes.Store(TSign.Project(TRounding.MultiplyAdd(g2, x, TLanes.Multiply(k2, q))), ref q2, c);
            q = TLanes.Load(ref q3, c);
            sum = TRounding.MultiplyAdd(e3, q, sum);
            TLanes.Store(TSign.Project(TRounding.MultiplyAdd(g3, x, TLanes.Multiply(k3, q))), ref q3, c);
            TLanes.Store(TSign.Project(TRounding.MultiplyAdd(ownStep, sum, TLanes.Multiply(ownKeep, x))), ref p, c);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void One(ref float p, ref UserRun own, in FactorRows rows, int item, float value, in FactorStep step, ref ErrorSums sums)
    {
        nint columns = step.Columns;
        ref float q = ref Unsafe.Add(ref MemoryMarshal.GetReference(rows.ItemFactors), item * columns);
        TLanes dot = default;
        for (nint c = 0; c < columns; c += FactorLayout.Lanes)
            dot = TRounding.MultiplyAdd(TLanes.Load(ref p, c), TLanes.Load(ref q, c), dot);

        ref RowState state = ref RowState.At(rows.ItemState, item);
        float error = value - (own.Bias + state.Bias + Quad.Sum(TLanes.Fold(dot)));
        float pull = error * step.InverseDeviation, itemStep = step.Of(state.Squares);
        float biasStep = itemStep * step.BiasShareOrNone;
        state.Bias = (state.Bias * FactorStep.Kept(biasStep * step.BiasRegularization)) + (biasStep * error);
        state.Squares += pull * pull;
        sums.Add(error);
        own.Add(error, pull * pull, 1);

        TLanes itemGain = TLanes.Create(itemStep * pull), itemKeep = TLanes.Create(FactorStep.Kept(itemStep * step.Regularization));
        TLanes lanes = TLanes.Create(pull), ownStep = TLanes.Create(own.Step), ownKeep = TLanes.Create(FactorStep.Kept(own.Decay));
        for (nint c = 0; c < columns; c += FactorLayout.Lanes)
        {
            TLanes x = TLanes.Load(ref p, c), y = TLanes.Load(ref q, c);
            TLanes.Store(TSign.Project(TRounding.MultiplyAdd(itemGain, x, TLanes.Multiply(itemKeep, y))), ref q, c);
            TLanes.Store(TSign.Project(TRounding.MultiplyAdd(ownStep, TLanes.Multiply(lanes, y), TLanes.Multiply(ownKeep, x))), ref p, c);
        }
    }
}
