import { systemTimers } from '@redline/client';
import { pageLanguage } from '@redline/widget';
import { ConsoleApi } from './api/ConsoleApi.ts';
import './components/execution-list/execution-list.ts';
import './components/execution-steps/execution-steps.ts';
import './components/flow-graph/flow-graph.ts';
import './components/flow-list/flow-list.ts';
import './components/flow-node/flow-node.ts';
import './components/flows-page/flows-page.ts';
import { placeOf } from './flows/address.ts';
import { FlowsModel } from './flows/FlowsModel.ts';

document.documentElement.lang = pageLanguage(location.search, navigator.languages);
const api = new ConsoleApi(location.origin, (url, request) => fetch(url, request), systemTimers);
const model = new FlowsModel(api, systemTimers, () => Date.now());

document.addEventListener('visibilitychange', () => model.setVisible(!document.hidden));
addEventListener('online', () => void model.refresh());
// Somebody follows a link to another run in this tab.
addEventListener('hashchange', () => {
  const { flow, run } = placeOf(location.hash);
  if (flow !== null) model.chooseFlow(flow, run);
});

const page = document.querySelector('flows-page');
if (page !== null) page.model = model;
