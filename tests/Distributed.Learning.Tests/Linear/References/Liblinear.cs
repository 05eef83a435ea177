using System.Diagnostics;
using System.Globalization;
using System.Text;

namespace Distributed.Learning.Tests;

/// <summary>
/// Runs <c>liblinear-train</c> (Debian's liblinear-tools), which minimizes ½ ‖w‖² + C Σ c loss with a bias that is a weight like the others: divided by C Σ c
/// that is our objective, for λ2 = 1 / (C Σ c).
/// </summary>
internal static class Liblinear
{
    internal const string Program = "liblinear-train";

    /// <summary>L2-regularized logistic loss, by the primal.</summary>
    internal const int Logistic = 0;

    /// <summary>Squared hinge, by the dual: twice the width times the smoothed hinge, while no margin lies beyond the width.</summary>
    internal const int SquaredHinge = 1;

    /// <summary>Hinge, by the dual.</summary>
    internal const int Hinge = 3;

    /// <summary>Squared loss of regression, without our half.</summary>
    internal const int Squared = 11;

    internal static bool IsHere { get; } = (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator).Any(folder => File.Exists(Path.Combine(folder, Program)));

    /// <summary>Trains.</summary>
    /// <param name="examples">Without weights.</param>
    /// <param name="solver">One of the above.</param>
    /// <param name="cost">C.</param>
    /// <param name="positive">The weight of examples with label 1, of others it is 1; null for regression.</param>
    /// <returns>Weights, and last the bias.</returns>
    internal static double[] Train(LinearExamples examples, int solver, double cost, double? positive)
    {
        string folder = Directory.CreateTempSubdirectory("liblinear-").FullName;
        try
        {
            string data = Path.Combine(folder, "data"), model = Path.Combine(folder, "model");
            File.WriteAllText(data, TextOf(examples));
            string ofClasses = positive is { } weight ? Text($"-w1 {weight:R} -w-1 1") : "-p 0";
            Run([.. Text($"-q -s {solver} -c {cost:R} -e 1e-8 -B 1 {ofClasses}").Split(' '), data, model]);
            return WeightsOf(File.ReadAllLines(model));
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    private static void Run(string[] arguments)
    {
        using Process process = Process.Start(new ProcessStartInfo(Program, arguments) { RedirectStandardError = true, RedirectStandardOutput = true })!;
        string output = process.StandardOutput.ReadToEnd(), errors = process.StandardError.ReadToEnd();
        process.WaitForExit();
        process.ExitCode.Should().Be(0, "{0} {1} said {2} {3}", Program, string.Join(' ', arguments), output, errors);
    }

    private static string TextOf(LinearExamples examples)
    {
        var text = new StringBuilder();
        for (int i = 0; i < examples.Count; i++)
        {
            FeatureRow row = examples.Row(i);
            text.Append(CultureInfo.InvariantCulture, $"{examples.Label(i):R}");
            for (int at = 0; at < row.Values.Length; at++)
                text.Append(CultureInfo.InvariantCulture, $" {(row.IsDense ? at : row.Indices[at]) + 1}:{row.Values[at]:R}");
            text.Append('\n');
        }

        return text.ToString();
    }

    private static double[] WeightsOf(string[] model)
    {
        int first = Array.IndexOf(model, "w") + 1;
        double[] weights = [.. model[first..].Where(line => line.Length > 0).Select(line => double.Parse(line, CultureInfo.InvariantCulture))];
        // Scores speak for the label that came first in the data.
        bool speaksForOthers = model.FirstOrDefault(line => line.StartsWith("label ", StringComparison.Ordinal)) is "label -1 1";
        return speaksForOthers ? [.. weights.Select(w => -w)] : weights;
    }

    private static string Text(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
