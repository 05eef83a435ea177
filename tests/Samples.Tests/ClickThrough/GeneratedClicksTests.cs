using ClickThrough;

namespace Samples.Tests;

public sealed class GeneratedClicksTests
{
    [Fact]
    public void One_seed_gives_one_log_and_another_another()
    {
        Made(1).Should().Be(Made(1)).And.NotBe(Made(2));
    }

    [Fact]
    public void Every_line_has_Criteos_form()
    {
        string[] lines = Made(1).Split('\n', StringSplitOptions.RemoveEmptyEntries);
        lines.Should().HaveCount(300);
        foreach (string[] fields in lines.Select(l => l.Split('\t')))
        {
            fields.Should().HaveCount(40);
            fields[0].Should().BeOneOf("0", "1");
            fields[1..14].Should().OnlyContain(f => f == "" || f.All(char.IsAsciiDigit));
            fields[14..].Should().OnlyContain(f => f == "" || f.Length == 8);
        }

        lines.Count(l => l[0] == '1').Should().BeInRange(20, 150);
    }

    private static string Made(int seed)
    {
        StringWriter log = new();
        GeneratedClicks.Write(log, 300, seed).Should().BeInRange(0.1, 0.69);
        return log.ToString();
    }
}
