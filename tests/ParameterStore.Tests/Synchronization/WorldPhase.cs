namespace ParameterStore.Tests;

internal enum WorldPhase
{
    Never,
    Lost,
    Finished,
    Idle,
    Ready,
    Released,
    Pulled,
}
