namespace Distributed.Learning;

/// <summary>Makes solvers by the widest registers that the processor has.</summary>
internal static class OneClassSolvers
{
    internal static IOneClassSolver Create(MatrixFactorizationSettings settings, OneClass loss)
    {
        if (Lanes512.IsSupported)
            return Create<Lanes512>(settings, loss);
        return Lanes256.IsSupported ? Create<Lanes256>(settings, loss) : Create<Lanes128>(settings, loss);
    }

    internal static IOneClassSolver Create<TLanes>(MatrixFactorizationSettings settings, OneClass loss)
        where TLanes : struct, ILanes<TLanes> => settings.Deterministic
        ? new OneClassSolver<TLanes, SeparateRounding>(settings, loss)
        : new OneClassSolver<TLanes, FusedRounding>(settings, loss);
}
