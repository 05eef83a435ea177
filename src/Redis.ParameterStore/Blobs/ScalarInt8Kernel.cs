namespace Redis.ParameterStore;

/// <summary>What <see cref="Int8Kernel"/> computes, one value at a time: its reference, and its last values of a row.</summary>
internal static class ScalarInt8Kernel
{
    /// <summary>The largest magnitude of the sums; not finite if one of them is not.</summary>
    internal static float LargestSum(ReadOnlySpan<float> values, ReadOnlySpan<float> lost)
    {
        int largest = 0;
        for (int i = 0; i < values.Length; i++)
            largest = Math.Max(largest, BitConverter.SingleToInt32Bits(values[i] + lost[i]) & int.MaxValue);
        return BitConverter.Int32BitsToSingle(largest);
    }

    /// <summary>Codes the sums, and replaces what was lost before by what is lost now.</summary>
    internal static void Encode(ReadOnlySpan<float> values, Span<float> lost, Int8Scale scale, Span<sbyte> codes)
    {
        for (int i = 0; i < values.Length; i++)
        {
            float sum = values[i] + lost[i];
            float rounded = (sum * scale.Inverse) + Int8Scale.Rounder;
            codes[i] = (sbyte)BitConverter.SingleToInt32Bits(rounded);
            lost[i] = sum - ((rounded - Int8Scale.Rounder) * scale.Value);
        }
    }

    /// <summary>row += weight × (scale × code), rounded after every operation.</summary>
    internal static void Fold(Span<float> row, ReadOnlySpan<sbyte> codes, float scale, float weight)
    {
        for (int i = 0; i < row.Length; i++)
            row[i] += weight * (scale * codes[i]);
    }
}
