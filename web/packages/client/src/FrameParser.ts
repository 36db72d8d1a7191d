import type { Acknowledgement, Alert, AlertState, Severity } from './Alert.ts';
import type { Blind } from './Blind.ts';
import { FieldError, FieldReader } from './FieldReader.ts';
import type { QueueMetrics, QueueViewState, RegistrationState, Role, ServerFrame } from './Frame.ts';
import type { Message, MessageSeverity } from './Message.ts';

/** What became of a text from the socket. */
export type ParsedFrame =
  | { readonly outcome: 'frame'; readonly frame: ServerFrame }
  /** A frame type of a later server: the client goes on without it. */
  | { readonly outcome: 'ignored'; readonly type: string }
  /** Not a frame of this protocol. `type` is null when not even that could be read. */
  | { readonly outcome: 'malformed'; readonly type: string | null; readonly reason: string };

const severities: readonly Severity[] = ['WARNING', 'CRITICAL'];
const messageSeverities: readonly MessageSeverity[] = ['INFORMATION', 'WARNING', 'CRITICAL'];
const registrationStates: readonly RegistrationState[] = ['ACTIVE', 'EXPIRING', 'EXPIRED', 'REVOKED'];
const alertStates: readonly AlertState[] = ['TRIGGERED', 'ACKNOWLEDGED', 'RESOLVED'];
const viewStates: readonly QueueViewState[] = ['LIVE', 'WARMING', 'BLIND'];
const roles: readonly Role[] = ['AGENT', 'SUPERVISOR'];

/** Reads one server frame from the text (or whatever else) a socket delivered. Never throws. */
export function parseFrame(received: unknown): ParsedFrame {
  if (typeof received !== 'string') return { outcome: 'malformed', type: null, reason: 'frame is not a text' };
  let value: unknown;
  try {
    value = JSON.parse(received);
  } catch {
    return { outcome: 'malformed', type: null, reason: 'frame is not JSON' };
  }
  return parseFrameValue(value);
}

/** As `parseFrame`, from JSON already read. Never throws. */
export function parseFrameValue(value: unknown): ParsedFrame {
  let type: string | null = null;
  try {
    const reader = new FieldReader(value);
    type = reader.id('type');
    const frame = readFrame(type, reader);
    return frame === null ? { outcome: 'ignored', type } : { outcome: 'frame', frame };
  } catch (error) {
    if (!(error instanceof FieldError)) throw error;
    return { outcome: 'malformed', type, reason: error.message };
  }
}

function readFrame(type: string, reader: FieldReader): ServerFrame | null {
  switch (type) {
    case 'hello':
      return readHello(reader);
    case 'reset':
      return {
        type,
        epoch: reader.id('epoch'),
        offset: reader.count('offset'),
        alerts: readAlerts(reader),
        messages: reader.list('messages', readMessage),
        blind: reader.has('blind') ? reader.list('blind', readBlind) : [],
      };
    case 'alert':
      return {
        type,
        offset: reader.count('offset'),
        alert: readAlert(reader.object('alert'), reader.id('presentation')),
      };
    case 'message':
      return { type, offset: reader.count('offset'), message: readMessage(reader.object('message')) };
    case 'blind':
      return { type, offset: reader.count('offset'), blind: readBlind(reader.object('blind')) };
    case 'withdrawn':
      return { type, offset: reader.count('offset'), alertId: reader.id('alertId') };
    case 'hidden':
      return { type, alertId: reader.id('alertId'), severity: reader.oneOf('severity', severities) };
    case 'registration':
      return {
        type,
        registrationId: reader.id('registrationId'),
        state: reader.oneOf('state', registrationStates),
        expires: reader.instant('expires'),
      };
    case 'answer':
      return {
        type,
        requestId: reader.id('requestId'),
        ok: reader.flag('ok'),
        code: reader.textOrNull('code'),
        message: reader.textOrNull('message'),
        ownerName: reader.textOrNull('ownerName'),
      };
    case 'metrics':
      return {
        type,
        at: reader.instant('at'),
        complete: reader.has('complete') && reader.flag('complete'),
        queues: reader.list('queues', readQueue),
      };
    case 'pong':
      return { type, id: reader.count('id') };
    case 'closing':
      return { type, code: reader.id('code'), message: reader.text('message'), reconnect: reader.flag('reconnect') };
    default:
      return null;
  }
}

