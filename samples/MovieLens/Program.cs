using MovieLens;

return await SampleProgram.RunAsync<SampleOptions>(args, "movielens", SampleCommand.Create, async (options, console, isLive, cancellationToken) =>
    (await new SampleRun(console, Console.Out, TimeProvider.System).RunAsync(options, isLive, cancellationToken)).ToJson());
