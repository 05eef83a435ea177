using Distributed.Learning;
using Microsoft.ML;
using Microsoft.ML.Distributed;
using ParameterStore;

namespace Benchmarks;

/// <summary>Runs one linear Fit in this process, which does nothing else, and tells what it kept in memory.</summary>
internal sealed class LinearMemoryChild(int epochs) : IProgress<TrainingProgress>
{
    public const string Verb = "linear-memory-child";

    private const int Epochs = 5, Seed = 1;

    private long _peak, _readingPeak, _afterReading, _atEnd;

    /// <summary>The trainers, by name.</summary>
    public static IReadOnlyDictionary<string, Func<MLContext, LinearMemoryChild, int, IEstimator<ITransformer>>> Trainers { get; } =
        new Dictionary<string, Func<MLContext, LinearMemoryChild, int, IEstimator<ITransformer>>>
        {
            ["SdcaLogisticRegression"] = (ml, child, threads) => ml.Distributed().SdcaLogisticRegression(child.Dual(new SdcaLogisticRegressionOptions(), threads)),
            ["SdcaRegression"] = (ml, child, threads) => ml.Distributed().SdcaRegression(child.Dual(new SdcaRegressionOptions(), threads)),
            ["SdcaSvm"] = (ml, child, threads) => ml.Distributed().SdcaSvm(child.Dual(new SdcaSvmOptions(), threads)),
            ["Lasso"] = (ml, child, threads) => ml.Distributed().Lasso(child.Dual(new LassoOptions(), threads)),
            ["LogisticRegression"] = (ml, child, threads) => ml.Distributed().LogisticRegression(child.Common(new LogisticRegressionOptions(), threads)),
            ["LogisticRegression-Ftrl"] = (ml, child, threads) =>
                ml.Distributed().LogisticRegression(child.Common(new LogisticRegressionOptions { Optimizer = GradientOptimizer.FtrlProximal, L1 = 1e-6f }, threads)),
            ["LinearRegression"] = (ml, child, threads) => ml.Distributed().LinearRegression(child.Common(new LinearRegressionOptions(), threads)),
            ["LinearSvm"] = (ml, child, threads) => ml.Distributed().LinearSvm(child.Common(new LinearSvmOptions(), threads)),
        };

    public static MemoryReading Run(string trainer, ExampleFile file, int threads)
    {
        LinearMemoryChild child = new(Epochs);
        bool hasClasses = trainer is not ("SdcaRegression" or "Lasso" or "LinearRegression");
        Trainers[trainer](new(Seed), child, threads).Fit(new ExampleFileView(file, hasClasses));
        return new(Math.Max(child._peak, ResidentMemory.Peak), child._readingPeak, child._afterReading, null, child._atEnd);
    }

    /// <summary>Called after every epoch.</summary>
    public void Report(TrainingProgress value)
    {
        if (value.Epoch == 1 && _readingPeak == 0)
        {
            _peak = _readingPeak = ResidentMemory.Peak;
            _afterReading = Settled();
        }

        if (value.Epoch == epochs && _atEnd == 0)
        {
            _peak = ResidentMemory.Peak;
            _atEnd = Settled();
        }
    }

    private static long Settled()
    {
        GC.Collect(GC.MaxGeneration, GCCollectionMode.Aggressive, blocking: true, compacting: true);
        return ResidentMemory.Now;
    }

    private T Dual<T>(T options, int threads)
        where T : LinearGapOptions
    {
        options.GapTarget = float.Epsilon;
        return Common(options, threads);
    }

    private T Common<T>(T options, int threads)
        where T : LinearOptions
    {
        options.LabelColumnName = ExampleFileView.Label;
        options.FeatureColumnName = ExampleFileView.Features;
        (options.Epochs, options.Workers, options.Progress, options.Quiet) = (epochs, threads, this, true);
        return options;
    }
}
