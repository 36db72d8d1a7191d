import { ExecutionSteps } from './execution-steps.component.ts';

customElements.define('execution-steps', ExecutionSteps);

declare global {
  interface HTMLElementTagNameMap {
    'execution-steps': ExecutionSteps;
  }
}
