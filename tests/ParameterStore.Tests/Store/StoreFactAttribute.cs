namespace ParameterStore.Tests;

/// <summary>A test of the conformance suite. Projects whose stores need a server have attributes of their own by these names, which skip without one.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class StoreFactAttribute : FactAttribute;

/// <inheritdoc cref="StoreFactAttribute"/>
[AttributeUsage(AttributeTargets.Method)]
public sealed class StoreTheoryAttribute : TheoryAttribute;
