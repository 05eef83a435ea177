namespace ParameterStore;

/// <summary>
/// A fencing token: who commits under a lease shows the token of that lease, and a store refuses tokens lower than the highest it has seen.
/// <see cref="None"/> stands for no lease and is never refused: what fences a worker's own commit is the seal of its incarnation.
/// </summary>
/// <param name="Token">Rises with every new holder of the lease. 0 for workers that commit their own pushes.</param>
public readonly record struct Fence(long Token)
{
    /// <summary>No lease: a worker commits its own push.</summary>
    public static Fence None => default;
}
