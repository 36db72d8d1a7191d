namespace Redline.Server.Http;

/// <summary>A page of a list, in the shape integrators know from Genesys Cloud.</summary>
/// <param name="Entities">The items of this page.</param>
/// <param name="PageSize">How many a page has.</param>
/// <param name="PageNumber">Which page, from 1.</param>
/// <param name="Total">How many items there are on all pages.</param>
/// <param name="NextUri">The next page; null on the last.</param>
internal sealed record ApiPage<T>(IReadOnlyList<T> Entities, int PageSize, int PageNumber, long Total, string? NextUri);

/// <summary>Which page a caller asked for.</summary>
/// <param name="Number">From 1.</param>
/// <param name="Size">1 to 100.</param>
internal readonly record struct PageRequest(int Number, int Size)
{
    public const int MaxSize = 100;

    private const int DefaultSize = 25;
    private const int MaxNumber = 100_000;

    public int Skip => (Number - 1) * Size;

    /// <summary>Reads <c>pageNumber</c> and <c>pageSize</c>; mistakes are added to the problems.</summary>
    public static PageRequest Read(HttpRequest request, List<ApiErrorDetail> problems) => new(
        Whole(request, "pageNumber", 1, MaxNumber, problems), Whole(request, "pageSize", DefaultSize, MaxSize, problems));

    /// <summary>The page of a list that was cut to it already.</summary>
    public ApiPage<T> Of<T>(HttpRequest request, IReadOnlyList<T> entities, long total) =>
        new(entities, Size, Number, total, Skip + entities.Count < total ? NextUri(request) : null);

    private string NextUri(HttpRequest request)
    {
        var others = request.Query.Where(q => q.Key is not ("pageNumber" or "pageSize")).SelectMany(q => q.Value, (q, v) => (q.Key, v));
        var query = QueryString.Create([.. others.Select(q => KeyValuePair.Create(q.Key, q.v)),
            new("pageSize", $"{Size}"), new("pageNumber", $"{Number + 1}")]);
        return request.Path + query;
    }

    private static int Whole(HttpRequest request, string name, int otherwise, int max, List<ApiErrorDetail> problems)
    {
        if (!request.Query.TryGetValue(name, out var text)) return otherwise;
        if (int.TryParse(text, System.Globalization.CultureInfo.InvariantCulture, out var value) && value >= 1 && value <= max) return value;
        problems.Add(new("parameter.range", name, $"{name} is a whole number from 1 to {max}."));
        return otherwise;
    }
}
