namespace ParameterStore;

/// <summary>Which versions a pull may return.</summary>
/// <param name="Mode">How <paramref name="Index"/> binds.</param>
/// <param name="Index">The index of a <see cref="StoreVersion"/>; without meaning for <see cref="PullMode.Newest"/>.</param>
public readonly record struct PullBound(PullMode Mode, long Index)
{
    /// <summary>Whatever is newest.</summary>
    public static PullBound Newest => default;

    /// <summary>This version or a later one.</summary>
    public static PullBound AtLeast(long index) => new(PullMode.AtLeast, index);

    /// <summary>This version only.</summary>
    public static PullBound Exactly(long index) => new(PullMode.Exactly, index);
}
