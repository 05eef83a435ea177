using System.Diagnostics;
using System.Globalization;

namespace Benchmarks;

/// <summary>
/// Debian's <c>liblinear-train</c>, a process on one thread, which minimizes ½ ‖w‖² + C Σ loss with a regularized bias: for C = 1 / strength the objective of
/// our dual ascent. Its time is that of the process: it reads a text file, trains and writes a model. In the place of passes it has tolerances, 1 / passes.
/// </summary>
internal sealed class LiblinearSide : ILinearSide, IDisposable
{
    private const string Program = "liblinear-train";

    private static readonly int[] _passes = [1, 3, 10, 30, 100, 300, 1_000, 3_000, 10_000];

    private readonly int _solver;
    private readonly LiblinearFiles _files;

    private LiblinearSide(string trainer, int solver, LiblinearFiles files) => (Trainer, _solver, _files) = (trainer, solver, files);

    /// <summary>Whether it is on the PATH.</summary>
    public static bool IsHere { get; } = (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator).Any(folder => File.Exists(Path.Combine(folder, Program)));

    /// <summary>Its option and what that does.</summary>
    public string Trainer { get; }

    public string Name => $"liblinear's {Trainer}";

    public int ThreadsMax => 1;

    public IReadOnlyList<LinearChoice> Grid => LinearChoice.Strengths;

    /// <summary>A trust region's Newton steps.</summary>
    public static LiblinearSide Primal() => new("-s 0 (primal)", 0, new());

    /// <summary>Dual coordinate descent.</summary>
    public static LiblinearSide Dual() => new("-s 7 (dual)", 7, new());

    public IReadOnlyList<int> Passes(LinearProtocol protocol) => _passes;

    public LinearFitted Fit(LinearPart train, LinearChoice choice, int passes, int threads)
    {
        string data = _files.Of(train);
        double seconds = Run(data, choice, 1.0 / passes), reading = Reading(data, choice);
        double[] weights = LiblinearFiles.Weights(_files.Model);
        return new(part => LogLoss.Of(weights, part), seconds, reading);
    }

    public void Dispose() => _files.Dispose();

    /// <summary>Of a run that is content with whatever it begins with: reading, and about a pass.</summary>
    private double Reading(string data, LinearChoice choice)
    {
        if (!_files.ReadingSeconds.TryGetValue(data, out double seconds))
        {
            string kept = _files.Model + ".kept";
            File.Move(_files.Model, kept);
            _files.ReadingSeconds[data] = seconds = Run(data, choice, 1e30);
            File.Move(kept, _files.Model, overwrite: true);
        }

        return seconds;
    }

    private double Run(string data, LinearChoice choice, double tolerance)
    {
        string options = string.Create(CultureInfo.InvariantCulture, $"-q -s {_solver} -c {1 / choice.L2:R} -e {tolerance:R} -B 1");
        ProcessStartInfo start = new(Program, [.. options.Split(' '), data, _files.Model]) { RedirectStandardError = true, RedirectStandardOutput = true };
        long begin = Stopwatch.GetTimestamp();
        using Process process = Process.Start(start)!;
        Task<string> errors = process.StandardError.ReadToEndAsync();
        process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        double seconds = Stopwatch.GetElapsedTime(begin).TotalSeconds;
        return process.ExitCode == 0 ? seconds : throw new BenchmarkException($"{Program} {options} ended with {process.ExitCode}: {errors.Result}");
    }
}
