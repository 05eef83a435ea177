using System.Text.RegularExpressions;

namespace House.Tests;

/// <summary>Code in a README is code that is compiled: every block stands in a sample, line by line.</summary>
public sealed partial class ReadmeTests
{
    public static TheoryData<string> Readmes => [.. Directory.GetFiles(Repository.Root, "*.md")
        .Concat(Directory.GetFiles(Path.Combine(Repository.Root, "nuget"), "*.md"))
        .Select(f => Path.GetRelativePath(Repository.Root, f))];

    [Theory]
    [MemberData(nameof(Readmes))]
    public void Every_block_of_code_stands_in_a_sample(string readme)
    {
        string[] samples = [.. Repository.Sources("samples").Select(File.ReadAllText)];
        Drifted(File.ReadAllText(Path.Combine(Repository.Root, readme)), samples).Should().BeEmpty($"{readme} shows code that no sample has");
    }

    [Fact]
    public void The_readme_has_code_to_hold() => Blocks(File.ReadAllText(Path.Combine(Repository.Root, "README.md"))).Should().NotBeEmpty();

    [Fact]
    public void A_block_that_differs_in_one_letter_is_noticed()
    {
        const string sample = "class A\n{\n    void Do()\n    {\n        Call(1);\n        Call(2);\n    }\n}\n";
        Drifted("```csharp\n    Call(1);\n    Call(2);\n```\n", [sample]).Should().BeEmpty();
        Drifted("```csharp\nCall(1);\nCall(3);\n```\n", [sample]).Should().ContainSingle();
        Drifted("```csharp\nCall(2);\nCall(1);\n```\n", [sample]).Should().ContainSingle();
    }

    [Fact]
    public void The_readmes_table_names_every_package()
    {
        string readme = File.ReadAllText(Path.Combine(Repository.Root, "README.md"));
        Unnamed(readme).Should().BeEmpty();
        Unnamed(readme.Replace("| `Microsoft.ML.Distributed.Tool` |", "", StringComparison.Ordinal)).Should().Equal("Microsoft.ML.Distributed.Tool");
    }

    private static IEnumerable<string> Unnamed(string readme) => Repository.Packages
        .SelectMany(package => Directory.GetFiles(Path.Combine(Repository.Root, "src", package), "*.csproj"))
        .Select(project => PackageId().Match(File.ReadAllText(project)).Groups[1].Value)
        .Select(suffix => "Microsoft.ML.Distributed" + suffix)
        .Where(id => !readme.Contains($"| `{id}` |", StringComparison.Ordinal));

    private static IEnumerable<string> Drifted(string readme, string[] samples) =>
        Blocks(readme).Where(block => !samples.Any(sample => Flat(sample).Contains(Flat(block), StringComparison.Ordinal)));

    private static IEnumerable<string> Blocks(string readme) => Block().Matches(readme.ReplaceLineEndings("\n")).Select(m => m.Groups[1].Value);

    /// <summary>Indentation and empty lines do not matter.</summary>
    private static string Flat(string code) =>
        "\n" + string.Join('\n', code.ReplaceLineEndings("\n").Split('\n').Select(l => l.Trim()).Where(l => l.Length > 0)) + "\n";

    [GeneratedRegex(@"<PackageId>\$\(PackageIdPrefix\)(.*?)</PackageId>")]
    private static partial Regex PackageId();

    [GeneratedRegex("```csharp\n(.*?)```", RegexOptions.Singleline)]
    private static partial Regex Block();
}
