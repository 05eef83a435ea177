namespace Distributed.Learning;

/// <summary>An axis of a rating matrix whose ratings lie in several processes.</summary>
/// <param name="Name">What the axis is called, for messages: its column.</param>
/// <param name="Keys">How many ids there are, seen or not; the same in all processes.</param>
public readonly record struct LocalAxis(string Name, int Keys);
