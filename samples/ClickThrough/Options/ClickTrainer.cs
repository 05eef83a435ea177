namespace ClickThrough;

/// <summary>Which of the two trainers of logistic regression learns.</summary>
internal enum ClickTrainer
{
    /// <summary>Gradients of small batches, under any policy.</summary>
    Gradients,

    /// <summary>Dual coordinate ascent, in step, until it is certain to be near the optimum, or for as many epochs as it may take.</summary>
    Sdca,
}
