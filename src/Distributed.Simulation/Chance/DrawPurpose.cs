namespace Distributed.Simulation;

/// <summary>What a draw is for. Draws of different purposes are unrelated; the numbers are part of what a seed means.</summary>
internal enum DrawPurpose
{
    Batch = 1,
    Noise = 2,
    Slow = 3,
    Phase = 4,
    EventDelay = 5,
    DecisionDelay = 6,
    Crash = 7,
    Message = 8,
    Trace = 9,
    Data = 10,
    Start = 11,
    Code = 12,
}
