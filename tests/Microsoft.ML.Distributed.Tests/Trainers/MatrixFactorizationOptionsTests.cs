using System.Reflection;
using Microsoft.ML.Trainers;
using ParameterStore;
using Redis.ParameterStore;

namespace Microsoft.ML.Distributed.Tests;

public sealed class MatrixFactorizationOptionsTests
{
    public static TheoryData<Action<MatrixFactorizationOptions>, string, string> Refused => new()
    {
        { o => o.LabelColumnName = "", "LabelColumnName", "LabelColumnName is empty*" },
        { o => o.MatrixColumnIndexColumnName = null!, "MatrixColumnIndexColumnName", "MatrixColumnIndexColumnName is empty; give the name of a column*" },
        { o => o.MatrixRowIndexColumnName = "", "MatrixRowIndexColumnName", "MatrixRowIndexColumnName is empty*" },
        { o => o.MatrixRowIndexColumnName = "Column", "MatrixRowIndexColumnName", "MatrixColumnIndexColumnName and MatrixRowIndexColumnName are both 'Column'*" },
        { o => o.MatrixColumnIndexColumnName = "Label", "MatrixColumnIndexColumnName", "LabelColumnName and MatrixColumnIndexColumnName are both 'Label'*" },
        { o => o.Rank = 0, "Rank", "Rank is 0; it must be at least 1*" },
        { o => o.Epochs = -1, "Epochs", "Epochs is -1; it must be at least 1*" },
        { o => o.ClocksPerEpoch = 0, "ClocksPerEpoch", "ClocksPerEpoch is 0; it must be at least 1*" },
        { o => o.ClocksPerEpoch = 70_000, "ClocksPerEpoch", "ClocksPerEpoch is 70000; it must be at most 65536*" },
        { o => (o.ClocksPerEpoch, o.Epochs) = (50_000, 50_000), "ClocksPerEpoch", "ClocksPerEpoch is 50000, but 50000 epochs have at most 42949 each*lower it, or Epochs*" },
        { o => (o.Deterministic, o.Workers) = (true, 2), "Deterministic", "Deterministic is on, but under ssp:3 *use SyncPolicy.BulkSynchronous, or Workers = 1*" },
        { o => (o.Deterministic, o.Workers, o.Synchronization) = (true, null, SyncPolicy.Asynchronous), "Deterministic", "Deterministic is on, but under asp *" },
        { o => (o.Deterministic, o.Workers, o.Synchronization) = (true, 2, SyncPolicy.KOfN(1, 2)), "Deterministic", "Deterministic is on, but under kofn:1/2,cache *" },
        { o => (o.Deterministic, o.Workers) = (true, o.UseRedis("others:6379").Workers = 1), "Deterministic", "Deterministic is on, but under ssp:3 *" },
        { o => o.LearningRate = 0, "LearningRate", "LearningRate is 0; it must be a finite number above 0*" },
        { o => o.LearningRate = float.NaN, "LearningRate", "LearningRate is NaN*" },
        { o => o.LearningRate = float.PositiveInfinity, "LearningRate", "LearningRate is Infinity*" },
        { o => o.Lambda = -0.1f, "Lambda", "Lambda is -0.1; it must be a finite number of at least 0*" },
        { o => o.BiasLambda = float.NaN, "BiasLambda", "BiasLambda is NaN*" },
        { o => o.Loss = (MatrixFactorizationLoss)7, "Loss", "Loss is 7; use SquaredError or OneClass*" },
        { o => (o.Loss, o.Biases, o.Alpha) = (MatrixFactorizationLoss.OneClass, false, 0), "Alpha", "Alpha is 0; it must be a finite number above 0*" },
        { o => (o.Loss, o.Biases, o.C) = (MatrixFactorizationLoss.OneClass, false, float.NaN), "C", "C is NaN; it must be a finite number.*" },
        { o => (o.Loss, o.Synchronization) = (MatrixFactorizationLoss.OneClass, SyncPolicy.Asynchronous), "Synchronization", "Loss is OneClass*under asp*BulkSynchronous*" },
        { o => (o.Loss, o.NonNegative) = (MatrixFactorizationLoss.OneClass, true), "NonNegative", "Loss is OneClass*set NonNegative to false*" },
        { o => (o.Loss, o.Biases) = (MatrixFactorizationLoss.OneClass, true), "Loss", "Loss is OneClass*leave Biases null*" },
        { o => (o.NonNegative, o.Biases) = (true, true), "NonNegative", "NonNegative*leave Biases null*" },
        { o => o.ValidationFraction = 0.6f, "ValidationFraction", "ValidationFraction is 0.6; it must be from 0 (none) to 0.5*" },
        { o => o.ValidationFraction = float.NaN, "ValidationFraction", "ValidationFraction is NaN*" },
        { o => o.ValidationFraction = -0.1f, "ValidationFraction", "ValidationFraction is -0.1*" },
        { o => o.EarlyStopAfterEpochs = 0, "EarlyStopAfterEpochs", "EarlyStopAfterEpochs is 0; it must be at least 1*" },
        { o => o.Workers = 0, "Workers", "Workers is 0*" },
        { o => o.Workers = 1025, "Workers", "Workers is 1025*" },
        { o => o.JobId = "", "JobId", "JobId is empty*" },
        { o => o.OnCancel = (CancelBehavior)9, "OnCancel", "OnCancel is 9*" },
        { o => o.Synchronization = null!, "Synchronization", "*" },
        { o => o.Placement = null!, "Placement", "*" },
    };

