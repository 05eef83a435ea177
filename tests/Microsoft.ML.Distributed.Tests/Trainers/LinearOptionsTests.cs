using Distributed.Learning;
using ParameterStore;
using Redis.ParameterStore;

namespace Microsoft.ML.Distributed.Tests;

public sealed class LinearOptionsTests
{
    public static TheoryData<LinearOptions, string, string> Refused => new()
    {
        { new LogisticRegressionOptions { LabelColumnName = "" }, "LabelColumnName", "LabelColumnName is empty; give the name of a column*" },
        { new LinearSvmOptions { FeatureColumnName = null! }, "FeatureColumnName", "FeatureColumnName is empty*" },
        { new SdcaSvmOptions { ExampleWeightColumnName = "" }, "ExampleWeightColumnName", "ExampleWeightColumnName is empty*" },
        { new LassoOptions { FeatureColumnName = "Label" }, "FeatureColumnName", "LabelColumnName and FeatureColumnName are both 'Label'*" },
        { new SdcaRegressionOptions { ExampleWeightColumnName = "Features" }, "ExampleWeightColumnName", "FeatureColumnName and ExampleWeightColumnName are both 'Features'*" },
        { new LinearRegressionOptions { Epochs = 0 }, "Epochs", "Epochs is 0; it must be at least 1*" },
        { new LinearRegressionOptions { L1 = -1 }, "L1", "L1 is -1; it must be a finite number of at least 0*" },
        { new LinearRegressionOptions { L2 = float.NaN }, "L2", "L2 is NaN; it must be a finite number of at least 0*" },
        { new LinearRegressionOptions { Optimizer = (GradientOptimizer)9 }, "Optimizer", "Optimizer is 9; use AdaGrad, FtrlProximal, Adam or Momentum*" },
        { new LinearRegressionOptions { L1 = 1, Optimizer = GradientOptimizer.Adam }, "Optimizer", "L1 is 1, but Optimizer is Adam*use FtrlProximal or AdaGrad, or set L1 to 0*" },
        { new LogisticRegressionOptions { L1 = 1, Optimizer = GradientOptimizer.Momentum }, "Optimizer", "L1 is 1, but Optimizer is Momentum*" },
        { new LinearRegressionOptions { LearningRate = 0 }, "LearningRate", "LearningRate is 0; it must be a finite number above 0*" },
        { new LinearRegressionOptions { BatchSize = 0 }, "BatchSize", "BatchSize is 0; it must be at least 1*" },
        { new LinearRegressionOptions { HuberWidth = 0 }, "HuberWidth", "HuberWidth is 0; it must be a finite number above 0*" },
        { new SdcaRegressionOptions { HuberWidth = float.PositiveInfinity }, "HuberWidth", "HuberWidth is Infinity*" },
        { new LinearSvmOptions { SmoothingWidth = -1 }, "SmoothingWidth", "SmoothingWidth is -1; it must be a finite number above 0*" },
        { new SdcaSvmOptions { SmoothingWidth = 0 }, "SmoothingWidth", "SmoothingWidth is 0*" },
        { new LogisticRegressionOptions { ClassWeights = new(0, 1) }, "ClassWeights.Negative", "ClassWeights.Negative is 0; it must be a finite number above 0*" },
        { new SdcaSvmOptions { ClassWeights = new(1, float.NaN) }, "ClassWeights.Positive", "ClassWeights.Positive is NaN*" },
        { new LinearSvmOptions { ClassWeights = new(1, 2), BalanceClasses = true }, "ClassWeights", "BalanceClasses is on*leave one of them out*" },
        { new SdcaLogisticRegressionOptions { GapTarget = 0 }, "GapTarget", "GapTarget is 0; it must be a finite number above 0*" },
        { new LassoOptions { RoundsPerEpoch = 0 }, "RoundsPerEpoch", "RoundsPerEpoch is 0; it must be at least 1*" },
        { new SdcaLogisticRegressionOptions { L2 = 0 }, "L2", "L2 is 0, but the dual*leave it null*" },
        { new LassoOptions { L1 = 0 }, "L1", "L1 is 0*use SdcaRegression*" },
        { new LassoOptions { L2 = 0.1f }, "L2", "L2 is 0.1, which Lasso has not*" },
        { new SdcaSvmOptions { Synchronization = SyncPolicy.BoundedStaleness(0) }, "Synchronization", "No guarantee is known for several workers under ssp:0; use SyncPolicy.BulkSynchronous, or Workers = 1, or set AllowUnproven*" },
        { new LassoOptions { Synchronization = SyncPolicy.Asynchronous, Workers = 2 }, "Synchronization", "No guarantee is known for several workers under asp*" },
        { new SdcaRegressionOptions { Synchronization = SyncPolicy.KOfN(1, 2) }, "Synchronization", "kofn:1/2,cache lets some pushes count less, or not at all: *Use SyncPolicy.BulkSynchronous*" },
        { new SdcaSvmOptions { Synchronization = SyncPolicy.KOfN(2, 3), AllowUnproven = true }, "Synchronization", "kofn:2/3,cache lets some pushes count less*" },
        { new LassoOptions { Synchronization = SyncPolicy.Parse("kofn:2/3,drop"), AllowUnproven = true }, "Synchronization", "kofn:2/3,drop lets some pushes count less*" },
        { new LassoOptions { Synchronization = SyncPolicy.Parse("kofn:4/4,cache,0.5"), Workers = 4 }, "Synchronization", "kofn:4/4,cache,0.5 lets some pushes count less*" },
        { new SdcaRegressionOptions { Synchronization = SyncPolicy.Asynchronous, Workers = 1 }.UseRedis("others:6379"), "Synchronization", "No guarantee is known*" },
        { new LinearSvmOptions { ValidationFraction = 0.6f }, "ValidationFraction", "ValidationFraction is 0.6; it must be from 0 (none) to 0.5*" },
        { new LinearSvmOptions { EarlyStopAfterEpochs = 0 }, "EarlyStopAfterEpochs", "EarlyStopAfterEpochs is 0*" },
        { new LinearSvmOptions { Workers = 0 }, "Workers", "Workers is 0*" },
    };

