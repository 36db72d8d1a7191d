namespace Redline.GenesysCloud.Tests;

public sealed class GenesysConnectorOptionsTests
{
    [Fact]
    public void Validate_WhenNothingIsSet_FindsNothing() => Assert.Empty(new GenesysConnectorOptions().Validate());

    [Fact]
    public void Validate_WhenSeveralAreWrong_NamesEach()
    {
        var errors = new GenesysConnectorOptions
        {
            ReconcileInterval = TimeSpan.FromSeconds(5),
            MaxChannels = 20,
            TopicsPerChannel = 1_001,
            DeadAfter = TimeSpan.FromSeconds(40),
            TokenRenewal = 1,
        }.Validate();
        Assert.Equal(["ReconcileInterval", "MaxChannels", "TopicsPerChannel", "DeadAfter", "TokenRenewal"], errors.Select(e => e.Split(' ')[0]));
    }

    [Fact]
    public void Connection_PrintsNoSecret()
    {
        var connection = new GenesysConnection("main", new("https://login.test/"), new("https://api.test/"), "id", () => "sesame");
        Assert.Equal("main at https://api.test/", connection.ToString());
        Assert.Equal((new Uri("https://login.mypurecloud.de/"), new Uri("https://api.mypurecloud.de/")), GenesysConnection.AddressesOf("mypurecloud.de"));
    }
}
