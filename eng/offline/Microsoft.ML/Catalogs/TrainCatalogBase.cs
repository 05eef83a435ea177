using Microsoft.ML.Data;
using Microsoft.ML.Runtime;

namespace Microsoft.ML;

/// <summary>Trainers of one task, and how their models are evaluated.</summary>
public abstract class TrainCatalogBase : IInternalCatalog
{
    private protected TrainCatalogBase(IHostEnvironment environment)
    {
        Check.Value(environment, nameof(environment));
        Environment = environment;
    }

    IHostEnvironment IInternalCatalog.Environment => Environment;

    private protected IHostEnvironment Environment { get; }

    private protected IReadOnlyList<CrossValidationResult<TMetrics>> CrossValidateBy<TMetrics>(
        IDataView data, IEstimator<ITransformer> estimator, int folds, string samplingKey, int? seed, Func<IDataView, TMetrics> evaluate)
        where TMetrics : class
    {
        Check.Value(data, nameof(data));
        Check.Value(estimator, nameof(estimator));
        Check.Argument(folds > 1, "numFolds", "Must be more than 1");
        var splitter = new RowSplitter(Environment, data, samplingKey, seed);
        // every fold is fitted before any is evaluated
        (ITransformer Model, IDataView Scores)[] fitted = [.. Enumerable.Range(0, folds).Select(fold => FitFold(splitter.Fold(fold, folds), estimator))];
        return [.. fitted.Select((f, fold) => new CrossValidationResult<TMetrics>(f.Model, evaluate(f.Scores), f.Scores, fold))];
    }

    private static (ITransformer Model, IDataView Scores) FitFold(DataOperationsCatalog.TrainTestData fold, IEstimator<ITransformer> estimator)
    {
        ITransformer model = estimator.Fit(fold.TrainSet);
        IDataView scores = model is ITransformerChain chain
            ? chain.Transform(fold.TestSet, TransformerScope.Everything) : model.Transform(fold.TestSet);
        return (model, scores);
    }

    public sealed class CrossValidationResult<T>
        where T : class
    {
        public readonly T Metrics;
        public readonly ITransformer Model;
        public readonly IDataView ScoredHoldOutSet;
        public readonly int Fold;

        internal CrossValidationResult(ITransformer model, T metrics, IDataView scores, int fold)
        {
            Model = model;
            Metrics = metrics;
            ScoredHoldOutSet = scores;
            Fold = fold;
        }
    }

    public abstract class CatalogInstantiatorBase : IInternalCatalog
    {
        private protected CatalogInstantiatorBase(TrainCatalogBase catalog) => Owner = catalog;

        IHostEnvironment IInternalCatalog.Environment => Owner.Environment;

        internal TrainCatalogBase Owner { get; }
    }
}
