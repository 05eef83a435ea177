using System.Collections.Concurrent;
using System.Reflection;
using Microsoft.ML.Calibrators;
using Microsoft.ML.Data;
using Microsoft.ML.Runtime;
using Microsoft.ML.Trainers;
using Microsoft.ML.Transforms;

namespace Microsoft.ML.Models;

/// <summary>Finds the loader of a component by the name in its header, here or in the assembly that the header names.</summary>
internal static class ModelLoaders
{
    private static readonly Dictionary<string, Func<IHostEnvironment, ModelLoadContext, object>> _loaders = new()
    {
        [ModelVersions.TransformerChain.Loader] = (environment, context) => new TransformerChain<ITransformer>(environment, context),
        [ModelVersions.ValueToKey.Loader] = (_, context) => new ValueToKeyMappingTransformer(context),
        [ModelVersions.KeyToValue.Loader] = (_, context) => new KeyToValueMappingTransformer(context),
        [ModelVersions.Concatenate.Loader] = (_, context) => new ColumnConcatenatingTransformer(context),
        [ModelVersions.CopyColumns.Loader] = (_, context) => new ColumnCopyingTransformer(context),
        [ModelVersions.SelectColumns.Loader] = (_, context) => new ColumnSelectingTransformer(context),
        [ModelVersions.ConvertType.Loader] = (_, context) => new TypeConvertingTransformer(context),
        [ModelVersions.RegressionTransformer.Loader] = RegressionPredictionTransformer.Load,
        [ModelVersions.BinaryTransformer.Loader] = BinaryPredictionTransformer.Load,
        [ModelVersions.MulticlassTransformer.Loader] = MulticlassPredictionTransformer.Load,
        [ModelVersions.Hash.Loader] = (_, context) => new HashingTransformer(context),
        [ModelVersions.KeyToVector.Loader] = (_, context) => new KeyToVectorMappingTransformer(context),
        [ModelVersions.CalibratedPair.Loader] = CalibratedModel.Load,
        [ModelVersions.Platt.Loader] = (_, context) => new PlattCalibrator(context),
        [ModelVersions.LinearRegression.Loader] = (_, context) => new LinearRegressionModelParameters(context),
        [ModelVersions.LinearBinary.Loader] = (_, context) => new LinearBinaryModelParameters(context),
        [ModelVersions.MaximumEntropy.Loader] = (_, context) => new MaximumEntropyModelParameters(context),
        [ModelVersions.OneVersusAll.Loader] = (environment, context) => new OneVersusAllModelParameters(environment, context),
    };

    private static readonly ConcurrentDictionary<string, IModelLoaderSource> _sources = [];

    public static object Load(IHostEnvironment environment, ModelLoadContext context)
    {
        try
        {
            if (_loaders.TryGetValue(context.Header.Loader, out Func<IHostEnvironment, ModelLoadContext, object> load))
                return load(environment, context);
            if (_sources.GetOrAdd(context.Assembly, FindSource)?.LoadOrNull(environment, context) is { } component)
                return component;
        }
        catch (Exception e) when (e is ArgumentException or InvalidOperationException or FormatException)
        {
            throw new InvalidOperationException("Error during class instantiation", e);
        }
        catch (Exception e) when (e is not TargetInvocationException)
        {
            throw new TargetInvocationException(e);
        }
        throw new FormatException($"This stand-in knows no component '{context.Header.Loader}'; the real Microsoft.ML may.");
    }

    private static IModelLoaderSource FindSource(string assembly)
    {
        try
        {
            return Assembly.Load(assembly).GetCustomAttribute<ModelLoaderSourceAttribute>()?.Create();
        }
        catch (FileNotFoundException)
        {
            return null;
        }
    }
}
