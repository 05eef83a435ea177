using Distributed.Learning;
using Microsoft.ML;

namespace Benchmarks;

/// <summary>Linear trainers against ML.NET's own: whole Fits to the same loss on a test part, on sets of several kinds.</summary>
internal sealed class LinearBenchmark(TextWriter notes)
{
    private const int Seed = 1, SdcaIterations = 10;

    private readonly MLContext _context = new(Seed);

    private static string MlnetIs => NativeSide.IsReal ? "real" : "stand-in";

    /// <summary>Both families of ours to within a thousandth of the least loss that any side reaches, beside ML.NET's best for such data.</summary>
    public IReadOnlyList<LinearResult> Families(bool quick, string? folder) => Run(quick, folder, (contest, parts) =>
    {
        List<ILinearSide> sides = [OurLinearSide.Sdca(_context), OurLinearSide.Gradient(_context, GradientOptimizer.AdaGrad)];
        if (NativeSide.IsReal)
            sides.AddRange([NativeLinearSide.Sdca(_context), NativeLinearSide.Lbfgs(_context)]);
        LinearContest.Tuned[] tuned = [.. sides.Select(side => contest.Tune(side))];
        double best = tuned.Min(contest.BestTestLoss);
        return Times(contest, parts, tuned, best * (1 + Protocol(quick).Slack), "the least of all sides, and a thousandth");
    });

    /// <summary>Our dual coordinate ascent to the loss that ML.NET's has after ten iterations, which are what it is timed by; without the real ML.NET, to its own.</summary>
    public IReadOnlyList<LinearResult> Sdca(bool quick, string? folder) => Run(quick, folder, (contest, parts) =>
    {
        OurLinearSide side = OurLinearSide.Sdca(_context);
        if (!NativeSide.IsReal)
        {
            LinearContest.Tuned own = contest.Tune(side);
            return Times(contest, parts, [own], contest.TestLoss(own, SdcaIterations, Protocol(quick).Threads.Max()) * (1 + Protocol(quick).Slack), "our own after ten passes, and a thousandth");
        }

        LinearContest.Tuned native = contest.Tune(NativeLinearSide.Sdca(_context), SdcaIterations);
        LinearContest.Tuned ours = contest.TuneTo(side, native.Loss);
        double target = contest.TestLoss(native, SdcaIterations, Protocol(quick).Threads.Max()) * (1 + Protocol(quick).Noise);
        return Times(contest, parts, [ours, native], target, "ML.NET's after ten iterations", SdcaIterations);
    });

    private static LinearProtocol Protocol(bool quick) => quick ? LinearProtocol.Quick : LinearProtocol.Full;

    private List<LinearResult> Run(bool quick, string? folder, Func<LinearContest, LinearParts, IEnumerable<LinearResult>> compete)
    {
        if (!NativeSide.IsReal)
            notes.WriteLine("ML.NET is the stand-in, which has no trainers: targets are our own (eng/offline/README.md).");
        List<LinearResult> results = [];
        foreach ((string name, SvmLight.ExampleTable table) in LinearSets.All(quick, folder, notes))
        {
            LinearParts parts = new(_context, name, table);
            notes.WriteLine(FormattableString.Invariant($"{name}: {parts.TrainRows:N0} rows to learn from, {table.Features:N0} features, {parts.DataBytes / 1e6:0.0} MB"));
            results.AddRange(compete(new LinearContest(parts, Protocol(quick), notes), parts));
        }

        return results;
    }

    private IEnumerable<LinearResult> Times(LinearContest contest, LinearParts parts, IReadOnlyList<LinearContest.Tuned> sides, double target, string what, int? nativePasses = null)
    {
        notes.WriteLine(FormattableString.Invariant($"  target: test loss {target:0.00000} ({what})"));
        IReadOnlyList<LinearContest.Timed> times = contest.Time(sides, target, nativePasses);
        foreach (LinearContest.Timed ours in times.Where(t => t.Side is OurLinearSide))
        {
            LinearContest.Timed? native = times.Where(t => t.Side is NativeLinearSide && t.Threads == ours.Threads && t.Seconds is not null).MinBy(t => t.Seconds);
            yield return new(
                parts.Name,
                ours.Side.Name,
                ours.Threads,
                ours.Seconds,
                (native?.Side as NativeLinearSide)?.Trainer,
                native?.Seconds,
                native?.Seconds / ours.Seconds,
                ours.Loss,
                native?.Loss,
                MlnetIs);
        }
    }
}
