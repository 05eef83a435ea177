namespace Distributed.Tool.Tests;

public sealed class StripWindowTests
{
    [Fact]
    public void A_strip_shows_fifteen_clocks_of_the_first_workers()
    {
        GanttSpan[] spans = [.. Enumerable.Range(0, 100).SelectMany(clock => Enumerable.Range(0, 60).Select(worker => new GanttSpan(worker, clock * 10, (clock * 10) + 8, GanttKind.Compute)))];
        StripWindow window = StripWindow.Of([spans]);
        window.Should().Be(new StripWindow(15 * 8, StripWindow.SeatsMax));
        window.Shown(spans).Should().OnlyContain(span => span.ToNs <= 120 && span.Worker < 48).And.HaveCount(12 * 48);
    }

    [Fact]
    public void A_short_run_is_shown_whole() =>
        StripWindow.Of([[new(0, 0, 5, GanttKind.Compute)], [new(2, 0, 9, GanttKind.Wait)]]).Should().Be(new StripWindow(9, 3));
}
