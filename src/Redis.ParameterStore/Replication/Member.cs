using ParameterStore;

namespace Redis.ParameterStore;

/// <summary>A process that takes part.</summary>
/// <param name="Number">Drawn at random, 1 … 2³¹ − 1; a process that comes back draws another.</param>
/// <param name="Who">Machine, process and how many workers it brings, for people: <see cref="MemberEntered"/>.</param>
/// <param name="Workers">How many workers it brings.</param>
/// <param name="IsLive">It neither left nor was buried.</param>
/// <param name="Seats">The workers that it brought and that are still in the job.</param>
internal sealed record Member(int Number, string Who, int Workers, bool IsLive, IReadOnlyList<WorkerId> Seats);
