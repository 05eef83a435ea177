using System.Globalization;
using ParameterStore;

/// <summary>
/// The policies that suites over all policies run: at least one of every kind. A new one is one line here; a test holds that no kind is missing.
/// </summary>
internal static class KnownPolicies
{
    private const int NoBound = int.MaxValue;

    // {0} is a number of milliseconds, about a tenth of a clock. Cached pushes weigh as much as fresh ones, so that a block is in the model once or not at all.
    private static readonly (string Text, int Bound)[] _all =
    [
        ("bsp", 0),
        ("ssp:0", 0),
        ("ssp:2", 2),
        ("essp:2", 2),
        ("asp", NoBound),
        ("naive:{0}", NoBound),
        ("elasticbsp:3", NoBound),
        ("dssp:1,2", 3),
        ("autostaleness:4,4", 4),
        ("specsync", NoBound),
        ("specsync:paper,ssp:2", 2),
        ("specsync:{0}/0", NoBound),
        ("specsync:{0}/0.1,ssp:1", 1),
        ("kofn:0.6,cache,1,1,1", NoBound),
        ("kofn:0.6,drop", NoBound),
        ("kofn:0.6,abortlate", NoBound),
    ];

    /// <summary>How many there are.</summary>
    internal static int Count => _all.Length;

    /// <summary>All, for clocks that take about so long.</summary>
    internal static IReadOnlyList<string> Texts(double clockMs) => [.. _all.Select(policy => TextOf(policy.Text, clockMs))];

    /// <summary>All, as the data of a theory.</summary>
    internal static TheoryData<string> All(double clockMs) => [.. Texts(clockMs)];

    /// <summary>Those with a bound, and how many clocks ahead of the slowest it lets workers go.</summary>
    internal static TheoryData<string, int> Bounded(double clockMs)
    {
        var data = new TheoryData<string, int>();
        foreach ((string text, int bound) in _all.Where(policy => policy.Bound != NoBound))
            data.Add(TextOf(text, clockMs), bound);
        return data;
    }

    /// <summary>Whether a policy may discard blocks or skip them, so that a model may lack some.</summary>
    internal static bool MayDiscard(string policy) => SyncPolicy.Parse(policy).Create().Traits.Weights;

    private static string TextOf(string text, double clockMs) => string.Format(CultureInfo.InvariantCulture, text, clockMs / 10);
}
