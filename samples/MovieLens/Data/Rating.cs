namespace MovieLens;

/// <summary>One rating, as an ML.NET row: its properties are the columns.</summary>
public sealed class Rating
{
    /// <summary>The data set's own number of the user.</summary>
    public int User { get; set; }

    /// <summary>The data set's own number of the film.</summary>
    public int Movie { get; set; }

    /// <summary>The value to predict.</summary>
    public float Stars { get; set; }
}