    [Theory]
    [MemberData(nameof(Refused))]
    public void A_bad_option_is_refused_when_the_trainer_is_made(LinearOptions options, string option, string message)
    {
        Action make = () => LinearTrainers.Make(new MLContext(1), options);
        make.Should().Throw<ArgumentException>().WithMessage(message).WithParameterName(option);
    }

    public static TheoryData<LinearOptions> Accepted => new()
    {
        new LogisticRegressionOptions(),
        new LogisticRegressionOptions { Optimizer = GradientOptimizer.FtrlProximal, L1 = 1, L2 = 0, Synchronization = SyncPolicy.Asynchronous, BalanceClasses = true },
        new LinearRegressionOptions { HuberWidth = 0.5f, LearningRate = 0.1f, BatchSize = 1 },
        new LinearSvmOptions { SmoothingWidth = 1, ExampleWeightColumnName = "Weight", ClassWeights = new(1, 2) },
        new SdcaLogisticRegressionOptions { L2 = 1e-6f, L1 = 1e-3f },
        new SdcaRegressionOptions { Synchronization = SyncPolicy.Asynchronous, Workers = 1 },
        new SdcaSvmOptions { Synchronization = SyncPolicy.BoundedStaleness(3), AllowUnproven = true },
        new SdcaSvmOptions { Synchronization = SyncPolicy.KOfN(4, 4), Workers = 4 },
        new LassoOptions { L2 = 0 },
        new LassoOptions { Synchronization = SyncPolicy.KOfN(4, 4), Workers = 4, AllowUnproven = true },
        new LinearSvmOptions { Optimizer = GradientOptimizer.Adam, L2 = 1 },
        new LinearSvmOptions { Synchronization = SyncPolicy.KOfN(2, 3) },
    };

    [Theory]
    [MemberData(nameof(Accepted))]
    public void Good_options_are_accepted(LinearOptions options)
    {
        Action make = () => LinearTrainers.Make(new MLContext(1), options);
        make.Should().NotThrow();
    }

    [Fact]
    public void What_is_known_to_be_within_a_gap_is_in_step_unless_told_otherwise()
    {
        LinearGapOptions[] certain = [new SdcaLogisticRegressionOptions(), new SdcaRegressionOptions(), new SdcaSvmOptions(), new LassoOptions()];
        certain.Should().OnlyContain(o => o.Synchronization == SyncPolicy.BulkSynchronous);
        new LogisticRegressionOptions().Synchronization.ToString().Should().Be("ssp:3");
    }

