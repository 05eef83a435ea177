using Redis.ParameterStore.Tests;

namespace Samples.Tests;

/// <summary>The sample over a real Redis, in processes as a user starts them.</summary>
[Collection(OneRedisCollection.Name)]
public sealed class ManyProcessesTests(OneRedis redis) : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [RedisFact]
    public async Task Under_bsp_two_processes_have_the_model_of_one_process_with_two_workers_to_the_bit()
    {
        // The clock length is given: over a network the automatic one is longer.
        string[] common = ["--sync", "bsp", "--clocks", "4", "--epochs", "4", "--rank", "16", "--json"];
        string[] job = [.. common, "--redis", redis.Server.ConnectionString, "--job", "bits", "--workers", "1", "--workers-total", "2", "--model"];
        Task<SampleEnd> first = SampleProcess.RunAsync([.. job, _folder.File("1.zip")]);
        Task<SampleEnd> second = SampleProcess.RunAsync([.. job, _folder.File("2.zip")]);
        SampleEnd[] ends = await Task.WhenAll(first, second);
        SampleEnd alone = await SampleProcess.RunAsync([.. common, "--workers", "2", "--model", _folder.File("alone.zip")]);

        foreach (SampleEnd end in ends.Append(alone))
            end.ExitCode.Should().Be(0, end.Errors);
        string expected = ModelFile.Hash(_folder.File("alone.zip"));
        ModelFile.Hash(_folder.File("1.zip")).Should().Be(expected);
        ModelFile.Hash(_folder.File("2.zip")).Should().Be(expected);
        ends.Sum(e => e.Number("bytesPushed")).Should().Be(alone.Number("bytesPushed"));
        ends[0].Number("processes").Should().Be(2);
    }

    [RedisFact]
    public async Task Processes_started_by_one_command_reach_the_error_of_one_process()
    {
        string model = _folder.File("m.zip");
        Task<SampleEnd> together = SampleProcess.RunAsync(
            "--redis", redis.Server.ConnectionString, "--processes", "3", "--epochs", "20", "--json", "--model", model);
        SampleEnd end = await together;
        SampleEnd alone = await SampleProcess.RunAsync("--workers", "3", "--epochs", "20", "--json");
        end.ExitCode.Should().Be(0, end.Errors);
        end.Errors.Should().BeEmpty();
        end.Number("testRmse").Should().BeApproximately(alone.Number("testRmse"), 0.005);
        end.Number("workersTotal").Should().Be(3);
        end.Output.Should().Contain("epoch  20/20").And.Contain("training begins when 3 workers of all processes are there");
        end.Output.Split("epoch  20/20").Should().HaveCount(2, "one process shows what all see");
        Directory.GetFiles(_folder.Path).Should().Equal(model);
    }

    [RedisFact]
    public async Task A_process_that_fails_ends_the_others_and_the_command()
    {
        using SampleProcess first = SampleProcess.Start(
            "--redis", redis.Server.ConnectionString, "--job", "fails", "--workers", "1", "--workers-total", "3", "--rank", "4");
        await Until.TrueAsync(HasEntered, "the first process has entered the job");
        SampleEnd end = await SampleProcess.RunAsync("--redis", redis.Server.ConnectionString, "--job", "fails", "--processes", "2", "--workers-total", "3", "--rank", "5");
        end.ExitCode.Should().Be(1);
        end.Errors.Should().Contain("] Job 'fails', fit 0 is in use by processes that differ from this one: rank is '4' there and '5' here.")
            .And.Contain("Process 1 of 2 ended with exit code").And.Contain("Process 2 of 2 ended with exit code");

        bool HasEntered()
        {
            using ServerConsole console = redis.Server.Connect();
            return (long)console.Send("EXISTS", "mlnet:{fails.0}:head")! == 1;
        }
    }

    [RedisFact]
    public async Task Cancelled_processes_all_end_with_the_model_so_far()
    {
        using SampleProcess launcher = await SampleProcess.StartAndAwaitAsync("epoch   1/", Endless("cancelled"));
        await launcher.SignalAsync("INT");
        SampleEnd end = await launcher.EndAsync();
        end.ExitCode.Should().Be(0, end.Errors);
        end.Output.Should().Contain("Cancelled: this is the model so far.").And.Contain("recommended");
    }

    [RedisFact]
    public async Task Processes_do_not_outlive_the_command_that_started_them()
    {
        using SampleProcess launcher = await SampleProcess.StartAndAwaitAsync("epoch   1/", Endless("killed"));
        await launcher.SignalAsync("KILL");

        // The output closes with the last process that writes to it.
        (await launcher.EndAsync()).Output.Should().Contain("Cancelled: this is the model so far.");
    }

    private string[] Endless(string job) => ["--redis", redis.Server.ConnectionString, "--job", job, "--processes", "2", "--epochs", "10000", "--rank", "4"];
}
