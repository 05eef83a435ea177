namespace Benchmarks;

/// <summary>What to measure on, and how long.</summary>
/// <param name="Quick">Small sets, no tuning, one run.</param>
/// <param name="Folder">Where real sets lie; null: generated ones only.</param>
/// <param name="Only">Parts of names: sets that have none of them are left out; empty: all are measured.</param>
internal sealed record LinearSelection(bool Quick, string? Folder, IReadOnlyList<string> Only)
{
    public bool Has(string name) => Only.Count == 0 || Only.Any(part => name.Contains(part, StringComparison.OrdinalIgnoreCase));
}
