using System.CommandLine;
using System.Globalization;

namespace Distributed.Tool;

/// <summary>
/// A time model as the command line writes it: parts joined by <c>+</c>. A noise (<c>none</c>, <c>lognormal:CV</c>, <c>exponential:MU</c>,
/// <c>pareto:ALPHA</c>, <c>trace:FILE</c>), <c>slow:SHARE</c> or <c>slow:SHARE/MIN/MAX</c>, <c>classes:F1/F2/…</c>, <c>clock:SECONDS</c>.
/// </summary>
internal static class TimeModelText
{
    internal const string Forms = "none, lognormal:CV, exponential:MU, pareto:ALPHA, trace:FILE, slow:SHARE or slow:SHARE/MIN/MAX, classes:F1/F2/… and clock:SECONDS, joined by +";

    private const double NsPerSecond = 1e9;
    private const double ClockSecondsMax = 1e6;

    /// <summary>An option whose value is a time model; null: not given.</summary>
    internal static Option<TimeModel?> Option(string name, string description) => ModelParts.Option(name, description, "MODEL", Parse);

    /// <exception cref="FormatException">A part is no form; the message says which and what to write.</exception>
    internal static TimeModel Parse(string text)
    {
        TimeModel model = new();
        string[] parts = text.Split('+', StringSplitOptions.TrimEntries);
        foreach (string part in parts)
            model = With(model, part);
        // Whatever is none of these is a noise, of which there is one.
        ModelParts.CheckOnce(parts, part => ModelParts.NameOf(part) is "slow" or "classes" or "clock" ? ModelParts.NameOf(part) : "noise");
        return model;
    }

    private static TimeModel With(TimeModel model, string part)
    {
        string[] halves = part.Split(':', 2);
        double[]? numbers = halves.Length == 2 && halves[0] is "slow" or "classes" or "clock" ? Numbers(halves[1]) : null;
        return (halves[0], numbers) switch
        {
            ("slow", [>= 0 and <= 1 and var share]) => model with { SlowShare = share },
            ("slow", [>= 0 and <= 1 and var share, > 0 and var least, var most]) when most >= least => model with { SlowShare = share, SlowMin = least, SlowMax = most },
            ("classes", { Length: > 0 } factors) when factors.All(factor => factor > 0) => model with { Classes = factors },
            ("clock", [> 0 and <= ClockSecondsMax and var seconds]) => model with { ClockNs = Math.Max(1, (long)(seconds * NsPerSecond)) },
            ("slow" or "classes" or "clock", _) => throw Unknown(part),
            _ => model with { Noise = Noise(part) },
        };
    }

    private static TimeNoise Noise(string part)
    {
        try
        {
            return TimeNoise.Parse(part);
        }
        catch (FormatException)
        {
            throw Unknown(part);
        }
        catch (ArgumentOutOfRangeException e)
        {
            throw new FormatException($"'{part}': {e.Message.Split(" (Parameter")[0]}", e);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or InvalidDataException)
        {
            throw new FormatException($"'{part}' cannot be read: {e.Message} Give a text file with a line a clock, 'seconds' or 'worker,seconds'.", e);
        }
    }

    private static double[]? Numbers(string text)
    {
        var numbers = new List<double>();
        foreach (string part in text.Split('/'))
        {
            if (!double.TryParse(part, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out double number) || !double.IsFinite(number))
                return null;
            numbers.Add(number);
        }

        return [.. numbers];
    }

    private static FormatException Unknown(string part) => new($"'{part}' is no part of a time model; write {Forms}.");
}
