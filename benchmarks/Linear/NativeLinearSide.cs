using System.Diagnostics;
using System.Reflection;
using Microsoft.ML;
using SvmLight;

namespace Benchmarks;

/// <summary>A trainer of ML.NET's own, found by its name: the stand-in lacks some of them, and trains none.</summary>
/// <param name="context">Makes it.</param>
/// <param name="method">The catalog's method: SdcaLogisticRegression or LbfgsLogisticRegression.</param>
/// <param name="l2">Its own strength of regularization, of that beside a mean loss times the number of examples, and the number of examples.</param>
/// <param name="fields">More fields of its options.</param>
internal sealed class NativeLinearSide(MLContext context, string method, Func<double, int, float> l2, IReadOnlyDictionary<string, object> fields) : ILinearSide
{
    public string Name => $"ML.NET's {method}";

    /// <summary>The method alone.</summary>
    public string Trainer => method;

    public IReadOnlyList<LinearChoice> Grid => LinearChoice.Strengths;

    /// <summary>Dual coordinate ascent; a pass is an iteration, and it does not look whether it may stop.</summary>
    public static NativeLinearSide Sdca(MLContext context) => new(
        context, "SdcaLogisticRegression", (strength, rows) => (float)(strength / rows), new Dictionary<string, object> { ["ConvergenceCheckFrequency"] = -1, ["L1Regularization"] = 0f });

    /// <summary>Quasi-Newton steps; its λ stands against the sum of losses.</summary>
    public static NativeLinearSide Lbfgs(MLContext context) => new(
        context, "LbfgsLogisticRegression", (strength, _) => (float)strength, new Dictionary<string, object> { ["L1Regularization"] = 0f });

    public LinearFitted Fit(LinearPart train, LinearChoice choice, int passes, int threads)
    {
        (MethodInfo make, Type options) = Find();
        object set = Activator.CreateInstance(options)!;
        Set(set, "LabelColumnName", ExampleTableView.Label);
        Set(set, "FeatureColumnName", ExampleTableView.Features);
        Set(set, "L2Regularization", l2(choice.L2, train.Rows));
        Set(set, "NumberOfThreads", threads);
        Set(set, "MaximumNumberOfIterations", passes);
        foreach ((string name, object value) in fields)
            Set(set, name, value);
        var trainer = (IEstimator<ITransformer>)make.Invoke(null, [context.BinaryClassification.Trainers, set])!;
        long begin = Stopwatch.GetTimestamp();
        ITransformer model = trainer.Fit(train.View);
        return new(part => LogLoss.Of(model, part.View), Stopwatch.GetElapsedTime(begin).TotalSeconds, null);
    }

    /// <summary>The overload that takes options.</summary>
    private (MethodInfo Make, Type Options) Find()
    {
        MethodInfo make = typeof(StandardTrainersCatalog).GetMethods().First(m =>
            m.Name == method && m.GetParameters() is [var catalog, { ParameterType.Name: "Options" }] && catalog.ParameterType.Name == "BinaryClassificationTrainers");
        return (make, make.GetParameters()[1].ParameterType);
    }

    private static void Set(object options, string name, object value) =>
        (options.GetType().GetField(name) ?? throw new BenchmarkException($"ML.NET's {options.GetType().DeclaringType?.Name} has no option {name}.")).SetValue(options, value);
}
