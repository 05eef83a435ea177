using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace Distributed.Learning;

/// <summary>
/// The numbers of one block's updates. A row's step is Rate / √(1 + Damping · E), E being the sum of its squared errors so far in units of the
/// ratings' deviation: rows with many ratings slow down, and so do rows that are fitted badly because several workers pull at them at once.
/// </summary>
internal readonly struct FactorStep
{
    /// <summary>How fast squared errors slow a row down. At 0.01 a row is at half its first step after some 300 ratings.</summary>
    internal const float Damping = 0.01f;

    /// <summary>A bias's step, as a part of its row's.</summary>
    internal const float BiasShare = 0.2f;

    internal FactorStep(in FactorPass pass)
    {
        MatrixFactorizationSettings settings = pass.Settings;
        Columns = FactorLayout.Columns(settings.Rank);
        Rate = settings.LearningRate * pass.StepScale * (float)(1 - pass.Progress);
        Regularization = settings.Regularization;
        BiasShareOrNone = settings.Biases ? BiasShare : 0;
        BiasRegularization = settings.BiasRegularization;
        InverseDeviation = (float)(1 / pass.Deviation);
    }

    /// <summary>Columns of a factor row.</summary>
    internal int Columns { get; }

    /// <summary>The step of a row without errors.</summary>
    internal float Rate { get; }

    /// <summary>λ of the factors.</summary>
    internal float Regularization { get; }

    /// <summary><see cref="BiasShare"/>, or 0 without biases, which leaves them at 0.</summary>
    internal float BiasShareOrNone { get; }

    /// <summary>λ of the biases.</summary>
    internal float BiasRegularization { get; }

    /// <summary>1 / the ratings' deviation: gradients in units of it make one learning rate fit all scales.</summary>
    internal float InverseDeviation { get; }

    /// <summary>The step of a row with some squared errors.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal float Of(float squares) => Rate / MathF.Sqrt(1 + (Damping * squares));

    /// <summary>The steps of four rows.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal Vector128<float> Of(Vector128<float> squares) =>
        Vector128.Create(Rate) / Vector128.Sqrt(Vector128<float>.One + (Vector128.Create(Damping) * squares));

    /// <summary>What regularization leaves of a factor or bias, as a part of it: never less than nothing, so that a large λ cannot make it grow.</summary>
    /// <param name="decay">Steps times λ.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal static float Kept(float decay) => MathF.Max(0, 1 - decay);

    /// <summary>The same of four rows.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal static Vector128<float> Kept(Vector128<float> decays) => Vector128.Max(Vector128<float>.Zero, Vector128<float>.One - decays);
}
