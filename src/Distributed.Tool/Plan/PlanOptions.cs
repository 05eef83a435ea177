namespace Distributed.Tool;

/// <summary>What <c>plan</c> was asked for.</summary>
/// <param name="Input">The training and its machines.</param>
/// <param name="Json">The file to write to; null: none.</param>
internal sealed record PlanOptions(PlanInput Input, string? Json);
