namespace ParameterStore.Tests;

public sealed class InMemoryParameterStoreConformance : ParameterStoreConformance
{
    protected override ValueTask<IParameterStore> CreateAsync() => new(new InMemoryParameterStore());
}
