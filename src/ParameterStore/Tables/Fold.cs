namespace ParameterStore;

/// <summary>
/// How a committed delta changes a row: one of a closed set of pure functions, the same in memory and over a network.
/// Every replica folds one log in one order, so any deterministic fold is sound.
/// </summary>
public enum Fold
{
    /// <summary>row += weight × delta. The only fold under which a worker sees its own update before the commit.</summary>
    Add = 0,
}
