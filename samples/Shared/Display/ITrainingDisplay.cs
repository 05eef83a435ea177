using ParameterStore;

namespace Samples;

/// <summary>Shows a training while it runs.</summary>
internal interface ITrainingDisplay
{
    /// <summary>Runs <paramref name="fit"/>, which reports to what it is given, and returns its result.</summary>
    Task<T> WatchAsync<T>(Func<IProgress<TrainingProgress>, T> fit);
}
