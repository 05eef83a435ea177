using Microsoft.ML;

namespace Benchmarks;

/// <summary>The parts of one data set, each behind ML.NET's cache.</summary>
internal sealed class Parts
{
    public Parts(MLContext context, RatingTable table)
    {
        (RatingTable train, RatingTable test) = table.SplitTest();
        (RatingTable fit, RatingTable validation) = train.SplitValidation();
        Name = table.Name;
        TrainRows = train.Count;
        Mean = train.Value.Average();
        (Train, Test, Fit, Validation) = (RatingView.Cached(context, train), RatingView.Cached(context, test), RatingView.Cached(context, fit), RatingView.Cached(context, validation));
    }

    public string Name { get; }

    public int TrainRows { get; }

    /// <summary>Of the training values: what a missing score counts as.</summary>
    public float Mean { get; }

    public IDataView Train { get; }

    public IDataView Test { get; }

    /// <summary>Train without <see cref="Validation"/>.</summary>
    public IDataView Fit { get; }

    public IDataView Validation { get; }
}
