/** Protocol version 1.0.0: JSON objects in text frames, no raw bytes. */
import { binaryBroadcast, checkedMessage, isRecord, type Serializer } from "./message.ts";

export const serializerV1: Serializer = {
  decode(frame) {
    if (typeof frame !== "string") {
      throw new Error("Cannot read the frame: version 1.0.0 has no binary frames");
    }
    const value: unknown = JSON.parse(frame);
    if (!isRecord(value) || !("payload" in value) || !("ref" in value)) {
      throw new Error("Cannot read the frame: topic, event, payload and ref are required");
    }
    const { join_ref: joinRef, ref, topic, event, payload } = value;
    return checkedMessage({ joinRef, ref, topic, event, payload }, frame.length);
  },

  // There is never a join_ref towards the client in this version.
  encode(message) {
    if (binaryBroadcast(message) !== undefined) return null;
    const { topic, event, payload, ref } = message;
    return JSON.stringify({ ref, topic, event, payload });
  },
};
