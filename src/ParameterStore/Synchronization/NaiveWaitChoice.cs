using System.Globalization;

namespace ParameterStore;

/// <summary><see cref="SyncPolicy.NaiveWait"/>.</summary>
internal sealed class NaiveWaitChoice(double delayMs) : SyncPolicy
{
    /// <summary>An hour: no clock is so long that holding it back for longer could pay.</summary>
    internal const double DelayMsMax = 3_600_000;

    private readonly long _delay = Nanoseconds.OfMs(delayMs);

    internal static PolicyForm Form { get; } = new(
        "naive",
        $"naive:MS (milliseconds that every release but a worker's first is held back, 0 to {DelayMsMax})",
        arguments => arguments is [string number] && PolicyForm.Number(number, 0, DelayMsMax) is { } delay ? NaiveWait(delay) : null);

    public override ISyncPolicy Create() => new NaiveWaitPolicy(_delay);

    public override string ToString() => $"naive:{Nanoseconds.ToMs(_delay).ToString(CultureInfo.InvariantCulture)}";
}