    [Fact]
    public void What_a_trainer_minimizes_follows_from_its_options()
    {
        new LogisticRegressionOptions { L1 = 0.5f, Bias = false }.Objective(10).Should().Be(new LinearObjective { Loss = LinearLoss.Logistic, L1 = 0.5, Bias = false });
        new LinearRegressionOptions { L2 = 0.25f }.Objective(10).Should().Be(new LinearObjective { Loss = LinearLoss.Squared, L2 = 0.25 });
        new LinearRegressionOptions { HuberWidth = 2 }.Objective(10).Should().Be(new LinearObjective { Loss = LinearLoss.Huber, Width = 2 });
        new LinearSvmOptions().Objective(10).Should().Be(new LinearObjective { Loss = LinearLoss.Hinge });
        new SdcaSvmOptions { SmoothingWidth = 0.5f }.Objective(10).Should().Be(new LinearObjective { Loss = LinearLoss.SmoothedHinge, Width = 0.5, L2 = 0.1 });
        new SdcaLogisticRegressionOptions { L2 = 0.5f }.Objective(10).Should().Be(new LinearObjective { Loss = LinearLoss.Logistic, L2 = 0.5 });
        new SdcaRegressionOptions().Objective(4).Should().Be(new LinearObjective { Loss = LinearLoss.Squared, L2 = 0.25 });
        new LassoOptions { L1 = 0.5f }.Objective(10).Should().Be(new LinearObjective { Loss = LinearLoss.Squared, L1 = 0.5 });
    }

    [Fact]
    public void How_it_is_minimized_follows_from_the_options()
    {
        new LinearSvmOptions { Epochs = 3, Optimizer = GradientOptimizer.Adam, LearningRate = 0.5f, BatchSize = 7 }.Method()
            .Should().Be(new GradientMethod { Epochs = 3, Optimizer = GradientOptimizer.Adam, LearningRate = 0.5f, BatchSize = 7 });
        new SdcaSvmOptions { Epochs = 3, GapTarget = 0.5f, Averages = true, RoundsPerEpoch = 2, Shrinks = false }.Method()
            .Should().Be(new DualMethod { Epochs = 3, GapTarget = 0.5, Averages = true, RoundsPerEpoch = 2, Shrinks = false });
        new LassoOptions { Epochs = 3, GapTarget = 0.5f, RoundsPerEpoch = 2 }.Method()
            .Should().Be(new LassoMethod { Epochs = 3, GapTarget = 0.5, RoundsPerEpoch = 2, ReleasesExamples = true });
    }

    [Fact]
    public void Short_overloads_say_the_same_as_options()
    {
        DistributedCatalog catalog = new MLContext(1).Distributed();
        object[] trainers =
        [
            catalog.LogisticRegression("Y", "X", "W", 0.5f, 0.25f, 3, 2),
            catalog.LinearRegression("Y", "X", "W", 0.5f, 0.25f, 3, 2),
            catalog.LinearSvm("Y", "X", "W", 0.5f, 0.25f, 3, 2),
            catalog.SdcaLogisticRegression("Y", "X", "W", 0.5f, 0.25f, 3, 2),
            catalog.SdcaRegression("Y", "X", "W", 0.5f, 0.25f, 3, 2),
            catalog.SdcaSvm("Y", "X", "W", 0.5f, 0.25f, 3, 2),
            catalog.Lasso("Y", "X", "W", 0.25f, 3, 2),
        ];
        foreach (LinearOptions options in trainers.Select(OptionsOf))
        {
            (options.LabelColumnName, options.FeatureColumnName, options.ExampleWeightColumnName).Should().Be(("Y", "X", "W"));
            (options.L1, options.L2, options.Epochs, options.Workers).Should().Be((0.25f, options is LassoOptions ? null : 0.5f, 3, 2));
        }
    }

    private static LinearOptions OptionsOf(object trainer) => (LinearOptions)trainer.GetType()
        .GetField("_options", System.Reflection.BindingFlags.NonPublic | System.Reflection.BindingFlags.Instance)!.GetValue(trainer)!;
}
