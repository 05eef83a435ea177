using ClickThrough;

return await SampleProgram.RunAsync(args, cancel => ClickCommand.Create(async (options, cancellationToken) =>
{
    if (options.Job.Processes > 1 && options.Job.Launched is null)
        return await new Launcher(ChildProgram.Own(), Console.Error, TimeProvider.System).RunAsync(args, options.Job, "clicks", cancellationToken);
    if (options.Job.Launched is not null)
        LauncherLife.Watch(Console.OpenStandardInput(), cancel);
    if (options.Job.Launched > 0)
        options = options with { Model = null, Compare = false, Json = false };
    bool isLive = SampleProgram.IsLive(options.Json);
    ClickResult result = await new ClickRun(SampleProgram.ConsoleFor(isLive), Console.Out, TimeProvider.System).RunAsync(options, isLive, cancellationToken);
    if (options.Json)
        Console.Out.WriteLine(result.ToJson());
    return 0;
}));
