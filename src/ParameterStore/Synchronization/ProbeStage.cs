namespace ParameterStore;

/// <summary>Where a <see cref="StalenessProbe"/> stands.</summary>
internal enum ProbeStage
{
    /// <summary>Nothing is tried.</summary>
    Resting,

    /// <summary>The present staleness, to compare with.</summary>
    Before,

    /// <summary>Half of it.</summary>
    Lower,

    /// <summary>Twice it.</summary>
    Upper,

    /// <summary>The present staleness once more.</summary>
    After,
}
