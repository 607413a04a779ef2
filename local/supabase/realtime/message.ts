/** The logical message of the Phoenix channel protocol, before a serializer gives it a shape. */

/** What a client sent. */
export interface InboundMessage {
  /** Ref of the join this belongs to; null when the client does not say. */
  readonly joinRef: string | null;
  readonly ref: string | null;
  /** As on the wire, with its prefix: `realtime:room` or `phoenix`. */
  readonly topic: string;
  readonly event: string;
  /** A broadcast of raw bytes has them as a `Uint8Array` under `payload.payload`. */
  readonly payload: unknown;
  /** Length of the frame it came in: bytes of a binary one, UTF-16 units of a text. */
  readonly size: number;
}

/** What the server sends. A broadcast of raw bytes has a `Uint8Array` under `payload.payload`. */
export interface OutboundMessage {
  readonly joinRef: string | null;
  readonly ref: string | null;
  readonly topic: string;
  readonly event: string;
  readonly payload: unknown;
}

/** The payload of event `broadcast`. */
export interface BroadcastPayload {
  readonly type: "broadcast";
  /** The name listeners listen for. */
  readonly event: string;
  /** JSON, or raw bytes as a `Uint8Array`. */
  readonly payload: unknown;
  readonly meta?: Record<string, unknown>;
}

/** One WebSocket message. */
export type Frame = string | Uint8Array<ArrayBuffer>;

/** Turns messages into frames and back, for one protocol version. */
export interface Serializer {
  /** @throws {Error} when the frame is not a message of this version */
  decode(frame: string | ArrayBuffer): InboundMessage;
  /** The frame, or null when this version cannot carry the message. */
  encode(message: OutboundMessage): Frame | null;
}

/** Whether `value` is a JSON object (or a class instance), not null and not an array. */
export function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

/** Reads the fields every version has. @throws {Error} when one has the wrong type */
export function checkedMessage(
  fields: { joinRef: unknown; ref: unknown; topic: unknown; event: unknown; payload: unknown },
  size: number,
): InboundMessage {
  const { joinRef, ref, topic, event, payload } = fields;
  if (typeof topic !== "string" || typeof event !== "string") {
    throw new Error("Cannot read the frame: topic and event must be strings");
  }
  return { joinRef: refOf(joinRef), ref: refOf(ref), topic, event, payload, size };
}

function refOf(value: unknown): string | null {
  if (value === null || value === undefined) return null;
  if (typeof value === "string") return value;
  throw new Error("Cannot read the frame: a ref must be a string or null");
}

/** Whether the payload of an outbound message is a broadcast of raw bytes. */
export function binaryBroadcast(
  message: OutboundMessage,
): (BroadcastPayload & { payload: Uint8Array }) | undefined {
  const { payload } = message;
  if (message.event !== "broadcast" || !isRecord(payload)) return undefined;
  if (!(payload["payload"] instanceof Uint8Array)) return undefined;
  return payload as unknown as BroadcastPayload & { payload: Uint8Array };
}
