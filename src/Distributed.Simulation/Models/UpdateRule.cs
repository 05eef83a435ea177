using System.Globalization;
using ParameterStore;

namespace Distributed.Simulation;

/// <summary>
/// How the store of a virtual cluster takes a push: a <see cref="Fold"/> whose numbers may follow from the run (workers, learning rate, policy). In text:
/// <c>add</c>, <c>momentum:0.9</c>, <c>momentum:auto</c>, <c>staleness-aware</c>, <c>dc:0.04</c>, <c>dc:adaptive</c>, and each of the others with
/// <c>+staleness-aware</c> behind it.
/// </summary>
public sealed class UpdateRule
{
    /// <summary>What <c>momentum:auto</c> aims at.</summary>
    public const double UsualMomentum = 0.9;

    /// <summary>λ of the delay compensation's paper.</summary>
    public const double UsualLambda = 0.04;

    /// <summary>λ₀ of its adaptive form.</summary>
    public const double UsualAdaptiveLambda = 2;

    private const string ByLag = "staleness-aware", Adaptive = "adaptive", Auto = "auto", Negative = "negative";

    private readonly string _text;
    private readonly Func<RunOfRule, Fold> _fold;

    private UpdateRule(string text, Func<RunOfRule, Fold> fold) => (_text, _fold) = (text, fold);

    /// <summary>The forms that <see cref="Parse"/> reads.</summary>
    public static string Forms => $"add, momentum:MU, momentum:{Auto}[/TARGET[/{Negative}]], {ByLag}, dc[:LAMBDA], dc:{Adaptive}[/LAMBDA], or one of them with +{ByLag}";

    /// <summary>Pushes are added.</summary>
    public static UpdateRule Add { get; } = new("add", _ => Fold.Add);

    /// <summary>Pushes are divided by their lag (<see cref="Fold.StalenessAware"/>).</summary>
    public static UpdateRule StalenessAware { get; } = new(ByLag, _ => Fold.StalenessAware());

    /// <summary>Momentum, an attempt at a time (<see cref="Fold.Momentum"/>).</summary>
    /// <param name="mu">Over −1 and under 1.</param>
    /// <exception cref="ArgumentOutOfRangeException">μ is out of its range.</exception>
    public static UpdateRule Momentum(double mu)
    {
        var fold = Fold.Momentum((float)mu);
        return new(string.Create(CultureInfo.InvariantCulture, $"momentum:{mu}"), _ => fold);
    }

    /// <summary>
    /// The momentum that asynchrony lacks: target − (1 − 1/M) for M workers that commit their own pushes, since their asynchrony brings 1 − 1/M by itself
    /// (Mitliagkas et al., "Asynchrony begets momentum", Allerton 2016); the target itself under policies that decide on whole steps, which bring none.
    /// </summary>
    /// <param name="target">What both are to come to together; 0 or more, under 1.</param>
    /// <param name="mayBeNegative">Whether a momentum under 0 takes some of asynchrony's away; otherwise it is 0 where there is too much.</param>
    /// <exception cref="ArgumentOutOfRangeException">The target is out of its range.</exception>
    public static UpdateRule CompensatedMomentum(double target = UsualMomentum, bool mayBeNegative = false)
    {
        if (!(target >= 0 && target < 1))
            throw new ArgumentOutOfRangeException(nameof(target), target, $"The momentum aimed at is 0 or more and under 1, but is {target}.");
        string text = string.Create(CultureInfo.InvariantCulture, $"momentum:{Auto}{(target == UsualMomentum && !mayBeNegative ? "" : $"/{target}")}{(mayBeNegative ? $"/{Negative}" : "")}");
        return new(text, run =>
        {
            double lacking = target - (run.IsAsynchronous ? 1 - (1.0 / run.Workers) : 0);
            return Fold.Momentum((float)(mayBeNegative ? lacking : Math.Max(0, lacking)));
        });
    }

