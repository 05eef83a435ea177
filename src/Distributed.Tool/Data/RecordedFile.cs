using ParameterStore;

namespace Distributed.Tool;

/// <summary>The event log of a job, as a real one's <see cref="JobOptions.EventLog"/> or <c>simulate --event-log</c> wrote it.</summary>
/// <param name="Policy">How its workers waited for one another.</param>
/// <param name="Log">What the policy was told and decided.</param>
internal sealed record RecordedFile(SyncPolicy Policy, EventLog Log)
{
    /// <param name="option">What names the file on the command line.</param>
    /// <param name="path">The file.</param>
    /// <exception cref="ToolException">The file cannot be read, or is none.</exception>
    internal static RecordedFile Read(string option, string path)
    {
        try
        {
            (string policy, EventLog log) = EventLogBytes.Read(File.ReadAllBytes(path));
            return new(SyncPolicy.Parse(policy), log);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new ToolException($"{option}: '{path}' cannot be read ({e.Message}); give the file that a training (EventLog in its options) or simulate --event-log wrote.", e);
        }
        catch (Exception e) when (e is InvalidDataException or FormatException)
        {
            throw new ToolException($"{option}: '{path}' is no event log ({e.Message}); give the file that a training (EventLog in its options) or simulate --event-log wrote.", e);
        }
    }
}
