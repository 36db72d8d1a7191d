import { rm, writeFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { ChannelSocket } from './ChannelSocket.ts';
import { SimulateProcess } from './SimulateProcess.ts';

const require = createRequire(import.meta.url);

// The official SDK, as it is published, against the emulated platform; nothing of it is changed but where it goes.
const platformClient = require('purecloud-platform-client-v2') as typeof import('purecloud-platform-client-v2');
const client = platformClient.ApiClient.instance;
const people = 'c0000000-0000-4000-8000-000000000002';
const narrow = 'c0000000-0000-4000-8000-000000000003';
const back = 'http://localhost:9999/back';

// biome-ignore lint/suspicious/noExplicitAny: what the SDK rejects with is the body of the refusal.
const refusal = (call: Promise<unknown>): Promise<any> =>
  call.then(
    () => Promise.reject(new Error('it was not refused')),
    (error) => error,
  );

const organization = join(tmpdir(), `redline-organization-${process.pid}.json`);
let simulation: SimulateProcess;

const login = (id = 'redline', secret = 'secret') => client.loginClientCredentialsGrant(id, secret);

async function queueNamed(name: string): Promise<string> {
  const page = await new platformClient.RoutingApi().getRoutingQueues({ name });
  return page.entities?.[0]?.id ?? '';
}

beforeAll(async () => {
  await writeFile(
    organization,
    JSON.stringify({
      divisions: ['North'],
      queueDivisions: { Premium: 'North' },
      clients: [
        { id: people, name: 'People', redirectUris: [back] },
        { id: narrow, secret: 'secret', grant: { permissions: ['routing:queue:view'], divisions: ['Home'] } },
      ],
      users: [
        { name: 'Sam Brook', email: 'sam.brook@example.com', grant: { permissions: ['*'] }, queues: ['Billing'] },
      ],
    }),
  );
  simulation = await SimulateProcess.start([
    ...['--client-id', 'redline', '--client-secret', 'secret', '--organization', organization],
    ...['--speed', '60', '--day', '2026-03-02', '--start', '2026-03-02T10:00:00Z', '--rate-limit', '100000'],
  ]);
  const { hostname, port } = simulation.address;
  client.setGateway({ protocol: 'http', host: hostname, port: Number(port) });
}, 60_000);

afterEach(() => simulation.endFaults());
afterAll(async () => {
  await simulation.kill();
  await rm(organization, { force: true });
});

describe('login', () => {
  test('by client credentials gives a token, and a wrong secret none', async () => {
    const auth = await login();
    expect(auth.accessToken).toBeTruthy();
    const info = await new platformClient.TokensApi().getTokensMe({ preserveIdleTTL: true });
    expect(info.OAuthClient?.id).toBe('redline');
    expect((await refusal(login('redline', 'wrong'))).response.data.error).toBe('invalid_client');
  });

  test('by PKCE gives a token of the user', async () => {
    const verifier = client.generatePKCECodeVerifier(64);
    const challenge = await client.computePKCECodeChallenge(verifier);
    const query = new URLSearchParams({
      ...{ client_id: people, redirect_uri: back, response_type: 'code', code_challenge: challenge },
      ...{ code_challenge_method: 'S256', login_hint: 'sam.brook@example.com', state: 'here' },
    });
    const redirect = await fetch(new URL(`/oauth/authorize?${query}`, simulation.address), { redirect: 'manual' });
    const address = new URL(redirect.headers.get('location') ?? '');
    expect(address.searchParams.get('state')).toBe('here');
    await client.authorizePKCEGrant(people, verifier, address.searchParams.get('code') ?? '', back);

    const me = await new platformClient.UsersApi().getUsersMe({
      expand: ['authorization', 'presence', 'routingStatus', 'token'],
    });
    expect(me).toMatchObject({
      name: 'Sam Brook',
      authorization: { permissions: ['*'] },
      routingStatus: { status: 'OFF_QUEUE' },
    });
    const queues = await new platformClient.RoutingApi().getRoutingQueuesMe({ joined: false });
    expect(queues.entities?.map((q) => q.name)).toEqual(['Billing']);
    const presence = await new platformClient.PresenceApi().patchUserPresencesPurecloud(me.id ?? '', {
      presenceDefinition: { systemPresence: 'Meeting' },
    });
    expect(presence.presenceDefinition?.systemPresence).toBe('Meeting');
  });
});

describe('notifications', () => {
  const notifications = new platformClient.NotificationsApi();

  test('a channel tells activity and observations, and answers ping', async () => {
    await login();
    const billing = await queueNamed('Billing');
    const channel = await notifications.postNotificationsChannels();
    const topics = ['activity', 'observations'].map((t) => ({ id: `v2.analytics.queues.${billing}.${t}` }));
    const listing = await notifications.putNotificationsChannelSubscriptions(channel.id ?? '', topics, {
      ignoreErrors: true,
    });
    expect(listing.entities?.map((t) => t.state)).toEqual(['Permitted', 'Permitted']);

    const socket = await ChannelSocket.open(channel.connectUri ?? '');
    try {
      const activity = await socket.next((f) => f.topicName === topics[0]?.id);
      expect(activity).toMatchObject({ version: '2', eventBody: { results: [{ mediaType: 'voice' }] } });
      expect(activity.metadata).toHaveProperty('CorrelationId');
      const observation = await socket.next((f) => f.topicName === topics[1]?.id);
      expect(observation.eventBody).toMatchObject({ group: { queueId: billing } });
      socket.say({ message: 'ping' });
      await socket.next((f) => (f.eventBody as { message?: string } | undefined)?.message === 'pong');
    } finally {
      socket.close();
    }

    await notifications.headNotificationsChannel(channel.id ?? '');
    await notifications.deleteNotificationsChannelSubscriptions(channel.id ?? '');
    expect((await notifications.getNotificationsChannelSubscriptions(channel.id ?? '')).entities).toEqual([]);
  });

  test('a forbidden topic fails all of them, or is rejected by itself when errors are ignored', async () => {
    await login();
    const [billing, premium] = [await queueNamed('Billing'), await queueNamed('Premium')];
    await login(narrow);
    const channel = (await notifications.postNotificationsChannels()).id ?? '';
    const topics = [billing, premium].map((id) => ({ id: `v2.routing.queues.${id}.users` }));
    expect(await refusal(notifications.putNotificationsChannelSubscriptions(channel, topics))).toMatchObject({
      status: 403,
      code: 'missing.permissions',
    });
    const listing = await notifications.putNotificationsChannelSubscriptions(channel, topics, { ignoreErrors: true });
    expect(listing.entities?.map((t) => t.state)).toEqual(['Permitted', 'Rejected']);
    expect(
      await refusal(notifications.postNotificationsChannelSubscriptions(channel, [{ id: 'v2.no.topic' }])),
    ).toMatchObject({
      status: 400,
      code: 'notification.invalid.topic',
    });
  });

  test('the topics say what they require', async () => {
    await login();
    const topics = await notifications.getNotificationsAvailabletopics({
      expand: ['requiresPermissions', 'transports'],
    });
    const activity = topics.entities?.find((t) => t.id === 'v2.analytics.queues.{id}.activity');
    expect(activity).toMatchObject({
      requiresPermissions: ['analytics:queueObservation:view'],
      transports: ['Websocket'],
    });
  });
});

describe('the API', () => {
  test('queues and members come in pages', async () => {
    await login();
    const routing = new platformClient.RoutingApi();
    const first = await routing.getRoutingQueues({ pageSize: 4 });
    const second = await routing.getRoutingQueues({ pageSize: 4, pageNumber: 2 });
    expect([first.total, first.entities?.length, second.entities?.length, second.nextUri]).toEqual([
      6,
      4,
      2,
      undefined,
    ]);
    const id = await queueNamed('Support');
    const members = await routing.getRoutingQueueMembers(id, {
      pageSize: 5,
      joined: true,
      expand: ['routingStatus', 'presence'],
    });
    expect(members.entities).toHaveLength(5);
    expect(members.entities?.[0]?.routingStatus?.status).toMatch(/^(OFF_QUEUE|IDLE|INTERACTING|NOT_RESPONDING)$/);
    expect(members.nextUri).toContain('pageNumber=2');
    expect((await routing.getRoutingQueueEstimatedwaittime(id)).results).toHaveLength(1);
  });

  test('queries tell how the queues are', async () => {
    await login();
    const analytics = new platformClient.AnalyticsApi();
    const queueId = await queueNamed('Billing');
    const filter = {
      type: 'or',
      predicates: [{ type: 'dimension', dimension: 'queueId', operator: 'matches', value: queueId }],
    };
    const metrics = ['oWaiting', 'oLongestWaiting', 'oInteracting', 'oAlerting', 'oOnQueueUsers'];
    const observations = await analytics.postAnalyticsQueuesObservationsQuery({ filter, metrics });
    expect(observations.results?.map((r) => r.group?.mediaType)).toContain('voice');
    expect(observations.systemToOrganizationMappings).toHaveProperty('ON_QUEUE');
    const calls = await analytics.postAnalyticsConversationsActivityQuery({
      groupBy: ['queueId', 'mediaType', 'routingPriority'],
      metrics: [{ metric: 'oInteracting', details: true }],
    });
    expect(calls.results?.length).toBeGreaterThan(0);
    const agents = await analytics.postAnalyticsRoutingActivityQuery({
      groupBy: ['queueId'],
      filter,
      metrics: [{ metric: 'oMemberUsers' }],
    });
    expect(agents.results?.[0]?.data?.[0]).toMatchObject({ metric: 'oMemberUsers', count: 6 });
  });

  test('an SMS is accepted and a workflow launched', async () => {
    await login();
    const sms = await new platformClient.ConversationsApi().postConversationsMessagesAgentless({
      fromAddress: '+15550100001',
      toAddress: '+48123456789',
      toAddressMessengerType: 'sms',
      textBody: 'Billing: over 5 min',
    });
    expect(sms.conversationId).toBeTruthy();
    const architect = new platformClient.ArchitectApi();
    const flow = (await architect.getFlows({ name: 'Queue escalation' })).entities?.[0]?.id ?? '';
    const launched = await architect.postFlowsExecutions({ flowId: flow, inputData: {} });
    expect((await architect.getFlowsExecution(launched.id ?? '')).status).toMatch(/RUNNING|COMPLETED/);
  });

  test('refusals have the platform’s bodies', async () => {
    client.setAccessToken('no token');
    expect(await refusal(new platformClient.TokensApi().getTokensMe())).toMatchObject({
      status: 401,
      code: 'bad.credentials',
    });
    await login(narrow);
    const query = new platformClient.AnalyticsApi().postAnalyticsQueuesObservationsQuery({
      metrics: ['oWaiting'],
    } as never);
    expect(await refusal(query)).toMatchObject({ status: 403, code: 'missing.permissions' });
    await login();
    expect(await refusal(new platformClient.RoutingApi().getRoutingQueue(people))).toMatchObject({
      status: 404,
      code: 'not.found',
    });
    expect(await refusal(new platformClient.UsersApi().getUsersMe())).toMatchObject({ status: 400 });
    await simulation.own('/faults', { fault: 'rateLimitStorm', retryAfterSeconds: 42 });
    client.setReturnExtendedResponses(true);
    const limited = await refusal(new platformClient.TokensApi().getTokensMe());
    client.setReturnExtendedResponses(false);
    expect(limited).toMatchObject({
      status: 429,
      headers: { 'retry-after': '42' },
      body: { code: 'too.many.requests.retry.after' },
    });
    expect(limited.headers['inin-ratelimit-allowed']).toBe('100000');
  });
});

// Last: the queues it makes stay.
test('more than a thousand topics are too many for a channel', async () => {
  await login();
  await simulation.own(
    '/faults',
    Array.from({ length: 1000 }, (_, n) => ({ fault: 'queueCreated', name: `Queue ${n}` })),
  );
  const notifications = new platformClient.NotificationsApi();
  const channel = (await notifications.postNotificationsChannels()).id ?? '';
  const routing = new platformClient.RoutingApi();
  const pages = await Promise.all(
    [1, 2, 3].map((pageNumber) => routing.getRoutingQueuesDivisionviewsAll({ pageSize: 500, pageNumber })),
  );
  const topics = pages.flatMap((p) => p.entities ?? []).map((q) => ({ id: `v2.analytics.queues.${q.id}.activity` }));
  expect(topics).toHaveLength(1006);

  const tooMany = notifications.putNotificationsChannelSubscriptions(channel, topics, { ignoreErrors: true });
  expect(await refusal(tooMany)).toMatchObject({
    status: 400,
    code: 'notification.subscription.too.many.subscriptions',
  });
  const listing = await notifications.putNotificationsChannelSubscriptions(channel, topics.slice(0, 1000));
  expect(listing.entities).toHaveLength(1000);
});
