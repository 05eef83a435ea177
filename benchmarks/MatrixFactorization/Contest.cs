using System.Globalization;

namespace Benchmarks;

/// <summary>One data set, one trainer against the other: tune, set the target, find each side's shortest Fit that reaches it, time it in turns.</summary>
internal sealed class Contest(Parts parts, Protocol protocol, TextWriter notes)
{
    /// <summary>Runs it.</summary>
    /// <param name="sides">The first sets the target: ML.NET's own, where it is there.</param>
    /// <returns>By side and number of threads; null where a side does not reach the target.</returns>
    public IReadOnlyDictionary<(string Side, int Threads), TimeToTarget?> Run(IReadOnlyList<ISide> sides)
    {
        notes.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{parts.Name}: {parts.TrainRows:N0} rows to learn from; {sides[0].Grid.Count} pairs of λ and rate tried a side"));
        Dictionary<ISide, Tuning> tunings = sides.ToDictionary(side => side, side => Tuning.Run(side, parts, protocol, notes));
        double target = BestTestRmse(sides[0], tunings[sides[0]].Best) + protocol.Slack;
        notes.WriteLine(string.Create(CultureInfo.InvariantCulture, $"  target: test RMSE {target:0.0000} ({sides[0].Name}'s best within {protocol.Epochs} passes, {tunings[sides[0]].Best}, plus {protocol.Slack})"));
        double validationTarget = tunings[sides[0]].BestRmse + protocol.Slack;

        Dictionary<(string, int), TimeToTarget?> results = [];
        foreach (int threads in protocol.Threads)
        {
            List<Runner> runners = [.. sides.Select(side => Prepare(side, tunings[side], validationTarget, target, threads))];
            for (int repeat = 0; repeat < protocol.Repeats; repeat++)
            {
                foreach (Runner runner in runners)
                    runner.Time();
            }

            foreach (Runner runner in runners)
            {
                results[(runner.Side.Name, threads)] = runner.Result;
                notes.WriteLine($"  {threads} thread{(threads > 1 ? "s" : "")}, {runner}");
            }
        }

        return results;
    }

    private double BestTestRmse(ISide side, Rates rates) =>
        Enumerable.Range(1, protocol.Epochs).Min(epochs => TestRmse(side, rates, epochs, 1));

    private double TestRmse(ISide side, Rates rates, int epochs, int threads) =>
        Trial.Rmse(side, parts.Train, parts.Test, parts.Mean, rates, epochs, threads);

    // The options that were fastest on the validation part; if they miss the target on the test part, the best ones.
    private Runner Prepare(ISide side, Tuning tuning, double validationTarget, double target, int threads)
    {
        foreach (Rates rates in new[] { tuning.Fastest(validationTarget), tuning.Best }.Distinct())
        {
            if (FewestEpochs(side, rates, target, threads) is int epochs)
                return new(side, parts, rates, epochs, threads);
        }

        notes.WriteLine(string.Create(CultureInfo.InvariantCulture, $"  {side.Name} does not reach the target on {threads} threads: its best on the validation part is {tuning.BestRmse:0.0000}, to be reached {validationTarget:0.0000}"));
        return new(side, parts, tuning.Best, null, threads);
    }

    // Errors fall until the target is reached, so halving finds the first pass that reaches it.
    private int? FewestEpochs(ISide side, Rates rates, double target, int threads)
    {
        bool Reaches(int epochs) => TestRmse(side, rates, epochs, threads) <= target;
        int low = 0, high = 0;
        foreach (int epochs in protocol.LookedAt)
        {
            low = high;
            high = epochs;
            if (Reaches(high))
                return Halve(low, high, Reaches);
        }

        // It may still dip below the target between two looks, before it learns the noise.
        return Enumerable.Range(1, protocol.Epochs).Except(protocol.LookedAt).Cast<int?>().FirstOrDefault(epochs => Reaches(epochs!.Value));
    }

    private static int Halve(int low, int high, Func<int, bool> reaches)
    {
        while (high - low > 1)
        {
            int middle = (low + high) / 2;
            if (reaches(middle))
                high = middle;
            else
                low = middle;
        }

        return high;
    }

    /// <summary>Times one side's Fit again and again.</summary>
    private sealed class Runner(ISide side, Parts parts, Rates rates, int? epochs, int threads)
    {
        private readonly List<double> _seconds = [], _rmses = [], _updates = [];

        public ISide Side => side;

        public TimeToTarget? Result => epochs is int count ? new(rates, count, _seconds, _rmses, _updates) : null;

        public void Time()
        {
            if (epochs is not int count)
                return;
            // The other side's garbage is not this side's business.
            GC.Collect();
            GC.WaitForPendingFinalizers();
            Fitted fitted = side.Fit(parts.Train, rates, count, threads);
            _seconds.Add(fitted.Seconds);
            if (fitted.UpdatesPerSecond is double updates)
                _updates.Add(updates);
            _rmses.Add(Rmse.Of(fitted.Model, parts.Test, parts.Mean));
        }

        public override string ToString() => Result is not { } result
            ? $"{side.Name,-16} does not reach the target"
            : string.Create(
                CultureInfo.InvariantCulture,
                $"{side.Name,-16} {result.MedianSeconds:0.000} s ({_seconds.Min():0.000} … {_seconds.Max():0.000}), {result.Epochs} passes, {rates}, test RMSE {result.MedianRmse:0.0000}{(result.MedianUpdatesPerSecond is double u ? $", {u / 1e6:0.0} M updates/s" : "")}");
    }
}
