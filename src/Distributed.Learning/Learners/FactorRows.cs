using ParameterStore;

namespace Distributed.Learning;

/// <summary>The working copies that a block's updates read and write: whole tables, row-major.</summary>
public readonly ref struct FactorRows
{
    /// <summary>Item factors, items × padded rank.</summary>
    public required Span<float> ItemFactors { get; init; }

    /// <summary>Item biases and sums of squared gradients.</summary>
    public required Span<float> ItemState { get; init; }

    /// <summary>User factors, users × padded rank.</summary>
    public required Span<float> UserFactors { get; init; }

    /// <summary>User biases and sums of squared gradients.</summary>
    public required Span<float> UserState { get; init; }

    /// <summary>Always checked, once a block: kernels use no bounds.</summary>
    internal void MustHold(RowRange users, RowRange items, int columns)
    {
        if (UserFactors.Length < (long)users.End * columns || UserState.Length < (long)users.End * FactorLayout.StateColumns)
            throw new ArgumentException($"User rows up to {users.End - 1} are used, but the user tables have {UserState.Length / FactorLayout.StateColumns} rows of {columns} factors or fewer.");
        if (ItemFactors.Length < (long)items.End * columns || ItemState.Length < (long)items.End * FactorLayout.StateColumns)
            throw new ArgumentException($"Item rows up to {items.End - 1} are used, but the item tables have {ItemState.Length / FactorLayout.StateColumns} rows of {columns} factors or fewer.");
    }
}
