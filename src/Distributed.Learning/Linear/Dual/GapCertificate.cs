namespace Distributed.Learning;

/// <summary>How far a model is from the best one, at most: recomputed in float64 from the model and the duals.</summary>
/// <param name="Primal">P, the objective at the model.</param>
/// <param name="Dual">D, which no model's objective is below.</param>
public sealed record GapCertificate(double Primal, double Dual)
{
    /// <summary>P − D; ≥ 0 but for rounding.</summary>
    public double Gap => Primal - Dual;

    /// <summary>(P − D) / max(|P|, |D|); 0 if both are 0.</summary>
    public double RelativeGap => Gap == 0 ? 0 : Gap / Math.Max(Math.Abs(Primal), Math.Abs(Dual));
}
