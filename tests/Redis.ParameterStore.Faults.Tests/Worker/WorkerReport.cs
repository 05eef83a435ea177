using System.Globalization;
using Distributed.Learning;
using ParameterStore;

namespace Redis.ParameterStore.Tests;

/// <summary>What a process of a job has to say at its end, as JSON in its output: a model, or what went wrong, outermost first.</summary>
internal sealed record WorkerReport
{
    public long Version { get; init; }

    public string Chain { get; init; } = "";

    public string Hash { get; init; } = "";

    public string StopReason { get; init; } = "";

    public float[] Cells { get; init; } = [];

    public float[] Sums { get; init; } = [];

    public float[] Owned { get; init; } = [];

    public long Committed { get; init; }

    public long Discarded { get; init; }

    public long Skipped { get; init; }

    /// <summary>Of dual ascent: the sums that the duals come to.</summary>
    public double[] ExactSums { get; init; } = [];

    /// <summary>Of dual ascent: every example's dual and its mean.</summary>
    public float[] Duals { get; init; } = [];

    /// <summary>Of dual ascent: P and D.</summary>
    public double[] Certificate { get; init; } = [];

    /// <summary>Of a linear trainer or of dual ascent: weights, and the bias after them.</summary>
    public float[] Model { get; init; } = [];

    public string[] Errors { get; init; } = [];

    internal bool HasModel => Errors.Length == 0;

    internal static WorkerReport Of(TrainingResult result)
    {
        JobStatistics job = result.Report.Job;
        return new()
        {
            Version = result.Parameters.Version.Index,
            Chain = result.Parameters.Version.Chain.ToString("x16", CultureInfo.InvariantCulture),
            Hash = result.Parameters.Hash().ToString("x16", CultureInfo.InvariantCulture),
            StopReason = result.Report.StopReason.ToString(),
            Cells = result.Parameters.Values(result.Tables[0]).ToArray(),
            Sums = result.Parameters.Values(result.Tables[1]).ToArray(),
            Owned = result.Tables.Count > 2 ? result.Parameters.Values(result.Tables[2]).ToArray() : [],
            Committed = job.BlocksCommitted,
            Discarded = job.BlocksDiscarded,
            Skipped = job.BlocksSkipped,
        };
    }

    internal static WorkerReport Of(Exception error)
    {
        var errors = new List<string>();
        for (Exception? at = error; at is not null; at = at.InnerException)
            errors.Add($"{at.GetType().Name}: {at.Message}");
        return new() { Errors = [.. errors] };
    }
}
