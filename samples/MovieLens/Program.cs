using MovieLens;

return await SampleProgram.RunAsync(args, cancel => SampleCommand.Create(async (options, cancellationToken) =>
{
    if (options.Processes > 1 && options.Launched is null)
    {
        JobSettings settings = new() { Processes = options.Processes, Job = options.Job };
        return await new Launcher(ChildProgram.Own(), Console.Error, TimeProvider.System).RunAsync(args, settings, "movielens", cancellationToken);
    }

    if (options.Launched is not null)
        LauncherLife.Watch(Console.OpenStandardInput(), cancel);
    if (options.Launched > 0)
        options = options with { Model = null, Compare = false, Json = false };
    bool isLive = SampleProgram.IsLive(options.Json);
    SampleResult result = await new SampleRun(SampleProgram.ConsoleFor(isLive), Console.Out, TimeProvider.System).RunAsync(options, isLive, cancellationToken);
    if (options.Json)
        Console.Out.WriteLine(result.ToJson());
    return 0;
}));
