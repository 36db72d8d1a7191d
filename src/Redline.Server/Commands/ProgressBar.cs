using System.Globalization;

namespace Redline.Server.Commands;

/// <summary>A line that fills as a stretch of time is worked through; nothing when the output is not a terminal. One thread.</summary>
internal sealed class ProgressBar(TextWriter output, long from, long to)
{
    private const int Width = 40;

    private readonly bool _shown = !Console.IsErrorRedirected;
    private int _percent = -1;

    /// <summary>Shows how far it is, if that changed.</summary>
    public void Show(long reached)
    {
        var percent = to > from ? (int)Math.Clamp((reached - from) * 100 / (to - from), 0, 100) : 100;
        if (!_shown || percent == _percent) return;
        _percent = percent;
        var filled = percent * Width / 100;
        output.Write(string.Create(CultureInfo.InvariantCulture, $"\r[{new string('#', filled)}{new string('.', Width - filled)}] {percent,3}%"));
    }

    /// <summary>Fills the line and ends it.</summary>
    public void End()
    {
        Show(to);
        if (_shown) output.WriteLine();
    }
}
