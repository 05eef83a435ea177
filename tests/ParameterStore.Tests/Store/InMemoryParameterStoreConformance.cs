namespace ParameterStore.Tests;

public sealed class InMemoryParameterStoreConformance : ParameterStoreConformance
{
    protected override IParameterStore Create() => new InMemoryParameterStore();
}
