/**
 * Protocol version 2.0.0: JSON arrays in text frames, and two binary frames. Kind 3 carries a user's
 * broadcast to the server; kind 4 carries one to clients and is used for raw bytes only, because
 * clients take JSON broadcasts as text all the same.
 */
import {
  binaryBroadcast,
  checkedMessage,
  type InboundMessage,
  type Serializer,
} from "./message.ts";

const broadcastPush = 3;
const userBroadcast = 4;
const jsonEncoding = 1;
const rawEncoding = 0;
/** Field sizes are one byte each. */
const maximumFieldBytes = 255;

export const serializerV2: Serializer = {
  decode(frame) {
    if (typeof frame !== "string") return decodePush(new Uint8Array(frame));
    const value: unknown = JSON.parse(frame);
    if (!Array.isArray(value) || value.length < 5) {
      throw new Error("Cannot read the frame: an array of five is required");
    }
    const [joinRef, ref, topic, event, payload] = value as unknown[];
    return checkedMessage({ joinRef, ref, topic, event, payload }, frame.length);
  },

  encode(message) {
    const broadcast = binaryBroadcast(message);
    if (broadcast !== undefined) {
      return encodeBytes(message.topic, broadcast.event, broadcast.payload, broadcast.meta);
    }
    const { joinRef, ref, topic, event, payload } = message;
    return JSON.stringify([joinRef, ref, topic, event, payload]);
  },
};

/** Layout: 3, sizes of five fields, encoding, the fields, then the payload to the end. */
function decodePush(frame: Uint8Array<ArrayBuffer>): InboundMessage {
  if (frame[0] !== broadcastPush || frame.length < 7) {
    throw new Error(`Cannot read the frame: binary kind ${frame[0]} is not known`);
  }
  const text = new TextDecoder("utf-8", { fatal: true });
  let offset = 7;
  const field = (index: number): string => {
    const end = offset + (frame[1 + index] ?? 0);
    if (end > frame.length) throw new Error("Cannot read the frame: it is shorter than it says");
    const value = text.decode(frame.subarray(offset, end));
    offset = end;
    return value;
  };
  const joinRef = field(0);
  const ref = field(1);
  const topic = field(2);
  const event = field(3);
  field(4); // Metadata: only `persist`, which the hosted server ignores too.
  const rest = frame.subarray(offset);
  const payload: unknown = frame[6] === jsonEncoding ? JSON.parse(text.decode(rest)) : rest.slice();
  return {
    joinRef: joinRef === "" ? null : joinRef,
    ref: ref === "" ? null : ref,
    topic,
    event: "broadcast",
    payload: { type: "broadcast", event, payload },
    size: frame.length,
  };
}

/** Layout: 4, sizes of three fields, encoding, the fields, then the payload to the end. */
function encodeBytes(
  topic: string,
  event: string,
  payload: Uint8Array,
  meta: Record<string, unknown> | undefined,
): Uint8Array<ArrayBuffer> | null {
  const encoder = new TextEncoder();
  const fields = [topic, event, meta === undefined ? "" : JSON.stringify(meta)]
    .map((field) => encoder.encode(field));
  if (fields.some((field) => field.length > maximumFieldBytes)) return null;
  const head = fields.reduce((total, field) => total + field.length, 5);
  const frame = new Uint8Array(head + payload.length);
  frame.set([userBroadcast, ...fields.map((field) => field.length), rawEncoding]);
  let offset = 5;
  for (const part of [...fields, payload]) {
    frame.set(part, offset);
    offset += part.length;
  }
  return frame;
}
