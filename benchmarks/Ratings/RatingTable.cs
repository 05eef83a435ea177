namespace Benchmarks;

/// <summary>Ratings in columns. Users and items count from 0.</summary>
internal sealed record RatingTable(string Name, int Users, int Items, int[] User, int[] Item, float[] Value)
{
    private const ulong TestSalt = 0, ValidationSalt = 1;

    public int Count => Value.Length;

    /// <summary>The values' standard deviation.</summary>
    public float Spread
    {
        get
        {
            double mean = Value.Average();
            return (float)Math.Sqrt(Value.Average(v => Math.Pow(v - mean, 2)));
        }
    }

    /// <summary>A tenth for testing, the rest for training; the hash of a pair decides.</summary>
    public (RatingTable Train, RatingTable Test) SplitTest() => Cut(TestSalt);

    /// <summary>A tenth of what is there for choosing options, the rest for fitting them.</summary>
    public (RatingTable Fit, RatingTable Validation) SplitValidation() => Cut(ValidationSalt);

    private (RatingTable Nine, RatingTable One) Cut(ulong salt)
    {
        List<int> nine = new(Count), one = new((Count / 8) + 1);
        for (int i = 0; i < Count; i++)
            (Hash.Mix((((ulong)User[i] << 32) | (uint)Item[i]) + (salt << 60)) % 10 == 0 ? one : nine).Add(i);
        return (Take(nine), Take(one));
    }

    private RatingTable Take(List<int> rows) =>
        this with { User = [.. rows.Select(i => User[i])], Item = [.. rows.Select(i => Item[i])], Value = [.. rows.Select(i => Value[i])] };
}
