using System.Text.Json;
using MovieLens;

namespace Samples.Tests;

public sealed class SampleResultTests
{
    private static readonly SampleResult _result = new()
    {
        Data = "r.csv",
        Rows = 10,
        TrainRows = 9,
        TestRows = 1,
        Workers = 2,
        Sync = "ssp:3",
        Rank = 16,
        Epochs = 20,
        Salt = ulong.MaxValue,
        FitSeconds = 0.5,
        UpdatesPerSecond = 2e7,
        TrainRmse = 0.7,
        TestRmse = 0.85,
        BiasesOnlyRmse = 0.86,
        MlnetIs = "stand-in",
        Processes = 2,
        WorkersTotal = 4,
        Redis = "here:6379",
        BytesPulled = 10,
    };

    [Fact]
    public void The_object_has_exactly_the_promised_fields_in_one_line()
    {
        string json = _result.ToJson();
        json.Should().NotContain("\n");
        using JsonDocument parsed = JsonDocument.Parse(json);
        parsed.RootElement.EnumerateObject().Select(p => p.Name).Should().Equal(
            "data", "rows", "trainRows", "testRows", "workers", "sync", "rank", "epochs", "salt", "fitSeconds", "updatesPerSecond", "trainRmse", "testRmse",
            "biasesOnlyRmse", "mlnetFitSeconds", "mlnetTestRmse", "mlnetNaN", "mlnetIs",
            "processes", "workersTotal", "redis", "bytesPulled", "bytesPushed");
    }

    [Fact]
    public void Of_the_connection_only_the_endpoints_are_told()
    {
        SampleOptions options = new() { Redis = "one:6379, two:6380,user=me,password=secret,ssl=true", Workers = 2, WorkersTotal = 6 };
        SampleResult result = SampleResult.Of(options, new Dataset("none", [], new Dictionary<int, string>()), 0, 0);
        result.ToJson().Should().Contain("\"redis\":\"one:6379,two:6380\"").And.NotContain("secret").And.NotContain("user=");
        (result.Processes, result.WorkersTotal).Should().Be((3, 6));
    }

    [Fact]
    public void What_was_not_measured_is_null()
    {
        using JsonDocument parsed = JsonDocument.Parse(_result.ToJson());
        foreach (string name in new[] { "mlnetFitSeconds", "mlnetTestRmse", "mlnetNaN", "bytesPushed" })
            parsed.RootElement.GetProperty(name).ValueKind.Should().Be(JsonValueKind.Null);
        parsed.RootElement.GetProperty("salt").GetUInt64().Should().Be(ulong.MaxValue);
    }
}
