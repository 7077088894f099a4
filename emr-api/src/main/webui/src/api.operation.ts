/** Shapes of the messages, sources and health pages; api.ts brings them all. */

export interface ParkedItem {
  inboundId: string;
  receivedAt: string;
  source?: { id: string; name: string; kind: string };
  door?: string;
  messageType?: string;
  controlId?: string;
  code: string;
  title?: string;
  detail?: string;
  attempts?: number;
  /** Held until a person confirms just that; applying again without saying so changes nothing. */
  confirmable?: boolean;
  /** Where in the message the fault is: PID-3, a JSON pointer, TABLE/FIELD of a claim; none when nobody knows. */
  fields: string[];
}

export interface ParkedPage {
  items: ParkedItem[];
  next?: string;
  total: number;
}

export interface Applied {
  outcome: "APPLIED" | "PARKED" | "REFUSED";
  code?: string;
  detail?: string;
}

export interface Inbound {
  id: string;
  receivedAt: string;
  source?: string | { id: string; name: string; kind?: string };
  door?: string;
  format?: string;
  messageType?: string;
  controlId?: string;
  size?: number;
  outcome: string;
  code?: string;
  detail?: string;
  /** Where the fault is, of a message that waits or waited for a person. */
  fields?: string[];
  observationsIn?: number;
  observationsOut?: number;
  remarks?: string[];
  charsetRule?: string;
  events?: { at: string; kind: string; code?: string; detail?: string; actor?: string }[];
}

export interface Source {
  id: string;
  name: string;
  kind: string;
  door?: string;
  /** One text or a list. */
  allowedTypes?: string | string[];
  sendingApplication?: string;
  sendingFacility?: string;
  enabled: boolean;
  /** May send without TLS from another machine. */
  /** The first of its keys ends or ended then, and nothing took its place. */
  keyEndsAt?: string;
  plainText?: boolean;
  /** Minutes; none when silence is no alarm. */
  silentAfter?: number;
  silent?: boolean;
  lastMessageAt?: string;
  /** Counted since the server started. */
  sinceStart?: { errorRate: number; p50Millis?: number; p95Millis?: number };
  last24h?: { applied: number; parked: number; refused: number };
}

/** A system that orders go to. */
export interface Destination {
  sourceId: string;
  name: string;
  address: string;
  waiting: number;
  waitingSince?: string;
  parked: number;
  lastAnswerAt?: string;
  trouble?: string;
}

/** A message of ours that waits for a person. */
export interface Stopped {
  id: string;
  destination: string;
  orderNumber: string;
  messageType: string;
  attempts: number;
  trouble?: string;
  createdAt: string;
  changedAt: string;
}

/** One way a system is told of changes. */
export interface Subscriber {
  sourceId: string;
  name: string;
  channel: "webhook" | "topic";
  /** Where it is told: the address, or the name of the topic. */
  address: string;
  enabled: boolean;
  /** Time of the newest change it was told of. */
  toldUpTo?: string;
  changedAt?: string;
  deliveredAt?: string;
  waiting: number;
  /** There may be more than were counted. */
  moreWaiting: boolean;
  waitingSince?: string;
  failingSince?: string;
  /** Its last HTTP status; none when it gave none. */
  answer?: number;
  nextTryAt?: string;
  attempts: number;
  trouble?: string;
  parked: number;
}

/** A change that a subscriber did not take and that waits for a person. */
export interface NotTaken {
  id: string;
  sourceId: string;
  subscriber: string;
  kind: string;
  changedAt: string;
  attempts: number;
  trouble?: string;
  parkedAt: string;
}

/** A topic that is read, and one of its partitions as the reader last saw it. */
export interface Stream {
  sourceId: string;
  name: string;
  enabled: boolean;
  topic: string;
  partition?: number;
  position?: number;
  end?: number;
  lag?: number;
  lastMessageAt?: string;
  /** When the broker last answered. */
  lookedAt?: string;
  /** Messages of this sender that wait for a person. */
  parked: number;
}

/** How one product's messages are corrected; a fault names why its present file is not used. */
export interface Dialect {
  name: string;
  version?: number;
  product?: string;
  shipped: boolean;
  pointer?: string;
  fault?: string;
}

/** What is wrong with the sealing of the trace. */
export type SealTrouble = "SEAL_BEHIND" | "CHECKPOINT_FILE" | "CHECKPOINT_SYSLOG" | "SEALED_LATE" | "EPOCH_UNEXPLAINED";

export interface Health {
  status: "UP" | "WARN" | "DOWN";
  doors?: {
    name: string;
    protocol?: string;
    address?: string;
    state: string;
    connections?: number;
    received?: number;
    lastReceivedAt?: string;
    lastError?: string;
    lastErrorAt?: string;
  }[];
  /** Why the TLS files of the message doors cannot be used now. */
  tlsTrouble?: string;
  /** Senders that ask for a person. */
  /** Keys of senders that end soon or ended, and nothing took their place. */
  keys?: { sourceId: string; source: string; name: string; expiresAt: string }[];
  senders?: { id: string; name: string; silent: boolean; silentAfter?: number; lastMessageAt?: string; plainText: boolean }[];
  destinations?: Destination[];
  database?: { version?: string; embedded?: boolean; durable?: boolean };
  backup?: { lastAt?: string; ok?: boolean };
  /** Whether those who come from outside the hospital are told apart. */
  networksDeclared?: boolean;
  passwordProfile?: "VN" | "NIST";
  seal?: { epoch: number; number: number; behind: number; toldAt?: Record<string, string>; late?: number; troubles?: SealTrouble[] };
  clock?: { troubles: ("DATABASE" | "SET_BACK" | "TIME_SERVER" | "TIME_SERVER_SILENT")[]; offMillis?: number };
  disk?: { freeBytes?: number; ok?: boolean; takesMessages?: boolean };
  outbox?: { depth: number };
  parked?: { waiting: number };
  dialects?: Dialect[];
  version?: string;
  startedAt?: string;
}
