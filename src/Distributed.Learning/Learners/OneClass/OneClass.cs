namespace Distributed.Learning;

/// <summary>
/// Implicit feedback: what is observed has the value 1, all other pairs count too, with a weight and a value of their own:
/// ½ Σ_observed (1 − p·q)² + ½ α Σ_others (c − p·q)² + ½ λ (‖P‖² + ‖Q‖²)
/// (Yu, Bilenko, Lin, "Selection of negative samples for one-class matrix factorization", SDM 2017).
/// </summary>
/// <param name="Alpha">α, the weight of a pair that is not observed, &gt; 0. As many times less than 1 as others outnumber the observed, if both are to weigh the same.</param>
/// <param name="Target">c, the value that pairs that are not observed should have.</param>
public sealed record OneClass(float Alpha, float Target)
{
    /// <summary>Checks the numbers.</summary>
    /// <exception cref="ArgumentOutOfRangeException">One is out of range; the message says which and what is allowed.</exception>
    public void Validate()
    {
        if (!float.IsFinite(Alpha) || Alpha <= 0)
            throw new ArgumentOutOfRangeException(nameof(Alpha), Alpha, $"The weight of pairs that are not observed is {Alpha}; it must be a finite number above 0.");
        if (!float.IsFinite(Target))
            throw new ArgumentOutOfRangeException(nameof(Target), Target, $"The value of pairs that are not observed is {Target}; it must be finite.");
    }
}
