namespace Distributed.Tool;

/// <summary>A column of a <see cref="ResultTable"/>.</summary>
/// <param name="Name">What stands above it.</param>
/// <param name="IsText">Whether it is set to the left, as words are; numbers are set to the right.</param>
internal sealed record ResultColumn(string Name, bool IsText = false);
