import type { RealtimeChannel } from "@supabase/supabase-js";
import { type Estate, requireTransport } from "./client.ts";
import { EstateError } from "./estate_error.ts";

/**
 * Joins a private channel; resolves once it is joined. A connection that is lost after that is made again by itself, and
 * `onRejoined` called each time: what was said meanwhile was not heard.
 * @throws {EstateError} realtime.refused when the project's policies refuse it, realtime.no_transport without a WebSocket
 */
export async function joinPrivateChannel(
  estate: Estate,
  topic: string,
  prepare: (channel: RealtimeChannel) => void,
  onRejoined: () => void = () => {},
): Promise<RealtimeChannel> {
  requireTransport(estate);
  const channel = estate.channel(topic, { config: { private: true } });
  prepare(channel);
  let isJoined = false;
  return await new Promise((resolve, reject) => {
    channel.subscribe((status, error) => {
      if (status === "SUBSCRIBED") {
        if (isJoined) return onRejoined();
        isJoined = true;
        return resolve(channel);
      }
      if (!isJoined && (status === "CHANNEL_ERROR" || status === "TIMED_OUT")) {
        // The client would go on trying by itself; at first, a refusal is an answer.
        void estate.removeChannel(channel);
        reject(
          new EstateError(error?.message ?? status, "realtime.refused", 403, undefined, {
            cause: error,
          }),
        );
      }
    });
  });
}
