using System.Globalization;

namespace Distributed.Simulation;

/// <summary>Which learning rates an experiment compares policies at.</summary>
public sealed record StepChoice
{
    private StepChoice()
    {
    }

    /// <summary>The grid of <c>best</c>: 0.01 to 5.12 in doublings.</summary>
    public static IReadOnlyList<double> DefaultGrid { get; } = [0.01, 0.02, 0.04, 0.08, 0.16, 0.32, 0.64, 1.28, 2.56, 5.12];

    /// <summary>That of the configuration, for every policy.</summary>
    public static StepChoice Given { get; } = new();

    /// <summary>Tries on a grid; null: nothing is tuned.</summary>
    public IReadOnlyList<double>? Grid { get; private init; }

    /// <summary>Null: each policy at its own best; else all policies at this many times the first policy's best.</summary>
    public double? Factor { get; private init; }

    /// <summary>
    /// With a factor: if the first policy reaches the target in less than this share of the seeds, the next smaller step of the grid is taken, and so on.
    /// </summary>
    public double ReachedMin { get; private init; }

    /// <summary>Each policy at its own best of a grid: the one with the least median time to the target; where none reaches it, with the least loss.</summary>
    /// <param name="grid">Learning rates over 0, rising; null for <see cref="DefaultGrid"/>.</param>
    /// <exception cref="ArgumentException">The grid is empty or does not rise from over 0.</exception>
    public static StepChoice Best(IReadOnlyList<double>? grid = null) => new() { Grid = Checked(grid) };

    /// <summary>All policies at a factor of the first policy's best.</summary>
    /// <param name="factor">Over 0.</param>
    /// <param name="grid">Learning rates over 0, rising; null for <see cref="DefaultGrid"/>.</param>
    /// <param name="reachedMin">The share of seeds in which the first policy has to reach the target at that step, 0 to 1: see <see cref="ReachedMin"/>.</param>
    /// <exception cref="ArgumentException">The grid is empty or does not rise from over 0, or a number is out of its range.</exception>
    public static StepChoice FactorOfFirst(double factor, IReadOnlyList<double>? grid = null, double reachedMin = 0)
    {
        if (!(factor > 0) || !double.IsFinite(factor) || !(reachedMin is >= 0 and <= 1))
            throw new ArgumentException("A factor is over 0, and a share 0 to 1.", nameof(factor));
        return new() { Grid = Checked(grid), Factor = factor, ReachedMin = reachedMin };
    }

    /// <summary>Reads <c>given</c>, <c>best</c>, or a factor of the first policy's best such as <c>2</c>.</summary>
    /// <exception cref="FormatException">The text is none of them.</exception>
    public static StepChoice Parse(string text) => text switch
    {
        "given" => Given,
        "best" => Best(),
        _ when double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out double factor) && factor > 0 && double.IsFinite(factor) => FactorOfFirst(factor),
        _ => throw new FormatException($"'{text}' is no choice of a step; write given, best, or a factor of the first policy's best."),
    };

    /// <summary>The same choice on another grid.</summary>
    internal StepChoice On(IReadOnlyList<double> grid) => this with { Grid = grid };

    /// <summary>For people: every comparison says which step it was made at.</summary>
    public override string ToString() => this switch
    {
        { Grid: null } => "the given step",
        { Factor: null } => "each policy at its own best step on the grid",
        _ => $"all policies at {Factor.Value.ToString(CultureInfo.InvariantCulture)} times the first policy's best step on the grid",
    };

    private static IReadOnlyList<double> Checked(IReadOnlyList<double>? grid)
    {
        grid ??= DefaultGrid;
        bool rises = grid.Count > 0 && grid[0] > 0 && double.IsFinite(grid[^1]);
        for (int i = 1; i < grid.Count; i++)
            rises &= grid[i] > grid[i - 1];
        return rises ? grid : throw new ArgumentException("A grid holds at least one step, over 0, and rises.", nameof(grid));
    }
}
