namespace Redline.Engine.Queues;

/// <summary>Names of media types the engine itself knows; every other name is taken as it comes.</summary>
public static class MediaTypes
{
    /// <summary>Telephone calls: the media type of the source entity <c>telephony.queue.metrics</c>.</summary>
    public const string Voice = "voice";
}
