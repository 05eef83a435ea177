namespace ParameterStore;

/// <summary>The validation loss after each epoch, as far as one was posted. The first one counts.</summary>
internal sealed class EpochMeasures(int epochs)
{
    private readonly double?[] _losses = new double?[epochs];

    /// <exception cref="ArgumentOutOfRangeException">The job has no such epoch.</exception>
    public double? this[int epoch] => _losses[Checked(epoch)];

    /// <summary>A loss was posted.</summary>
    /// <returns>The one that counts.</returns>
    /// <exception cref="ArgumentOutOfRangeException">The job has no such epoch.</exception>
    public double Post(int epoch, double loss) => _losses[Checked(epoch)] ??= loss;

    /// <summary>Writes the losses.</summary>
    public void Save(StateWriter to)
    {
        to.Write(_losses.Count(l => l is not null));
        for (int epoch = 0; epoch < _losses.Length; epoch++)
        {
            if (_losses[epoch] is not double loss)
                continue;
            to.Write(epoch);
            to.Write(loss);
        }
    }

    /// <summary>Takes what <see cref="Save"/> wrote.</summary>
    /// <exception cref="InvalidDataException">It is none.</exception>
    public void Load(ref StateReader from)
    {
        int epoch = -1;
        for (int left = from.ReadInt32("measures", 0, _losses.Length); left > 0; left--)
        {
            StateReader.Check(epoch < _losses.Length - 1, "there are more measures than epochs");
            epoch = from.ReadInt32("epoch", epoch + 1, _losses.Length - 1);
            _losses[epoch] = from.ReadDouble("measure");
        }
    }

    private int Checked(int epoch) => (uint)epoch < (uint)_losses.Length
        ? epoch
        : throw new ArgumentOutOfRangeException(nameof(epoch), epoch, $"The job has {_losses.Length} epochs, counted from 0.");
}
