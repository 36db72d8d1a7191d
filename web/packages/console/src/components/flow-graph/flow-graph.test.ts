import { afterEach, expect, it } from 'vitest';
import { wayOf } from '../../flows/FlowWay.ts';
import { shippedFlow, someExecution, someStep } from '../../testing/some.ts';
import './flow-graph.ts';

afterEach(() => document.body.replaceChildren());

async function show() {
  const graph = document.createElement('flow-graph');
  graph.flow = shippedFlow;
  graph.standing = new Map([['node2', 9_640]]);
  graph.way = wayOf(
    someExecution({
      steps: [someStep(), someStep({ visit: 2, node: 'node2', state: 'RUNNING', outcome: null, next: null })],
    }),
  );
  document.body.append(graph);
  await graph.updateComplete;
  const nodes = [...graph.renderRoot.querySelectorAll('[data-rove]')];
  return { graph, nodes };
}

it('says of each node what it does, how many runs stand there, and how the run has been there', async () => {
  const { nodes } = await show();
  expect(nodes.map((node) => node.getAttribute('aria-label'))).toEqual([
    'node1, Decision; waitTimeSeconds > threshold; step 1',
    'node2, HTTP request; POST /api/v2/escalations/create; 9,640 runs here now; step 2; the run is here',
    'node3, Notify',
  ]);
});

it('says the same in words, with where each outcome leads', async () => {
  const { graph } = await show();
  const words = graph.renderRoot.querySelector('details')?.textContent?.replace(/\s+/g, ' ');
  for (const edge of ['yes: node2', 'no: End', 'ok, failed: node3', 'done: End']) expect(words).toContain(edge);
});

it('is one stop of the Tab key, with arrow keys between its nodes', async () => {
  const { graph, nodes } = await show();
  const stops = () => nodes.map((node) => node.getAttribute('tabindex')).join();
  expect(stops()).toBe('0,-1,-1');
  nodes[0]?.dispatchEvent(new FocusEvent('focusin', { bubbles: true }));
  nodes[0]?.dispatchEvent(new KeyboardEvent('keydown', { key: 'ArrowDown', bubbles: true, cancelable: true }));
  nodes[1]?.dispatchEvent(new FocusEvent('focusin', { bubbles: true }));
  await graph.updateComplete;
  expect(stops()).toBe('-1,0,-1');
});

it('tells which node was chosen, by Enter too', async () => {
  const { graph, nodes } = await show();
  const chosen: string[] = [];
  graph.addEventListener('node-chosen', (event) => void chosen.push((event as CustomEvent<string>).detail));
  nodes[1]?.dispatchEvent(new MouseEvent('click', { bubbles: true }));
  nodes[2]?.dispatchEvent(new KeyboardEvent('keydown', { key: 'Enter', bubbles: true, cancelable: true }));
  expect(chosen).toEqual(['node2', 'node3']);
});
