namespace ParameterStore;

/// <summary>What a store can do; a policy that needs more is refused when the job is created.</summary>
[Flags]
public enum StoreTraits
{
    /// <summary>Commits with weight 1, pulls of the newest or a later version.</summary>
    None = 0,

    /// <summary>Commits may carry weights other than 1 and 0.</summary>
    Weights = 1,

    /// <summary>A pull may ask for exactly one version.</summary>
    ExactPull = 2,
}
