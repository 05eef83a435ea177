namespace ParameterStore;

/// <summary>The order in which attempts are saved.</summary>
internal sealed class AttemptOrder : IComparer<AttemptId>
{
    public static AttemptOrder Instance { get; } = new();

    public int Compare(AttemptId x, AttemptId y) => Key(x).CompareTo(Key(y));

    private static (int Seat, int Incarnation, int Clock, int Try) Key(AttemptId attempt) =>
        (attempt.Worker.Seat, attempt.Worker.Incarnation, attempt.Clock, attempt.Try);
}
