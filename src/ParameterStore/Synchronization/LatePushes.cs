namespace ParameterStore;

/// <summary>What <see cref="SyncPolicy.KOfN(KOfNOptions)"/> does with pushes that were computed from an older version than the current one.</summary>
public enum LatePushes
{
    /// <summary>
    /// A push is kept and applied with the next step, with the weight of its lag (<see cref="KOfNOptions.LagWeights"/>); one that lags further is
    /// discarded.
    /// </summary>
    Cache,

    /// <summary>A push is discarded: backup workers (Chen et al., "Revisiting distributed synchronous SGD", 2016).</summary>
    Drop,

    /// <summary>
    /// Who has not pushed when a step ends gives its attempt up and draws new blocks; what it was at is skipped. Helps where slowness passes: a
    /// machine that is always slow is no faster at another block.
    /// </summary>
    AbortLate,
}
