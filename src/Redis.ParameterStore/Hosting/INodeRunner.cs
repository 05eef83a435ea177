namespace Redis.ParameterStore;

/// <summary>
/// A node that lives, and where its procedures run: over a link (<see cref="NodeRunner"/>), or in a simulation's virtual time. Host and store need
/// no more than this, so that the very same ones are simulated.
/// </summary>
internal interface INodeRunner : IAsyncDisposable
{
    JobNode Node { get; }

    /// <summary>Guards the node's state.</summary>
    Lock Lock { get; }

    /// <summary>Runs a procedure to its end. What it failed with is thrown.</summary>
    ValueTask<TResult> RunAsync<TResult>(IProcedure<TResult> procedure, CancellationToken cancellationToken);
}