    /// <summary>Delay compensation (<see cref="Fold.DelayCompensated"/>) at the run's learning rate.</summary>
    /// <param name="lambda">0 or more.</param>
    /// <exception cref="ArgumentOutOfRangeException">λ is out of its range.</exception>
    public static UpdateRule DelayCompensated(double lambda = UsualLambda)
    {
        Fold.DelayCompensated((float)lambda, 1);
        return new(string.Create(CultureInfo.InvariantCulture, $"dc:{lambda}"), run => Fold.DelayCompensated((float)lambda, (float)run.Step));
    }

    /// <summary>Adaptive delay compensation (<see cref="Fold.AdaptiveDelayCompensated"/>) at the run's learning rate.</summary>
    /// <param name="lambda">0 or more.</param>
    /// <exception cref="ArgumentOutOfRangeException">λ₀ is out of its range.</exception>
    public static UpdateRule AdaptiveDelayCompensated(double lambda = UsualAdaptiveLambda)
    {
        Fold.AdaptiveDelayCompensated((float)lambda, 1);
        string text = string.Create(CultureInfo.InvariantCulture, $"dc:{Adaptive}{(lambda == UsualAdaptiveLambda ? "" : $"/{lambda}")}");
        return new(text, run => Fold.AdaptiveDelayCompensated((float)lambda, (float)run.Step));
    }

    /// <summary>This rule with pushes divided by their lag.</summary>
    /// <exception cref="ArgumentException">They are already.</exception>
    public UpdateRule DividedByLag() => _text.EndsWith(ByLag, StringComparison.Ordinal)
        ? throw new ArgumentException($"The update {_text} divides by the lag already; say it once.")
        : new($"{_text}+{ByLag}", run => Fold.StalenessAware(_fold(run)));

    /// <summary>Reads a rule.</summary>
    /// <exception cref="FormatException">It is none, or a number is out of its range.</exception>
    public static UpdateRule Parse(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        const string Suffix = "+" + ByLag;
        try
        {
            return text.EndsWith(Suffix, StringComparison.Ordinal) ? Parse(text[..^Suffix.Length]).DividedByLag() : Read(text.Split(':', '/'));
        }
        catch (ArgumentException e)
        {
            throw new FormatException($"'{text}': {e.Message.Split(" (Parameter")[0]}", e);
        }

        UpdateRule Read(string[] parts) => parts switch
        {
            ["add"] => Add,
            [ByLag] => StalenessAware,
            ["momentum", Auto] => CompensatedMomentum(),
            ["momentum", Auto, var target] => CompensatedMomentum(Number(target)),
            ["momentum", Auto, var target, Negative] => CompensatedMomentum(Number(target), mayBeNegative: true),
            ["momentum", var mu] => Momentum(Number(mu)),
            ["dc"] => DelayCompensated(),
            ["dc", Adaptive] => AdaptiveDelayCompensated(),
            ["dc", Adaptive, var lambda] => AdaptiveDelayCompensated(Number(lambda)),
            ["dc", var lambda] => DelayCompensated(Number(lambda)),
            _ => throw Unknown(),
        };

        double Number(string part) => double.TryParse(part, NumberStyles.AllowDecimalPoint | NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out double number) ? number : throw Unknown();
        FormatException Unknown() => new($"'{text}' is no update; write {Forms}.");
    }

    /// <summary>The text form.</summary>
    public override string ToString() => _text;

    /// <summary>The fold for a run.</summary>
    /// <exception cref="ArgumentException">The policy lets workers see their pushes before the store has folded them, which is right for addition only.</exception>
    internal Fold FoldFor(SimulationOptions options, SyncTraits traits)
    {
        Fold fold = _fold(new(options.Workers, options.Step, traits.Apply == ApplyMode.OnPush));
        if (traits.Eager && !fold.Equals(Fold.Add))
            throw new ArgumentException($"Under {options.Policy} workers of the virtual cluster add their own pushes to what they were sent, which is right for the update {Add} only, not for {_text}; take another policy or update.", nameof(options));
        return fold;
    }

    private readonly record struct RunOfRule(int Workers, double Step, bool IsAsynchronous);
}
