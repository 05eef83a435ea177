using System.Runtime.CompilerServices;
using Microsoft.ML;

namespace Offline.Tests;

/// <summary>
/// Tests whose expectation is what the real Microsoft.ML 5.0.0 does: each writes a transcript, which must be the recorded one,
/// whichever Microsoft.ML it runs on.
/// </summary>
public abstract class DifferentialTests
{
    protected const int Seed = 7;

    protected static MLContext ML => new(Seed);

    protected void Hold(Action<Transcript> run, [CallerMemberName] string name = "", [CallerFilePath] string file = "")
    {
        var transcript = new Transcript();
        run(transcript);
        var recording = new Recording(file);
        if (Recording.IsWanted)
            recording.Write(name, transcript.Lines);
        transcript.Lines.Should().Equal(recording.Read(name), "this is what the real Microsoft.ML does");
    }
}
