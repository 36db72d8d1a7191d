import { expect, it } from 'vitest';
import { someExecution, someStep } from '../testing/some.ts';
import { wayOf } from './FlowWay.ts';

it('knows each node that was visited, and how often', () => {
  const steps = [
    someStep({ node: 'a', next: 'b' }),
    someStep({ visit: 2, node: 'b', next: 'a', code: 'http.status' }),
    someStep({ visit: 3, node: 'a', state: 'RUNNING', next: null }),
  ];
  const way = wayOf(someExecution({ steps }));
  expect(way.nodes.get('a')).toEqual({ visits: [1, 3], now: true, failed: false });
  expect(way.nodes.get('b')).toEqual({ visits: [2], now: false, failed: true });
  expect([...way.edges]).toEqual(['(start)>a', 'a>b', 'b>a']);
});

it('of a run that has not begun is nowhere', () => {
  const way = wayOf(someExecution({ steps: [] }));
  expect([way.nodes.size, way.edges.size]).toEqual([0, 0]);
});
