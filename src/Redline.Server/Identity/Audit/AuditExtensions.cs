using Redline.Delivery.Journal;
using Redline.Server.Http;

namespace Redline.Server.Identity.Audit;

/// <summary>For features that change something elsewhere and say here who did it.</summary>
internal static partial class AuditExtensions
{
    /// <summary>
    /// Says in the audit log what the caller of a request did; nothing in a server that has none. What was done is
    /// committed already and is not undone: an entry that cannot be written is told to the log.
    /// </summary>
    public static async Task AuditAsync(this HttpContext http, string action, string target)
    {
        if (http.RequestServices.GetService<AuditLog>() is not { } log) return;
        try
        {
            // Not for as long as the caller waits: it was done.
            var entry = new NewAuditEntry(http.Caller().SubjectId, action, target, null, http.TraceIdentifier);
            await log.RecordAsync(entry, CancellationToken.None);
        }
        catch (Exception e) when (e is JournalWriteException or ObjectDisposedException)
        {
            var logger = http.RequestServices.GetRequiredService<ILogger<AuditLog>>();
            LogMissing(logger, action, target, http.Caller().SubjectId, e);
        }
    }

    [LoggerMessage(EventId = 300, Level = LogLevel.Error, Message = "The audit log lacks {Action} of {Target} by {Subject}: it could not be written")]
    private static partial void LogMissing(ILogger logger, string action, string target, string subject, Exception reason);
}
