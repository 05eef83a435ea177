namespace Redis.ParameterStore.Tests;

/// <summary>
/// Tests that keep all processors busy for long run after the others, not beside them: those talk to real servers, whose client library needs a
/// thread of the pool in time.
/// </summary>
[CollectionDefinition(Name, DisableParallelization = true)]
public sealed class Alone
{
    public const string Name = "alone";
}
