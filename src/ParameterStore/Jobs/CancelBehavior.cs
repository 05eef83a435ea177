namespace ParameterStore;

/// <summary>What a cancelled training does.</summary>
public enum CancelBehavior
{
    /// <summary>Throws <see cref="OperationCanceledException"/>; there is no model.</summary>
    Throw,

    /// <summary>Returns the model as it stands.</summary>
    ReturnModelSoFar,
}
