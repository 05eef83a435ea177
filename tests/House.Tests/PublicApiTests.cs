namespace House.Tests;

/// <summary>
/// What a package shows to others is decided, not happened upon: it stands in a file of <c>Approved</c>. After a change, look at the difference
/// and take it over with <c>APPROVE=1 dotnet test tests/House.Tests</c>.
/// </summary>
public sealed class PublicApiTests
{
    public static TheoryData<string> Packages => [.. Repository.Packages];

    [Theory]
    [MemberData(nameof(Packages))]
    public void The_public_surface_is_the_approved_one(string package)
    {
        string path = Path.Combine(Repository.Root, "tests", "House.Tests", "Approved", package + ".txt");
        string actual = PublicApi.Of(Repository.Load(package));
        if (Environment.GetEnvironmentVariable("APPROVE") == "1")
            File.WriteAllText(path, actual);
        string approved = File.Exists(path) ? File.ReadAllText(path).ReplaceLineEndings("\n") : "";
        string[] added = [.. Lines(actual).Except(Lines(approved))], gone = [.. Lines(approved).Except(Lines(actual))];
        (actual == approved).Should().BeTrue(
            $"{package} shows other things than {path}; APPROVE=1 takes them over.\nNew:\n{string.Join("\n", added)}\nGone:\n{string.Join("\n", gone)}\n");
    }

    [Fact]
    public void Every_approved_file_belongs_to_a_package()
    {
        IEnumerable<string> files = Directory.GetFiles(Path.Combine(Repository.Root, "tests", "House.Tests", "Approved"), "*.txt").Select(f => Path.GetFileNameWithoutExtension(f));
        files.Should().BeEquivalentTo(Repository.Packages);
    }

    [Fact]
    public void The_dump_sees_what_others_see()
    {
        string dump = PublicApi.Of(typeof(PublicApiTests).Assembly);
        dump.Should().Contain("abstract class House.Tests.Shown<T> : Stream")
            .And.Contain("    protected Shown<T>(int first, string second = \"x\")\n")
            .And.Contain("    const int Limit = 3\n")
            .And.Contain("    required int? Given { get; init; }\n")
            .And.Contain("    T Half { get; protected set; }\n")
            .And.Contain("    abstract void Do<TOther>(in TOther other, out int done, CancellationToken token = default)\n")
            .And.Contain("    override string ToString()\n");
        dump.Should().NotContain("Hidden");
    }

    private static IEnumerable<string> Lines(string text) => text.Split('\n').Where(l => l.Length > 0);
}
