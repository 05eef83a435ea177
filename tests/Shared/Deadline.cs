/// <summary>
/// How long tests wait for what must come. Only a net under what would hang otherwise, and so far more than a slow machine needs that has many other
/// things to do, or stands still for a while.
/// </summary>
internal static class Deadline
{
    internal const int Seconds = 180;

    internal static readonly TimeSpan Hang = TimeSpan.FromSeconds(Seconds);
}
