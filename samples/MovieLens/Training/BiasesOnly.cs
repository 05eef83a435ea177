namespace MovieLens;

/// <summary>
/// What one can say without factors: the mean, plus how generous the user is, plus how good the film is. Ridge regression, solved by turns
/// until nothing moves; each strength of regularization is chosen on a part of the training ratings. A factorization must beat this.
/// </summary>
internal sealed class BiasesOnly
{
    private const int SweepsLimit = 200;
    private const double Tolerance = 1e-6, TuningTolerance = 1e-3;
    private const ulong ValidationSalt = 0x76616c6964617465; // another split than any test's

    private static readonly double[] _lambdas = [0.5, 1, 2, 3, 4, 6, 8, 12, 16, 24];

    private readonly Dictionary<int, double> _users;
    private readonly Dictionary<int, double> _movies;
    private readonly double _mean;

    private BiasesOnly(Table data, double mean, double[] users, double[] movies)
    {
        _mean = mean;
        _users = data.UserIds.Select((id, i) => (id, users[i])).ToDictionary();
        _movies = data.MovieIds.Select((id, i) => (id, movies[i])).ToDictionary();
    }

    /// <summary>Chooses the regularization on a tenth of the training ratings, then fits all of them.</summary>
    public static BiasesOnly Fit(IReadOnlyList<Rating> train)
    {
        (List<Rating> fit, List<Rating> validation) = Split.Apply(train, ValidationSalt);
        Table table = new(fit.Count > 0 ? fit : train);
        double users = 4, movies = 4;
        if (fit.Count > 0 && validation.Count > 0)
        {
            movies = _lambdas.MinBy(lambda => Solve(table, users, lambda, TuningTolerance).Rmse(validation));
            users = _lambdas.MinBy(lambda => Solve(table, lambda, movies, TuningTolerance).Rmse(validation));
            movies = _lambdas.MinBy(lambda => Solve(table, users, lambda, TuningTolerance).Rmse(validation));
        }

        return Solve(new Table(train), users, movies, Tolerance);
    }

    /// <summary>A user or a film that was not in training has no bias.</summary>
    public double Predict(Rating rating) => _mean + _users.GetValueOrDefault(rating.User) + _movies.GetValueOrDefault(rating.Movie);

    public double Rmse(IReadOnlyList<Rating> ratings) =>
        Math.Sqrt(ratings.Sum(r => Math.Pow(r.Stars - Predict(r), 2)) / ratings.Count);

    private static BiasesOnly Solve(Table data, double userLambda, double movieLambda, double tolerance)
    {
        double[] users = new double[data.UserIds.Count], movies = new double[data.MovieIds.Count];
        double mean = data.Stars.Average();
        for (int sweep = 0; sweep < SweepsLimit; sweep++)
        {
            double moved = Turn(data, mean, data.Movie, movies, data.User, users, movieLambda);
            moved = Math.Max(moved, Turn(data, mean, data.User, users, data.Movie, movies, userLambda));
            if (moved < tolerance)
                break;
        }

        return new(data, mean, users, movies);
    }

    // The exact best biases of one side while the other side stands still; returns the largest move.
    private static double Turn(Table data, double mean, int[] side, double[] biases, int[] otherSide, double[] others, double lambda)
    {
        double[] sums = new double[biases.Length];
        int[] counts = new int[biases.Length];
        for (int i = 0; i < data.Stars.Length; i++)
        {
            sums[side[i]] += data.Stars[i] - mean - others[otherSide[i]];
            counts[side[i]]++;
        }

        double moved = 0;
        for (int i = 0; i < biases.Length; i++)
        {
            double bias = sums[i] / (counts[i] + lambda);
            moved = Math.Max(moved, Math.Abs(bias - biases[i]));
            biases[i] = bias;
        }

        return moved;
    }

    /// <summary>Ratings in columns, users and films numbered from 0.</summary>
    private sealed class Table
    {
        public Table(IReadOnlyList<Rating> ratings)
        {
            Stars = [.. ratings.Select(r => (double)r.Stars)];
            User = Number(ratings.Select(r => r.User), UserIds);
            Movie = Number(ratings.Select(r => r.Movie), MovieIds);
        }

        public double[] Stars { get; }

        public int[] User { get; }

        public int[] Movie { get; }

        public List<int> UserIds { get; } = [];

        public List<int> MovieIds { get; } = [];

        private static int[] Number(IEnumerable<int> ids, List<int> known)
        {
            Dictionary<int, int> numbers = [];
            return [.. ids.Select(id =>
            {
                if (!numbers.TryGetValue(id, out int number))
                {
                    numbers[id] = number = known.Count;
                    known.Add(id);
                }

                return number;
            })];
        }
    }
}
