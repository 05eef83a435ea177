using System.Runtime.InteropServices;
using Microsoft.ML;
using Microsoft.ML.Data;

namespace Benchmarks;

/// <summary>A view of examples in a file: Label, of which those above 0 are true or which are numbers, and Features. Gives as many cursors as are asked for.</summary>
internal sealed class ExampleFileView : IDataView
{
    public const string Label = "Label", Features = "Features";

    private const int BatchRows = 256;

    private readonly ExampleFile _file;

    public ExampleFileView(ExampleFile file, bool hasClasses)
    {
        _file = file;
        DataViewSchema.Builder schema = new();
        schema.AddColumn(Label, hasClasses ? BooleanDataViewType.Instance : NumberDataViewType.Single);
        schema.AddColumn(Features, new VectorDataViewType(NumberDataViewType.Single, file.Features));
        Schema = schema.ToSchema();
    }

    public bool CanShuffle => false;

    public DataViewSchema Schema { get; }

    public long? GetRowCount() => _file.Rows;

    public DataViewRowCursor GetRowCursor(IEnumerable<DataViewSchema.Column> columnsNeeded, Random? rand = null) => new Cursor(this, 0, 1);

    public DataViewRowCursor[] GetRowCursorSet(IEnumerable<DataViewSchema.Column> columnsNeeded, int n, Random? rand = null) =>
        [.. Enumerable.Range(0, Math.Max(1, n)).Select(cursor => new Cursor(this, cursor, Math.Max(1, n)))];

    /// <summary>Batches are dealt out in turn.</summary>
    private sealed class Cursor(ExampleFileView view, int first, int step) : DataViewRowCursor
    {
        private readonly ExampleFile _file = view._file;
        private readonly FileStream _stream = new(view._file.Path, FileMode.Open, FileAccess.Read, FileShare.Read, bufferSize: 0);
        private readonly byte[] _buffer = new byte[BatchRows * view._file.RowBytes];
        private long _position = -1;
        private int _row = (first * BatchRows) - 1;

        public override long Position => _position;

        public override long Batch => _row / BatchRows;

        public override DataViewSchema Schema => view.Schema;

        private ReadOnlySpan<byte> Row => _buffer.AsSpan(_row % BatchRows * _file.RowBytes, _file.RowBytes);

        public override bool MoveNext()
        {
            _row++;
            if (_row % BatchRows == 0 && !ReadBatch())
                return false;
            if (_row >= _file.Rows)
                return false;
            _position++;
            return true;
        }

        public override bool IsColumnActive(DataViewSchema.Column column) => true;

        public override ValueGetter<DataViewRowId> GetIdGetter() => (ref DataViewRowId id) => id = new((ulong)_row, 0);

        public override ValueGetter<TValue> GetGetter<TValue>(DataViewSchema.Column column) => (ValueGetter<TValue>)(Delegate)(
            column.Name == Features ? (ValueGetter<VBuffer<float>>)GetFeatures
            : typeof(TValue) == typeof(bool) ? (ValueGetter<bool>)((ref bool value) => value = ReadLabel() > 0)
            : (ValueGetter<float>)((ref float value) => value = ReadLabel()));

        protected override void Dispose(bool disposing)
        {
            if (disposing)
                _stream.Dispose();
            base.Dispose(disposing);
        }

        private bool ReadBatch()
        {
            if (_row > first * BatchRows)
                _row += (step - 1) * BatchRows;
            if (_row >= _file.Rows)
                return false;
            _stream.Position = (long)_row * _file.RowBytes;
            _stream.ReadAtLeast(_buffer, Math.Min(BatchRows, _file.Rows - _row) * _file.RowBytes);
            return true;
        }

        private float ReadLabel() => MemoryMarshal.Read<float>(Row);

        private void GetFeatures(ref VBuffer<float> to)
        {
            VBufferEditor<float> editor = VBufferEditor.Create(ref to, _file.Features, _file.Used);
            ReadOnlySpan<byte> features = Row[sizeof(float)..];
            if (!_file.IsDense)
            {
                MemoryMarshal.Cast<byte, int>(features[..(_file.Used * sizeof(int))]).CopyTo(editor.Indices);
                features = features[(_file.Used * sizeof(int))..];
            }

            MemoryMarshal.Cast<byte, float>(features).CopyTo(editor.Values);
            to = editor.Commit();
        }
    }
}
