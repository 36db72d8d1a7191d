namespace Redline.Server.Tests.Commands;

/// <summary>The output of a command that runs until it is stopped: says when it has announced itself.</summary>
internal sealed class AnnouncedWriter : StringWriter
{
    private readonly TaskCompletionSource<string> _announced = new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <summary>What was written when it was first flushed.</summary>
    public Task<string> Announced => _announced.Task;

    public override void Flush() => _announced.TrySetResult(ToString());
}
