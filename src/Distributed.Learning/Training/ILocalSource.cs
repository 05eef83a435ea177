namespace Distributed.Learning;

/// <summary>Examples of which every process has its own, before it is known how they are cut.</summary>
internal interface ILocalSource
{
    /// <summary>The trainer's name, for jobs that have none.</summary>
    string Name { get; }

    /// <summary>All options that shape how examples are cut, in one canonical line; what two processes must have equal.</summary>
    string Options { get; }

    /// <summary>Finds out with all other processes how the examples are cut.</summary>
    /// <param name="exchange">Reaches the others.</param>
    /// <param name="workers">The workers that this process brings.</param>
    /// <param name="totalWorkers">Those of all processes.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <exception cref="ArgumentException">The processes' data do not go together.</exception>
    Task<ILearner> CutAsync(DataExchange exchange, int workers, int totalWorkers, CancellationToken cancellationToken);
}
