using System.Diagnostics;

namespace Distributed.Tool.Tests;

/// <summary>A browser without a window.</summary>
internal static class Chromium
{
    private static readonly string[] _names = ["chromium", "chromium-browser", "google-chrome", "google-chrome-stable"];

    /// <summary>Its program; null: there is none on the path.</summary>
    internal static string? Program { get; } = (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator)
        .SelectMany(folder => _names.Select(name => Path.Combine(folder, name)))
        .FirstOrDefault(File.Exists);

    /// <summary>The page after its scripts ran.</summary>
    /// <param name="page">The HTML file.</param>
    /// <param name="profile">An empty folder for what the browser keeps.</param>
    /// <param name="width">Of the window, in pixels.</param>
    internal static async Task<string> DomAsync(string page, string profile, int width = 1200)
    {
        ProcessStartInfo start = new(Program!)
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            ArgumentList =
            {
                // no-sandbox: build servers run as root; the page is our own
                "--headless", "--no-sandbox", "--disable-gpu", "--disable-dev-shm-usage", "--disable-background-networking", "--no-first-run",
                $"--user-data-dir={profile}", $"--window-size={width},900", "--virtual-time-budget=3000", "--dump-dom", new Uri(page).AbsoluteUri + "#check",
            },
        };
        using Process browser = Process.Start(start)!;
        using var deadline = new CancellationTokenSource(Deadline.Hang);
        try
        {
            Task<string> errors = browser.StandardError.ReadToEndAsync(deadline.Token);
            string dom = await browser.StandardOutput.ReadToEndAsync(deadline.Token);
            await browser.WaitForExitAsync(deadline.Token);
            return dom.Length > 0 ? dom : throw new InvalidOperationException($"{Program} showed nothing: {await errors}");
        }
        finally
        {
            if (!browser.HasExited)
                browser.Kill(entireProcessTree: true);
        }
    }
}
