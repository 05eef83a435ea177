namespace MovieLens;

/// <summary>Which ratings are for testing: a hash of the pair decides, so that every program and every order of lines makes the same split.</summary>
internal static class Split
{
    private const ulong TestPart = 10;

    /// <summary>Whether a rating is in the test set (about one in ten).</summary>
    public static bool IsTest(Rating rating, ulong salt) =>
        Mix((((ulong)(uint)rating.User << 32) | (uint)rating.Movie) ^ salt) % TestPart == 0;

    public static (List<Rating> Train, List<Rating> Test) Apply(IReadOnlyList<Rating> ratings, ulong salt)
    {
        List<Rating> train = new(ratings.Count), test = new((ratings.Count / (int)TestPart) + 1);
        foreach (Rating rating in ratings)
            (IsTest(rating, salt) ? test : train).Add(rating);
        return (train, test);
    }

    /// <summary>MurmurHash3's 64-bit finalizer (Appleby).</summary>
    public static ulong Mix(ulong h)
    {
        h ^= h >> 33;
        h *= 0xff51afd7ed558ccdUL;
        h ^= h >> 33;
        h *= 0xc4ceb9fe1a85ec53UL;
        return h ^ (h >> 33);
    }
}
