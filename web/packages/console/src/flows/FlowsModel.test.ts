import { settle, TestTimers } from '@redline/client/testing/TestTimers';
import { expect, it } from 'vitest';
import { ConsoleApi } from '../api/ConsoleApi.ts';
import { shippedFlow, someCounts, someExecution } from '../testing/some.ts';
import { FlowsModel } from './FlowsModel.ts';

const page = (entities: readonly unknown[], total = entities.length) => ({ entities, total });

/** A server that answers as told, and what it was asked. */
function open(answers: Record<string, unknown> = {}) {
  const known: Record<string, unknown> = {
    '/api/v2/flows/executions/counts': page([someCounts(), someCounts({ flow: 'Second', version: 2 })]),
    '/api/v2/flows/executions': page([someExecution(), someExecution({ id: 'X6', state: 'COMPLETED' })]),
    [`/api/v2/flows/${shippedFlow.name}`]: shippedFlow,
    '/api/v2/flows/Second': { ...shippedFlow, name: 'Second', version: 2 },
    ...answers,
  };
  const server = { status: 200, asked: [] as string[], known };
  const timers = new TestTimers();
  const fetch = async (url: string): Promise<Response> => {
    const { pathname, search } = new URL(url);
    if (pathname === '/oauth/token') {
      return Response.json({ access_token: 't', token_type: 'Bearer', expires_in: 3_600 });
    }
    server.asked.push(pathname + search);
    if (server.status !== 200) return Response.json({ message: `No: ${server.status}.` }, { status: server.status });
    const body = server.known[pathname + search] ?? server.known[pathname];
    return body === undefined ? Response.json({ message: 'Gone.' }, { status: 404 }) : Response.json(body);
  };
  const model = new FlowsModel(new ConsoleApi('http://redline', fetch, timers), timers, () => 1_000);
  return { model, server, timers };
}

it('shows the first flow, in its newest version, with its runs', async () => {
  const { model } = open();
  await model.signIn('CODE');
  const { state } = model;
  expect([state.signedIn, state.flow, state.definition?.version]).toEqual([true, shippedFlow.name, 1]);
  expect(state.executions?.map(({ id }) => id)).toEqual(['X7', 'X6']);
  expect(state.queues.get('billing')).toBe('Billing');
});

it('asks again every two seconds, while somebody looks', async () => {
  const { model, server, timers } = open();
  await model.signIn('CODE');
  const rounds = () => server.asked.filter((path) => path.includes('/counts')).length;
  await timers.advance(4_000);
  expect(rounds()).toBe(3);
  model.setVisible(false);
  await timers.advance(60_000);
  expect(rounds()).toBe(3);
  model.setVisible(true);
  await settle();
  expect(rounds()).toBe(4);
});

it('asks less and less often while nobody answers, and keeps what it shows', async () => {
  const { model, server, timers } = open();
  await model.signIn('CODE');
  server.status = 503;
  await timers.advance(2_000);
  expect(model.state.problem).toEqual({ kind: 'unavailable', message: 'No: 503.' });
  expect(model.state.executions).toHaveLength(2);
  const before = server.asked.length;
  await timers.advance(28_000);
  expect(server.asked.length - before).toBe(3);
  server.status = 200;
  await timers.advance(30_000);
  expect(model.state.problem).toBeNull();
});

it('signs out who may not see flows, and says what is missing', async () => {
  const { model, server } = open();
  server.status = 403;
  await model.signIn('CODE');
  expect(model.state).toMatchObject({ signedIn: false, problem: { kind: 'refused', message: 'No: 403.' } });
});

it('asks to sign in again when the token is over, and then shows the same', async () => {
  const { model, server, timers } = open();
  await model.signIn('CODE');
  model.chooseFlow('Second', 'X6');
  await settle();
  server.status = 401;
  await timers.advance(2_000);
  expect(model.state).toMatchObject({ signedIn: false, problem: { kind: 'signInAgain' }, executions: null });
  server.status = 200;
  await model.signIn('CODE');
  expect(model.state).toMatchObject({ flow: 'Second', chosen: 'X6', execution: { kind: 'here' } });
});

it('draws a run with the version it follows, asked for once', async () => {
  const old = someExecution({ id: 'X3', version: 4 });
  const { model, server, timers } = open({ '/api/v2/flows/executions': page([old]) });
  server.known[`/api/v2/flows/${shippedFlow.name}?version=4`] = { ...shippedFlow, version: 4 };
  await model.signIn('CODE');
  model.chooseExecution('X3');
  await timers.advance(6_000);
  expect(model.state.definition?.version).toBe(4);
  expect(server.asked.filter((path) => path.includes('version=4'))).toHaveLength(1);
});

it('asks again now and then which streams start the flow', async () => {
  const { model, server, timers } = open();
  await model.signIn('CODE');
  const asked = () => server.asked.filter((path) => path === `/api/v2/flows/${shippedFlow.name}`).length;
  await timers.advance(50_000);
  expect(asked()).toBe(1);
  await timers.advance(12_000);
  expect(asked()).toBe(2);
});

it('finds a run that is not listed, and asks no more of one that ended', async () => {
  const { model, server, timers } = open({
    '/api/v2/flows/executions/X1': someExecution({ id: 'X1', state: 'FAILED' }),
  });
  await model.signIn('CODE');
  model.chooseExecution('X1');
  await timers.advance(4_000);
  expect(model.state.execution).toMatchObject({ kind: 'here', value: { id: 'X1' } });
  expect(server.asked.filter((path) => path.endsWith('/X1'))).toHaveLength(1);
});

it('says why the alert of a run is not shown, and shows the rest', async () => {
  const execution = someExecution({ trigger: { ...someExecution().trigger, alertId: 'A9' } });
  const { model } = open({ '/api/v2/flows/executions': page([execution]) });
  await model.signIn('CODE');
  model.chooseExecution('X7');
  await settle();
  expect(model.state.alert).toEqual({ kind: 'refused', message: 'Gone.' });
  expect(model.state.execution.kind).toBe('here');
});

it('lists no more than a bound, more when asked, and from the beginning with another filter', async () => {
  const many = Array.from({ length: 100 }, (_, i) => someExecution({ id: `X${i}` }));
  const { model, server } = open({ '/api/v2/flows/executions': page(many, 10_000) });
  await model.signIn('CODE');
  for (let i = 0; i < 20; i++) {
    model.loadMore();
    await settle();
  }
  const sizes = server.asked
    .filter((path) => path.includes('executions?'))
    .map((path) => /pageSize=(\d+)/.exec(path)?.[1]);
  expect(sizes.slice(0, 3)).toEqual(['25', '50', '100']);
  expect(model.state).toMatchObject({ more: false, executionsTotal: 10_000 });
  expect(model.state.executions).toHaveLength(400);
  server.asked.length = 0;
  model.setFilter({ state: 'FAILED', queueId: 'billing' });
  await settle();
  expect(server.asked.find((path) => path.includes('executions?'))).toContain(
    'state=FAILED&queueId=billing&pageSize=25',
  );
});

it('drops answers to what was asked before another choice', async () => {
  const { model } = open();
  await model.signIn('CODE');
  const late = model.refresh();
  model.chooseFlow('Second');
  await late;
  expect(model.state.flow).toBe('Second');
  await settle();
  expect(model.state.definition?.name).toBe('Second');
});

it('says that nothing is defined yet', async () => {
  const { model } = open({ '/api/v2/flows/executions/counts': page([]) });
  await model.signIn('CODE');
  expect(model.state).toMatchObject({ flows: [], flow: null, executions: [] });
});
