namespace Distributed.Learning;

/// <summary>The loss φ of an example with score s = x·w + b.</summary>
public enum LinearLoss
{
    /// <summary>log(1 + exp(−y s)), labels −1 and 1; in nats.</summary>
    Logistic,

    /// <summary>(s − y)² / 2.</summary>
    Squared,

    /// <summary>(s − y)² / 2 while |s − y| ≤ δ, else δ (|s − y| − δ / 2); δ is <see cref="LinearObjective.Width"/>.</summary>
    Huber,

    /// <summary>max(0, 1 − y s), labels −1 and 1.</summary>
    Hinge,

    /// <summary>
    /// 0 from y s = 1 on, 1 − y s − γ / 2 up to y s = 1 − γ, (1 − y s)² / 2γ between; γ is <see cref="LinearObjective.Width"/>.
    /// </summary>
    SmoothedHinge,

    /// <summary>log Σ exp(s_k) − s_y over the scores of all classes, labels 0 to <see cref="LinearObjective.Classes"/> − 1; in nats.</summary>
    Softmax,
}
