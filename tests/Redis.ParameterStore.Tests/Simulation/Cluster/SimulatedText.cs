using System.Text;

namespace Redis.ParameterStore.Tests;

/// <summary>Commands and answers as people read them in a trace.</summary>
internal static class SimulatedText
{
    private const int LengthMax = 40;

    internal static string Of(Batch batch) => string.Join("; ", batch.Commands.Select(Of));

    internal static string Of(BatchAnswer answer) => answer.Status == BatchStatus.Ok
        ? string.Join("; ", answer.Results.Select(Of))
        : $"unknown: {answer.Error}";

    private static string Of(Command command) => command.Kind == CommandKind.Script
        ? $"{command.Text} {string.Join(" ", command.Arguments!.Select(a => Short(a.Span)))}"
        : $"{command.Kind} {string.Join(" ", command.Keys ?? [command.Key])}";

    private static string Of(CommandResult result) => result.Kind switch
    {
        ResultKind.Nothing => "nothing",
        ResultKind.Number => FormattableString.Invariant($"{result.Number}"),
        ResultKind.Bytes => FormattableString.Invariant($"{result.Bytes.Length} bytes"),
        ResultKind.List => $"[{string.Join(", ", result.Items.Take(6).Select(i => Short(i.Bytes.Span)))}{(result.Items.Length > 6 ? ", …" : "")}]",
        _ => result.Error!,
    };

    private static string Short(ReadOnlySpan<byte> bytes)
    {
        var text = new StringBuilder();
        foreach (byte value in bytes[..Math.Min(bytes.Length, LengthMax)])
            text.Append(value is >= 32 and < 127 ? (char)value : '·');
        return bytes.Length > LengthMax ? text.Append('…').ToString() : text.ToString();
    }
}
