namespace Distributed.Learning;

/// <summary>Stochastic gradient updates of one block, in place, by the widest registers that the processor has.</summary>
public static class MatrixFactorizationKernel
{
    /// <summary>Does one update for every rating of a block, in its order.</summary>
    /// <returns>The squared errors, each taken before its own update.</returns>
    /// <exception cref="ArgumentException">A table has fewer rows than the block touches.</exception>
    public static SquaredLoss Update(in RatingBlock block, in FactorRows rows, in FactorPass pass)
    {
        if (Lanes512.IsSupported)
            return Update<Lanes512>(block, rows, pass);
        return Lanes256.IsSupported ? Update<Lanes256>(block, rows, pass) : Update<Lanes128>(block, rows, pass);
    }

    /// <summary>The same by registers of one's choice.</summary>
    internal static SquaredLoss Update<TLanes>(in RatingBlock block, in FactorRows rows, in FactorPass pass)
        where TLanes : struct, ILanes<TLanes>
    {
        if (block.Count == 0)
            return default;
        var step = new FactorStep(pass);
        rows.MustHold(new(0, block.Users[^1] + 1), block.ItemRows, step.Columns);
        return (pass.Settings.Deterministic, pass.Settings.NonNegative) switch
        {
            (false, false) => FactorKernel<TLanes, FusedRounding, AnySign>.Update(block, rows, step),
            (false, true) => FactorKernel<TLanes, FusedRounding, NonNegativeSign>.Update(block, rows, step),
            (true, false) => FactorKernel<TLanes, SeparateRounding, AnySign>.Update(block, rows, step),
            (true, true) => FactorKernel<TLanes, SeparateRounding, NonNegativeSign>.Update(block, rows, step),
        };
    }
}