    [Theory]
    [MemberData(nameof(Refused))]
    public void A_bad_option_is_refused_when_the_trainer_is_made(Action<MatrixFactorizationOptions> spoil, string option, string message)
    {
        MatrixFactorizationOptions options = Good();
        spoil(options);
        Action make = () => new MLContext(1).Distributed().MatrixFactorization(options);
        make.Should().Throw<ArgumentException>().WithMessage(message).WithParameterName(option);
    }

    [Fact]
    public void Good_options_are_accepted()
    {
        Action make = () => new MLContext(1).Distributed().MatrixFactorization(Good());
        make.Should().NotThrow();
    }

    [Fact]
    public void What_is_just_within_the_limits_is_accepted()
    {
        Action<MatrixFactorizationOptions>[] changes =
        [
            o => (o.ClocksPerEpoch, o.Epochs) = (65_536, 32_767),
            o => (o.Deterministic, o.Workers) = (true, 1),
            o => (o.Deterministic, o.Workers, o.Synchronization) = (true, 4, SyncPolicy.BulkSynchronous),
            o => (o.Deterministic, o.Workers, o.Synchronization) = (true, 4, SyncPolicy.KOfN(4, 4)),
        ];
        foreach (Action<MatrixFactorizationOptions> change in changes)
        {
            MatrixFactorizationOptions options = Good();
            change(options);
            options.Invoking(o => o.Validate()).Should().NotThrow();
        }
    }

    [Fact]
    public void Every_option_of_the_native_trainer_is_taken_over()
    {
        var native = new MatrixFactorizationTrainer.Options
        {
            LabelColumnName = "L",
            MatrixColumnIndexColumnName = "X",
            MatrixRowIndexColumnName = "Y",
            LossFunction = MatrixFactorizationTrainer.LossFunctionType.SquareLossOneClass,
            Lambda = 0.25,
            ApproximationRank = 5,
            NumberOfIterations = 6,
            LearningRate = 0.5,
            Alpha = 0.125,
            C = 0.0625,
            NumberOfThreads = 3,
            Quiet = true,
        };
        MatrixFactorizationOptions.FromNative(native).Should().BeEquivalentTo(new MatrixFactorizationOptions
        {
            LabelColumnName = "L",
            MatrixColumnIndexColumnName = "X",
            MatrixRowIndexColumnName = "Y",
            Loss = MatrixFactorizationLoss.OneClass,
            Lambda = 0.25f,
            LambdaInLabelUnits = true,
            Rank = 5,
            Epochs = 6,
            LearningRate = 0.5f,
            Alpha = 0.125f,
            C = 0.0625f,
            Workers = 3,
            Quiet = true,
            Biases = false,
        });
    }

    /// <summary>A field that a later ML.NET adds must be decided on: a default of every field changes what comes out.</summary>
    [Fact]
    public void No_option_of_the_native_trainer_is_ignored()
    {
        FieldInfo[] fields = typeof(MatrixFactorizationTrainer.Options).GetFields(BindingFlags.Public | BindingFlags.Instance);
        fields.Should().HaveCountGreaterThan(10);
        foreach (FieldInfo field in fields)
        {
            MatrixFactorizationTrainer.Options native = GoodNative();
            field.SetValue(native, OtherThan(field.GetValue(native), field.FieldType));
            Dump(MatrixFactorizationOptions.FromNative(native)).Should().NotEqual(Dump(MatrixFactorizationOptions.FromNative(GoodNative())), field.Name);
        }
    }

    [Fact]
    public void A_native_loss_that_is_not_known_is_refused_by_name()
    {
        MatrixFactorizationTrainer.Options native = GoodNative();
        native.LossFunction = (MatrixFactorizationTrainer.LossFunctionType)5;
        Action map = () => MatrixFactorizationOptions.FromNative(native);
        map.Should().Throw<ArgumentException>().WithMessage("LossFunction is 5, which this trainer does not know*");
    }

    [Fact]
    public void A_native_value_that_is_out_of_range_here_is_refused()
    {
        MatrixFactorizationTrainer.Options native = GoodNative();
        native.LearningRate = 1e300;
        Action map = () => MatrixFactorizationOptions.FromNative(native);
        map.Should().Throw<ArgumentException>().WithMessage("LearningRate is Infinity*");
    }

    private static MatrixFactorizationOptions Good() => new() { MatrixColumnIndexColumnName = "Column", MatrixRowIndexColumnName = "Row" };

    private static MatrixFactorizationTrainer.Options GoodNative() =>
        new() { LabelColumnName = "Label", MatrixColumnIndexColumnName = "Column", MatrixRowIndexColumnName = "Row" };

    private static object OtherThan(object? value, Type type) => value switch
    {
        string s => s + "2",
        bool b => !b,
        int i => i + 1,
        double d => d + 0.5,
        MatrixFactorizationTrainer.LossFunctionType => MatrixFactorizationTrainer.LossFunctionType.SquareLossOneClass,
        null when type == typeof(int?) => 7,
        _ => throw new NotSupportedException($"say what another value of {type} is"),
    };

    private static string[] Dump(MatrixFactorizationOptions options) =>
        [.. typeof(MatrixFactorizationOptions).GetProperties().Where(p => p.CanWrite).Select(p => $"{p.Name}={p.GetValue(options)}").Order()];
}
