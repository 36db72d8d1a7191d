/** What a step of a flow is. */
export type NodeType =
  | 'decision'
  | 'httpRequest'
  | 'notify'
  | 'wait'
  | 'presence'
  | 'setData'
  | 'architectFlow'
  | 'end';

/** A node as the API spells it; what else it has depends on its type. */
export interface FlowNode {
  readonly id: string;
  readonly type: string;
  readonly next?: Readonly<Record<string, string>> | null;
  readonly [property: string]: unknown;
}

/** A version of a flow. */
export interface Flow {
  readonly name: string;
  readonly version: number;
  readonly description?: string | null;
  readonly nodes: readonly FlowNode[];
  readonly usedBy?: readonly string[];
}

/** What a node does, in the fewest words that tell it from others of its type; empty: nothing to say. */
export function summaryOf(node: FlowNode): string {
  const text = (name: string) => (typeof node[name] === 'string' ? node[name] : '');
  switch (node.type) {
    case 'decision':
      return typeof node.expression === 'string' ? node.expression : JSON.stringify(node.expression ?? '');
    case 'httpRequest':
      return `${text('method')} ${text('url')}`.trim();
    case 'notify':
      return text('title') || text('text') || audienceOf(node.audience);
    case 'wait':
      return [`${node.seconds ?? ''} s`, ...listOf(node.until)].join(' / ');
    case 'presence':
      return text('person');
    case 'setData':
      return Object.keys(Object(node.data)).join(', ');
    case 'architectFlow':
      return text('flowId');
    default:
      return '';
  }
}

function audienceOf(audience: unknown): string {
  return Object.values(Object(audience)).flatMap(listOf).join(', ');
}

function listOf(value: unknown): string[] {
  if (Array.isArray(value)) return value.map(String);
  return typeof value === 'string' ? [value] : [];
}
