using System.Runtime.CompilerServices;

namespace Offline.Tests;

/// <summary>What the stand-in shows is written down in Recorded/Surface.txt, and the real Microsoft.ML shows all of that.</summary>
public sealed class SurfaceTests
{
    private const string Name = "Surface.txt";

    [Fact]
    public void The_stand_in_shows_nothing_that_the_real_one_does_not_show()
    {
        if (MLNetBuild.IsStandIn)
        {
            string[] shown = [.. Surface.Declared().Order(StringComparer.Ordinal)];
            if (Recording.IsWanted)
                File.WriteAllLines(SourcePath(), shown);
            shown.Should().Equal(Written(), "after a change to the stand-in, run this test on it with RECORD_MLNET=1, and then on the real Microsoft.ML");
        }
        else
        {
            HashSet<string> real = Surface.All();
            Written().Where(line => !real.Contains(line)).Should().BeEmpty("each of these is the stand-in's own invention");
        }
    }

    private static string[] Written() => File.ReadAllLines(Recording.IsWanted ? SourcePath() : Path.Combine(AppContext.BaseDirectory, "Recorded", Name));

    private static string SourcePath([CallerFilePath] string file = "") => Path.Combine(Path.GetDirectoryName(file), "Recorded", Name);
}
