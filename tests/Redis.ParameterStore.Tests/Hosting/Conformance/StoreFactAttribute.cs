using Redis.ParameterStore.Tests;

namespace ParameterStore.Tests;

/// <summary>A test of the conformance suite of all stores; here it needs a server, and is skipped without one.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class StoreFactAttribute : FactAttribute
{
    public StoreFactAttribute() => Skip = RedisServer.WhyNot!;
}

/// <inheritdoc cref="StoreFactAttribute"/>
[AttributeUsage(AttributeTargets.Method)]
public sealed class StoreTheoryAttribute : TheoryAttribute
{
    public StoreTheoryAttribute() => Skip = RedisServer.WhyNot!;
}