function readHello(reader: FieldReader): ServerFrame {
  return {
    type: 'hello',
    protocol: reader.count('protocol'),
    epoch: reader.id('epoch'),
    offset: reader.count('offset'),
    clock: { now: reader.object('clock').instant('now'), speed: reader.object('clock').positive('speed') },
    heartbeatSeconds: reader.positive('heartbeatSeconds'),
    sessionId: reader.id('sessionId'),
    person: {
      id: reader.object('person').id('id'),
      name: reader.object('person').text('name'),
      role: reader.object('person').oneOf('role', roles),
    },
  };
}

/** A reset names those alone that are no toasts; an older server names none. */
function readAlerts(reader: FieldReader): readonly Alert[] {
  const named = reader.has('presentations')
    ? reader.list('presentations', (item) => [item.id('alertId'), item.id('presentation')] as const)
    : [];
  const presentations = new Map(named);
  return reader.list('alerts', (item) => readAlert(item, presentations.get(item.id('alertId')) ?? 'TOAST'));
}

function readAlert(reader: FieldReader, presentation: string): Alert {
  return {
    alertId: reader.id('alertId'),
    presentation,
    revision: reader.count('revision'),
    state: reader.oneOf('state', alertStates),
    severity: reader.oneOf('severity', severities),
    priority: reader.count('priority'),
    streamId: reader.id('streamId'),
    streamName: reader.text('streamName'),
    queueId: reader.id('queueId'),
    queueName: reader.text('queueName'),
    mediaType: reader.textOrNull('mediaType'),
    threshold: reader.numberOrNull('threshold'),
    metrics: reader.numbers('metrics'),
    comparisons: reader.list('comparisons', (item) => ({
      field: item.id('field'),
      operator: item.id('operator'),
      threshold: item.any('threshold'),
      value: item.any('value'),
    })),
    nextUpdateAt: reader.has('nextUpdateAt') ? reader.instantOrNull('nextUpdateAt') : null,
    openedAt: reader.instant('openedAt'),
    triggeredAt: reader.instant('triggeredAt'),
    resolvedAt: reader.instantOrNull('resolvedAt'),
    resolvedReason: reader.textOrNull('resolvedReason'),
    acknowledgement: reader.objectOrNull('acknowledgement', readAcknowledgement),
    test: reader.flag('test'),
  };
}

function readAcknowledgement(reader: FieldReader): Acknowledgement {
  return {
    personId: reader.id('personId'),
    name: reader.id('name'),
    at: reader.instant('at'),
    note: reader.textOrNull('note'),
    severity:
      reader.has('severity') && reader.textOrNull('severity') !== null ? reader.oneOf('severity', severities) : null,
  };
}

function readMessage(reader: FieldReader): Message {
  return {
    messageId: reader.id('messageId'),
    severity: reader.oneOf('severity', messageSeverities),
    title: reader.text('title'),
    text: reader.text('text'),
    queueId: reader.textOrNull('queueId'),
    sentAt: reader.instant('sentAt'),
    expiresAt: reader.instant('expiresAt'),
  };
}

function readBlind(reader: FieldReader): Blind {
  return {
    blindId: reader.id('blindId'),
    source: reader.text('source'),
    cause: reader.id('cause'),
    since: reader.instant('since'),
    endedAt: reader.instantOrNull('endedAt'),
    queueCount: reader.count('queueCount'),
    queues: reader.list('queues', (item) => ({ queueId: item.id('queueId'), queueName: item.text('queueName') })),
  };
}

function readQueue(reader: FieldReader): QueueMetrics {
  return {
    queueId: reader.id('queueId'),
    queueName: reader.text('queueName'),
    mediaType: reader.textOrNull('mediaType'),
    waitingCount: reader.count('waitingCount'),
    oldestWaitingSince: reader.instantOrNull('oldestWaitingSince'),
    state: reader.oneOf('state', viewStates),
  };
}
