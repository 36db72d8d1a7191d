using Redline.Delivery.Journal;
using Redline.Delivery.Organizations;
using Redline.Server.Desktop;
using Redline.Server.Health;
using Redline.Server.Identity;
using Redline.Server.Identity.Tokens;
using Redline.Server.Messages;
using Redline.Server.Organizations;
using Redline.Server.Queues;
using Redline.Server.Registrations;
using Redline.Server.Streams;

namespace Redline.Server.Demo;

/// <summary>What the demo serves, and to whom: the people of its links.</summary>
internal static class DemoHttp
{
    /// <summary>Builds the server on loopback; it listens when it is started.</summary>
    public static WebApplication Build(
        int port, OrganizationId organization, IJournal journal, EngineLoop loop, CommittedView view, DesktopParts desktops, SignInCodes codes,
        AccessTokens tokens, RegistrationStore registrations, RegistrationOptions registration, IPeople people, IOrganizationClock clock,
        TimeProvider wall, ILoggerProvider logs) => RedlineServer.Build(
            port, logs,
            services => desktops.AddTo(services)
                .AddSingleton(wall).AddSingleton(clock).AddSingleton(loop).AddSingleton(view)
                .AddSingleton(journal).AddSingleton(organization)
                .AddSingleton(registrations).AddSingleton(registration).AddSingleton(people)
                .AddSingleton<IMessageReach, RegisteredReach>()
                .AddSingleton(new StreamReceivers(() => registrations.LivePersons))
                .AddSingleton<ITokenGrants>(new DemoGrants(codes, tokens)).AddSingleton(tokens).AddSingleton<ICallers>(new DemoCallers(tokens)),
            routes =>
            {
                HealthEndpoints.Map(routes);
                TokenEndpoint.Map(routes);
                DesktopParts.Map(routes);
                QueueEndpoints.Map(routes);
                RegistrationEndpoints.Map(routes);
                MessageEndpoints.Map(routes);
                StreamEndpoints.Map(routes);
            });
}
