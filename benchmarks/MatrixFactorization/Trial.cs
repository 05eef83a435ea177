using Microsoft.ML;
using ParameterStore;

namespace Benchmarks;

/// <summary>One Fit that is looked at for its error, not for its time.</summary>
internal static class Trial
{
    /// <summary>The error on <paramref name="test"/>; infinite if the training diverged: such a trial has lost, not failed.</summary>
    public static double Rmse(ISide side, IDataView train, IDataView test, float mean, Rates rates, int epochs, int threads)
    {
        try
        {
            return Benchmarks.Rmse.Of(side.Fit(train, rates, epochs, threads).Model, test, mean);
        }
        catch (JobFailedException e) when (e.InnerException is InvalidUpdateException)
        {
            return double.PositiveInfinity;
        }
    }
}
