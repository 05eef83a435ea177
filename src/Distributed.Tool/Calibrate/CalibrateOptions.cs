using ParameterStore;

namespace Distributed.Tool;

/// <summary>What <c>calibrate</c> was asked for.</summary>
/// <param name="Log">The event log that the models are fitted to.</param>
/// <param name="Check">Another run's, which the fit has not seen; null: none.</param>
/// <param name="Workers">Numbers of workers to ask about.</param>
/// <param name="Policies">Policies to ask about.</param>
/// <param name="Seed">The first seed.</param>
/// <param name="Seeds">Runs of each.</param>
/// <param name="Json">The file to write to; null: none.</param>
internal sealed record CalibrateOptions(string Log, string? Check, IReadOnlyList<int> Workers, IReadOnlyList<SyncPolicy> Policies, ulong Seed, int Seeds, string? Json);
