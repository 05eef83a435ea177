using ParameterStore;
using Spectre.Console;

namespace Distributed.Tool;

/// <summary><c>calibrate</c> from end to end: fit, predict, show, write.</summary>
internal sealed class CalibrateRun(IAnsiConsole console)
{
    private const int ClocksEach = 200;

    internal async Task<int> RunAsync(CalibrateOptions options, CancellationToken cancellation)
    {
        OutputFile.Check("--json", options.Json);
        RecordedFile recorded = RecordedFile.Read("--log", options.Log);
        RecordedFile? held = options.Check is null ? null : RecordedFile.Read("--check", options.Check);
        Calibration fit = Fit(recorded, options.Log);
        List<CalibratedRun> checks = [Beside("--log (fitted to it)", recorded, options.Log)];
        if (held is not null)
            checks.Add(Beside("--check (not seen)", held, options.Check!));
        var answers = new CalibratedAnswers(fit, checks, Answers());

        console.Write(ConsoleTable.Of("predicted and real", CalibrateTables.Checks(checks)));
        console.Write(ConsoleTable.Of("what if", CalibrateTables.WhatIf(answers)));
        foreach (string note in CalibrateTables.Notes(answers, held is not null))
            console.WriteLine(note);
        if (options.Json is { } json)
            await OutputFile.WriteAsync("--json", json, CalibrateJson.Write(answers), cancellation);
        return ExitCode.Done;

        CalibratedRun Beside(string name, RecordedFile run, string path)
        {
            JobFigures real = Figures(run, path);
            return new(name, real, Prediction.Of(fit, run.Policy, real.Workers, real.Pushes, options.Seed, options.Seeds, cancellation));
        }

        IReadOnlyList<Prediction> Answers()
        {
            SyncPolicy[] policies = [.. options.Policies.Append(recorded.Policy).DistinctBy(policy => policy.ToString())];
            return [.. from workers in options.Workers from policy in policies
                select Prediction.Of(fit, policy, workers, (long)ClocksEach * workers, options.Seed, options.Seeds, cancellation)];
        }
    }

    private static Calibration Fit(RecordedFile recorded, string path)
    {
        try
        {
            return Calibration.Of(recorded.Log);
        }
        catch (ArgumentException e)
        {
            throw new ToolException($"--log: '{path}' holds no worker with three pushes (the first does not count), so nothing can be fitted; record a longer run.", e);
        }
    }

    private static JobFigures Figures(RecordedFile recorded, string path)
    {
        try
        {
            return JobFigures.Of(recorded.Policy.ToString(), recorded.Log);
        }
        catch (ArgumentException e)
        {
            throw new ToolException($"'{path}' holds no pushes after each worker's first; record a longer run.", e);
        }
    }
}
