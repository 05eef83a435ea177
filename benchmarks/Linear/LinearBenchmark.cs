using Distributed.Learning;
using Microsoft.ML;

namespace Benchmarks;

/// <summary>Linear trainers against ML.NET's own and liblinear: whole Fits to the same loss on a test part, on sets of several kinds.</summary>
internal sealed class LinearBenchmark(TextWriter notes, LinearSelection selection)
{
    private const int Seed = 1, SdcaIterations = 10;

    private readonly MLContext _context = new(Seed);
    private readonly LinearProtocol _protocol = selection.Quick ? LinearProtocol.Quick : LinearProtocol.Full;

    private static string MlnetIs => NativeSide.IsReal ? "real" : "stand-in";

    /// <summary>Both families of ours to within a thousandth of the least loss that any side ends at, beside ML.NET's best for such data and liblinear.</summary>
    public IReadOnlyList<LinearResult> Families() => Run((contest, parts) =>
    {
        List<ILinearSide> sides = [OurLinearSide.Sdca(_context), OurLinearSide.Gradient(_context, GradientOptimizer.AdaGrad)];
        if (NativeSide.IsReal)
            sides.AddRange([NativeLinearSide.Sdca(_context), NativeLinearSide.Lbfgs(_context)]);
        LinearContest.Tuned[] tuned = [.. sides.Select(side => contest.Tune(side))];
        double best = tuned.Min(contest.LastTestLoss);
        return Times(contest, parts, tuned, best * (1 + _protocol.Slack), "the least of all sides after their most passes, and a thousandth");
    });

    /// <summary>Our dual coordinate ascent to the loss that ML.NET's has after ten iterations, which are what it is timed by; without the real ML.NET, to its own.</summary>
    public IReadOnlyList<LinearResult> Sdca() => Run((contest, parts) =>
    {
        OurLinearSide side = OurLinearSide.Sdca(_context);
        if (!NativeSide.IsReal)
        {
            LinearContest.Tuned own = contest.Tune(side);
            return Times(contest, parts, [own], contest.TestLoss(own, SdcaIterations, _protocol.Threads.Max()) * (1 + _protocol.Slack), "our own after ten passes, and a thousandth");
        }

        LinearContest.Tuned native = contest.Tune(NativeLinearSide.Sdca(_context), SdcaIterations);
        LinearContest.Tuned ours = contest.Tune(side, SdcaIterations);
        double target = contest.UsualTestLoss(native, SdcaIterations, _protocol.Threads.Max()) * (1 + _protocol.Noise);
        return Times(contest, parts, [ours, native], target, "ML.NET's after ten iterations", SdcaIterations);
    });

    private List<LinearResult> Run(Func<LinearContest, LinearParts, IEnumerable<LinearResult>> compete)
    {
        if (!NativeSide.IsReal)
            notes.WriteLine("ML.NET is the stand-in, which has no trainers: targets are our own (eng/offline/README.md).");
        if (!LiblinearSide.IsHere)
            notes.WriteLine("liblinear is left out: liblinear-train is not on the PATH (Debian: apt-get install liblinear-tools).");
        List<LinearResult> results = [];
        foreach (LinearSet set in LinearSets.All(selection, notes))
        {
            LinearParts parts = new(_context, set);
            notes.WriteLine(FormattableString.Invariant($"{set.Name}: {parts.Train.Rows:N0} rows to learn from, {set.Table.Features:N0} features, {parts.Train.Table.Bytes / 1e6:0.0} MB"));
            results.AddRange(compete(new LinearContest(parts, _protocol, notes), parts));
        }

        return results;
    }

    /// <summary>liblinear minimizes what our dual ascent does, so it takes the strength that was tuned for that.</summary>
    private IEnumerable<LinearResult> Times(LinearContest contest, LinearParts parts, IReadOnlyList<LinearContest.Tuned> sides, double target, string what, int? nativePasses = null)
    {
        notes.WriteLine(FormattableString.Invariant($"  target: test loss {target:0.00000} ({what})"));
        LinearContest.Tuned ours = sides.First(s => s.Side is OurLinearSide);
        using LiblinearSide? primal = LiblinearSide.IsHere ? LiblinearSide.Primal() : null, dual = LiblinearSide.IsHere ? LiblinearSide.Dual() : null;
        IReadOnlyList<LinearContest.Timed> times = contest.Time([.. sides, .. new[] { primal, dual }.OfType<LiblinearSide>().Select(side => ours with { Side = side })], target, nativePasses);
        return [.. times.Where(t => t.Side is OurLinearSide).Select(t => Result(parts.Name, t, times, target))];
    }

    private static LinearResult Result(string set, LinearContest.Timed ours, IReadOnlyList<LinearContest.Timed> times, double target)
    {
        LinearContest.Timed? native = times.Where(t => t.Side is NativeLinearSide && t.Threads == ours.Threads && t.Seconds is not null).MinBy(t => t.Seconds);
        LinearContest.Timed? liblinear = times.Where(t => t.Side is LiblinearSide && t.Seconds is not null).MinBy(t => t.Seconds);
        return new(
            set,
            ours.Side.Name,
            ours.Threads,
            ours.Seconds,
            (native?.Side as NativeLinearSide)?.Trainer,
            native?.Seconds,
            native?.Seconds / ours.Seconds,
            ours.Loss,
            native?.Loss,
            MlnetIs,
            (liblinear?.Side as LiblinearSide)?.Trainer,
            liblinear?.Seconds,
            liblinear?.ReadingSeconds,
            liblinear?.Loss,
            target);
    }
}
