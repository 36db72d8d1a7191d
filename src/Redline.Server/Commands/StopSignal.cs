using System.Runtime.InteropServices;

namespace Redline.Server.Commands;

/// <summary>Waits until the process is asked to stop: Ctrl+C, SIGTERM, or whoever runs the command.</summary>
internal static class StopSignal
{
    public static async Task WaitAsync(CancellationToken cancel)
    {
        var stopped = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        using var byCommandLine = cancel.Register(() => stopped.TrySetResult());
        using var byTerminate = PosixSignalRegistration.Create(PosixSignal.SIGTERM, Stop);
        using var byInterrupt = PosixSignalRegistration.Create(PosixSignal.SIGINT, Stop);
        await stopped.Task;

        void Stop(PosixSignalContext context)
        {
            context.Cancel = true;
            stopped.TrySetResult();
        }
    }
}
