namespace Distributed.Tool.Tests;

public sealed class SimulateCommandTests
{
    [Theory]
    [InlineData("--workers 0 --policies asp", "--workers is '0'; give a whole number from 1 to 10,000.")]
    [InlineData("--workers x --policies asp", "--workers is 'x'; give a whole number from 1 to 10,000.")]
    [InlineData("--workers 4 --policies asp --seeds 0", "--seeds is '0'; give a whole number from 1 to 1,000.")]
    [InlineData("--workers 4 --policies asp --seed -1", "--seed is '-1'; give a whole number from 0 to 18446744073709551615.")]
    [InlineData("--workers 4 --policies asp --target low", "--target is 'low'; give a number over 0, up to 1,000,000,000.")]
    [InlineData("--workers 4 --policies asp --step fast", "--step: 'fast' is no step; write best, a factor over 0 of the first policy's best such as 2, or each.")]
    [InlineData("--workers 4 --policies asp --time-model slow:7", "--time-model: 'slow:7' is no part of a time model; write *.")]
    [InlineData("--workers 4,0 --policies asp", "--workers is '0'; give a whole number from 1 to 10,000.")]
    [InlineData("--workers 4,8,4 --policies asp", "--workers: 4 is there twice; leave one out.")]
    [InlineData("--workers 4 --policies asp --scaling up", "--scaling: 'up' is no scaling; write strong or weak.")]
    [InlineData("--workers 1,100 --policies asp --scaling strong", "--workers: 100 workers cannot share the 32 examples that 1 have in a clock; give a larger --batch.")]
    [InlineData("--workers 4 --policies asp --batch 0", "--batch is '0'; give a whole number from 1 to 10,000,000.")]
    [InlineData("--workers 4 --policies asp --network latency", "--network: 'latency' is no part of it; write latency:MS, *")]
    [InlineData("--workers 4 --policies asp --network shards:1.5", "--network: 'shards:1.5' is no part of it; *")]
    [InlineData("--workers 4 --policies asp --faults lost:1", "--faults: 'lost:1' is no part of it; write crash:SHARE *")]
    [InlineData("--preset ssp-sweep --network latency:3", "--network is what --preset ssp-sweep already says; leave one of them out.")]
    [InlineData("--workers 4 --policies asp --update sum", "--update: 'sum' is no update; write add, momentum:MU, *.")]
    [InlineData("--workers 4 --policies asp --update momentum:2", "--update: 'momentum:2': A momentum is over -1 and under 1, but is 2.")]
    [InlineData("--workers 4 --policies asp,essp:1 --update dc", "--update dc:0.04: under essp:1 workers add their own pushes to what they were sent, *")]
    [InlineData("--workers 4 --policies asp --workload mf --update dc", "--update dc:0.04: the tables of --workload mf are the trainer's, *")]
    [InlineData("--preset specsync-mf --update dc", "--update is what --preset specsync-mf already says; leave one of them out.")]
    [InlineData("--workers 4 --policies asp,specsinc", "--policies: 'specsinc' is no synchronization policy; write *.")]
    [InlineData("--workers 4 --policies asp,bsp asp", "--policies: asp is there twice; leave one out.")]
    [InlineData("--workers 4 --policies asp --workload svm", "--workload: 'svm' is no workload; write logistic, sparse-logistic, mf, mf-sgd, mlp.")]
    [InlineData("--workers 4", "--policies A,B,C is missing: say what to compare, such as asp,ssp:3, or take a --preset NAME.")]
    [InlineData("--policies asp", "--workers N is missing: say how many workers the virtual cluster has, or take a --preset NAME.")]
    [InlineData("--preset nothing", "--preset: 'nothing' is no preset; write *.")]
    [InlineData("--workers 4 --policies asp --scale full", "--scale is for a preset; give --preset NAME, too.")]
    [InlineData("--workers 4 --policies asp --data /there/is/no/such.csv", "--data: '/there/is/no/such.csv' cannot be read (*); give *.")]
    [InlineData("--workers 4 --policies asp --json /there/is/no/folder/r.json", "--json: there is no folder '/there/is/no/folder' for r.json; make it, or write elsewhere.")]
    [InlineData("--workers 4 --policies asp --report /", "--report: '/' is a folder; give the name of a file.")]
    public async Task Bad_input_is_one_line_and_exit_code_2(string line, string message)
    {
        ToolEnd end = await ToolEnd.OfAsync("simulate " + line);
        end.ExitCode.Should().Be(2);
        end.Output.Should().BeEmpty();
        end.Error.TrimEnd('\n').Should().Match(message).And.NotContain("\n");
    }

    [Fact]
    public async Task Help_names_every_option()
    {
        ToolEnd end = await ToolEnd.OfAsync("simulate --help");
        end.ExitCode.Should().Be(0);
        foreach (string option in "--preset --scale --workers --policies --workload --data --seed --seeds --step --target --time-model --network --faults --scaling --batch --update --max-time --json --report".Split(' '))
            end.Output.Should().Contain(option + " ");
    }

    [Fact]
    public async Task Without_a_command_the_help_is_shown()
    {
        ToolEnd end = await ToolEnd.OfAsync("");
        (end.ExitCode, end.Error).Should().Be((0, ""));
        end.Output.Should().Contain("mlnet-distributed [command]").And.Contain("simulate");
    }
}
