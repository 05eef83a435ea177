namespace Distributed.Learning;

/// <summary>One observed entry of a rating matrix, as it was read.</summary>
/// <param name="User">The user's id, from 0.</param>
/// <param name="Item">The item's id, from 0.</param>
/// <param name="Value">The rating; finite.</param>
public readonly record struct Rating(int User, int Item, float Value);
