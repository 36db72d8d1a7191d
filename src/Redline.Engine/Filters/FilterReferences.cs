namespace Redline.Engine.Filters;

/// <summary>
/// What filter expressions refer to by name: queue sets and parameters, as of one moment. Immutable, so any thread may
/// read it; what changes is another instance.
/// </summary>
public abstract class FilterReferences
{
    /// <summary>No queue set and no parameter.</summary>
    public static readonly FilterReferences None = new NoReferences();

    private protected FilterReferences()
    {
    }

    /// <summary>Whether there is a queue set of that id.</summary>
    public abstract bool HasQueueSet(string id);

    /// <summary>Whether there is a parameter of that name.</summary>
    public abstract bool HasParameter(string name);

    /// <summary>The ids a queue set lists; none where there is no such set.</summary>
    public abstract IReadOnlyCollection<string> ListedIn(string queueSetId);

    /// <summary>The ids a queue set lists, if nothing else is in it; null: something else may be, or there is no such set.</summary>
    internal abstract IReadOnlyCollection<string>? OnlyListedIn(string queueSetId);

    /// <summary>Whether a queue is in a set; unknown where that depends on what is not known of it, or there is no such set.</summary>
    internal abstract Truth IsIn(string queueSetId, QueueIdentity queue);

    /// <summary>What a parameter is for a queue; null: it has no value for it.</summary>
    internal abstract double? ValueOf(string parameter, QueueIdentity queue);

    private sealed class NoReferences : FilterReferences
    {
        public override bool HasQueueSet(string id) => false;

        public override bool HasParameter(string name) => false;

        public override IReadOnlyCollection<string> ListedIn(string queueSetId) => [];

        internal override IReadOnlyCollection<string>? OnlyListedIn(string queueSetId) => null;

        internal override Truth IsIn(string queueSetId, QueueIdentity queue) => Truth.Unknown;

        internal override double? ValueOf(string parameter, QueueIdentity queue) => null;
    }
}
