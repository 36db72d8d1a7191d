namespace Redline.Delivery.Tests;

/// <summary>Tests that measure the process itself: nothing runs beside them.</summary>
[CollectionDefinition(Name, DisableParallelization = true)]
public sealed class AloneCollection
{
    public const string Name = "alone";
}
