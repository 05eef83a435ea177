using ClickThrough;

return await SampleProgram.RunAsync<ClickOptions>(args, "clicks", ClickCommand.Create, async (options, console, isLive, cancellationToken) =>
    (await new ClickRun(console, Console.Out, TimeProvider.System).RunAsync(options, isLive, cancellationToken)).ToJson());
