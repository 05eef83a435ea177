using System.Text.RegularExpressions;

namespace House.Tests;

/// <summary>Files are short, and one word has one meaning.</summary>
public sealed partial class SourceTests
{
    private const int LinesMax = 400;

    /// <summary>A word, and the word to use instead.</summary>
    private static readonly Dictionary<string, string> _words = new()
    {
        ["Oplog"] = "Update",
        ["Client"] = "Worker",
        ["Straggler"] = "(only in comments: the slowest worker)",
        ["Controller"] = "Gate",
        ["Iteration"] = "Epoch",
    };

    [Fact]
    public void No_file_is_longer_than_one_concept_needs()
    {
        IEnumerable<string> tooLong = Repository.Sources("src", "tests", "samples", "benchmarks")
            .Where(file => File.ReadLines(file).Count() > LinesMax)
            .Select(file => Path.GetRelativePath(Repository.Root, file));
        tooLong.Should().BeEmpty($"a file has at most {LinesMax} lines; split it by concept");
    }

    [Fact]
    public void Types_use_the_words_that_the_house_has_agreed_on()
    {
        IEnumerable<string> found = Repository.Sources("src").SelectMany(file => Banned(File.ReadAllText(file)).Select(b => $"{Path.GetFileName(file)}: {b}"));
        found.Should().BeEmpty();
    }

    [Fact]
    public void A_banned_word_is_noticed()
    {
        Banned("internal sealed class OplogBuffer { }").Should().ContainSingle();
        Banned("public enum IterationKind { }").Should().ContainSingle();
        Banned("public readonly record struct ClientId(int Value);").Should().ContainSingle();
        Banned("public sealed class Clients { }").Should().BeEmpty("it is another word");
        Banned("// a Client in prose\npublic sealed class Worker { }").Should().BeEmpty();
    }

    private static IEnumerable<string> Banned(string source) =>
        from Match declaration in Declaration().Matches(source)
        from word in Word().Matches(declaration.Groups[1].Value).Select(m => m.Value)
        where _words.ContainsKey(word)
        select $"{declaration.Groups[1].Value} has the word {word}; say {_words[word]}";

    [GeneratedRegex(@"^\s*(?:(?:public|internal|private|protected|file|sealed|static|abstract|readonly|partial|ref)\s+)+(?:class|struct|interface|enum|record struct|record class|record|delegate \w+)\s+(\w+)", RegexOptions.Multiline)]
    private static partial Regex Declaration();

    [GeneratedRegex("[A-Z][a-z0-9]*")]
    private static partial Regex Word();
}
