namespace House.Tests;

/// <summary>Who may refer to whom. Data flow one way: only the outermost package knows ML.NET, and only one knows Redis.</summary>
public sealed class ReferenceTests
{
    private static readonly Dictionary<string, string[]> _allowed = new()
    {
        ["ParameterStore"] = [],
        ["Redis.ParameterStore"] = ["ParameterStore", "StackExchange.Redis"],
        ["Distributed.Learning"] = ["ParameterStore"],
        ["Microsoft.ML.Distributed"] = ["ParameterStore", "Distributed.Learning", "Microsoft.ML", "Microsoft.ML.*"],
        ["Distributed.Simulation"] = ["ParameterStore", "Distributed.Learning"],
        ["Distributed.Tool"] = ["ParameterStore", "Distributed.Learning", "Distributed.Simulation", "Redis.ParameterStore", "Spectre.Console"],
    };

    public static TheoryData<string> Packages => [.. Repository.Packages];

    [Theory]
    [MemberData(nameof(Packages))]
    public void A_package_refers_only_to_what_it_may(string package)
    {
        _allowed.Should().ContainKey(package, "a new package needs a decision on what it may refer to");
        IEnumerable<string> references = Repository.Load(package).GetReferencedAssemblies().Select(r => r.Name!);
        Forbidden(package, references).Should().BeEmpty();
    }

    [Theory]
    [InlineData("Distributed.Learning", "Microsoft.ML.Data")]
    [InlineData("Distributed.Learning", "Microsoft.ML.Distributed")]
    [InlineData("ParameterStore", "Distributed.Learning")]
    [InlineData("ParameterStore", "StackExchange.Redis")]
    [InlineData("Microsoft.ML.Distributed", "Redis.ParameterStore")]
    [InlineData("Microsoft.ML.Distributed", "StackExchange.Redis")]
    [InlineData("Redis.ParameterStore", "Distributed.Learning")]
    [InlineData("Distributed.Learning", "Newtonsoft.Json")]
    [InlineData("Distributed.Simulation", "Microsoft.ML.Core")]
    [InlineData("Distributed.Simulation", "Redis.ParameterStore")]
    public void A_reference_against_the_flow_is_noticed(string package, string reference) =>
        Forbidden(package, ["System.Runtime", reference]).Should().Equal(reference);

    [Fact]
    public void The_packages_that_are_there_are_seen() =>
        Repository.Packages.Should().Contain(["ParameterStore", "Distributed.Learning", "Microsoft.ML.Distributed", "Redis.ParameterStore", "Distributed.Simulation"]);

    private static IEnumerable<string> Forbidden(string package, IEnumerable<string> references) => references
        .Where(r => !IsPlatform(r) && !_allowed[package].Any(pattern => Matches(pattern, r)));

    private static bool IsPlatform(string name) =>
        name is "netstandard" or "mscorlib" or "System" || name.StartsWith("System.", StringComparison.Ordinal)
        || (name.StartsWith("Microsoft.Extensions.", StringComparison.Ordinal) && (name.EndsWith(".Abstractions", StringComparison.Ordinal) || name == "Microsoft.Extensions.Options"));

    private static bool Matches(string pattern, string name) =>
        pattern.EndsWith('*') ? name.StartsWith(pattern[..^1], StringComparison.Ordinal) && name != "Microsoft.ML.Distributed" : pattern == name;
}
