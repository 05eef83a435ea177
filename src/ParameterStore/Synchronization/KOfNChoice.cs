using System.Globalization;
using System.Text;

namespace ParameterStore;

/// <summary><see cref="SyncPolicy.KOfN(KOfNOptions)"/>.</summary>
internal sealed class KOfNChoice : SyncPolicy
{
    private readonly KOfNOptions _options;
    private readonly KOfNRule _rule;

    /// <exception cref="ArgumentException">An option is out of range.</exception>
    internal KOfNChoice(KOfNOptions options)
    {
        _rule = options.ToRule();

        // Of its own: the caller may go on changing theirs.
        _options = new()
        {
            Needed = options.Needed,
            Workers = options.Workers,
            Share = options.Share,
            Late = options.Late,
            LagWeights = options.Late == LatePushes.Cache ? [.. options.LagWeights] : options.LagWeights,
            CurvatureRatio = options.CurvatureRatio,
        };
    }

    internal static PolicyForm Form { get; } = new(
        "kofn",
        $"kofn:K/N[,cache|drop|abortlate] (K of N workers, 1 to {KOfNOptions.WorkersLimit}, or a share like 0.8 of those active; after cache the weights of late pushes, 1,0.25,…)",
        Read);

    internal KOfNRule Rule => _rule;

    public override IReadOnlyList<string> Warnings => _options.Warnings;

    public override ISyncPolicy Create() => new KOfNPolicy(_rule);

    public override string ToString()
    {
        FreshQuota quota = _rule.Quota;
        var text = new StringBuilder("kofn:");
        if (quota.Millionths > 0)
            text.Append(CultureInfo.InvariantCulture, $"{quota.Millionths / (decimal)FreshQuota.Whole:0.######}");
        else
            text.Append(CultureInfo.InvariantCulture, $"{quota.Needed}/{quota.Workers}");
        text.Append(',').Append(NameOf(_rule.Late));
        if (_rule.Late == LatePushes.Cache && !_rule.Weights.SequenceEqual(KOfNOptions.DefaultLagWeights))
            foreach (float weight in _rule.Weights)
                text.Append(',').Append(PolicyForm.TextOf(weight));
        return text.ToString();
    }

    private static string NameOf(LatePushes late) => late switch
    {
        LatePushes.Cache => "cache",
        LatePushes.Drop => "drop",
        _ => "abortlate",
    };

    private static SyncPolicy? Read(string[] arguments)
    {
        var options = new KOfNOptions();
        if (arguments.Length > 0 && !ReadQuota(arguments[0], options))
            return null;
        if (arguments.Length > 1)
        {
            int late = Array.IndexOf([.. Enum.GetValues<LatePushes>().Select(NameOf)], arguments[1]);
            if (late < 0)
                return null;
            options.Late = (LatePushes)late;
        }

        return arguments.Length <= 2 || (options.Late == LatePushes.Cache && ReadWeights(arguments[2..], options)) ? new KOfNChoice(options) : null;
    }

    private static bool ReadQuota(string text, KOfNOptions options)
    {
        string[] parts = text.Split('/');
        if (parts.Length == 1 && PolicyForm.Number(text, KOfNOptions.Smallest, 1) is { } share)
        {
            options.Share = share;
            return true;
        }

        if (parts.Length != 2 || PolicyForm.Whole(parts[1], 1, KOfNOptions.WorkersLimit) is not { } workers || PolicyForm.Whole(parts[0], 1, workers) is not { } needed)
            return false;
        (options.Needed, options.Workers) = (needed, workers);
        return true;
    }

    private static bool ReadWeights(string[] texts, KOfNOptions options)
    {
        double?[] weights = [.. texts.Select(text => PolicyForm.Number(text, 0, 1))];
        if (weights.Length > KOfNOptions.LagLimit + 1 || weights.Any(weight => weight is null or (> 0 and < KOfNOptions.Smallest)) || weights[0] == 0)
            return false;
        options.LagWeights = [.. weights.Select(weight => (float)weight!.Value)];
        return true;
    }
}
