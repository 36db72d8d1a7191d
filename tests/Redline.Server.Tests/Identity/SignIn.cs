using System.Text.Json;
using Redline.Server.Identity.Tokens;

namespace Redline.Server.Tests.Identity;

/// <summary>Signs in as a page does.</summary>
internal static class SignIn
{
    /// <summary>A token for a code.</summary>
    public static async Task<string> TokenAsync(Uri server, string code)
    {
        using var client = new HttpClient { BaseAddress = server };
        using var form = new FormUrlEncodedContent(
            [KeyValuePair.Create("grant_type", TokenEndpoint.SignInCodeGrant), KeyValuePair.Create("code", code)]);
        using var answer = await client.PostAsync("/oauth/token", form).InTime();
        answer.EnsureSuccessStatusCode();
        return JsonElement.Parse(await answer.Content.ReadAsByteArrayAsync()).Text("access_token");
    }
}
