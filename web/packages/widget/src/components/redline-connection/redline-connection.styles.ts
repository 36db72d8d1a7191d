import { css } from 'lit';

export default css`
  :host {
    display: block;
  }
  .line {
    display: flex;
    align-items: center;
    flex-wrap: wrap;
    gap: 4px 8px;
    color: var(--muted);
    min-height: 20px;
  }
  .text {
    display: flex;
    gap: 7px;
    align-items: baseline;
    flex: 1 1 150px;
  }
  .text::before {
    content: '';
    flex: none;
    width: 8px;
    height: 8px;
    border-radius: 50%;
    border: 2px solid var(--muted);
  }
  .good .text::before {
    background: var(--good);
    border-color: var(--good);
  }
  .late,
  .lost {
    color: var(--text);
    background: var(--warning-surface);
    border: 1px solid var(--warning);
    border-radius: 4px;
    padding: 5px 8px;
  }
  .late .text::before,
  .lost .text::before {
    border-color: var(--warning-text);
    border-radius: 0;
    transform: rotate(45deg);
  }
`;
