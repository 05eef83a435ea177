namespace ParameterStore;

/// <summary>A table of one store, as <see cref="IParameterStore.CreateTableAsync"/> returned it.</summary>
/// <param name="Index">The table's place in the order of creation, from 0.</param>
public readonly record struct TableId(int Index);
