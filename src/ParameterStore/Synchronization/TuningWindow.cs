namespace ParameterStore;

/// <summary>How long <see cref="AutoStalenessPolicy"/> watches before it judges.</summary>
/// <param name="PushesEach">Pushes for every worker; all of them, whoever pushed.</param>
/// <param name="Clocks">Clocks of the slowest worker; both must have been.</param>
/// <param name="Rests">Windows without a change after which the neighbours are tried again.</param>
internal sealed record TuningWindow(int PushesEach, int Clocks, int Rests)
{
    public static TuningWindow Default { get; } = new(PushesEach: 10, Clocks: 20, Rests: 20);
}
