/** What a client asks for when it joins a channel. */
import { isRecord } from "./message.ts";

/** One `postgres_changes` listener, as sent; it is echoed in the join reply. */
export type ChangeBinding = Readonly<Record<string, unknown>>;

/** The `config` of a join with its defaults filled in. */
export interface JoinConfig {
  readonly ack: boolean;
  readonly self: boolean;
  readonly replicationReady: boolean;
  /** As sent; undefined when no replay is asked for. */
  readonly replay: unknown;
  /** Empty when the client leaves the choice to the server. */
  readonly presenceKey: string;
  readonly presenceEnabled: boolean;
  readonly private: boolean;
  readonly bindings: readonly ChangeBinding[];
}

/** A join: its configuration and its token, if it brings one. */
export interface JoinPayload {
  readonly config: JoinConfig;
  readonly token: string | undefined;
}

/**
 * Reads a join payload. As on the hosted server a wrong value falls back to its default and unknown
 * keys are ignored; a join is never refused for its shape.
 */
export function parseJoinPayload(payload: unknown): JoinPayload {
  const root = record(payload);
  const config = record(root["config"]);
  const broadcast = record(config["broadcast"]);
  const presence = record(config["presence"]);
  const bindings = config["postgres_changes"];
  return {
    config: {
      ack: flexibleBoolean(broadcast["ack"]),
      self: flexibleBoolean(broadcast["self"]),
      replicationReady: flexibleBoolean(broadcast["replication_ready"]),
      replay: broadcast["replay"] ?? undefined,
      presenceKey: typeof presence["key"] === "string" ? presence["key"] : "",
      presenceEnabled: flexibleBoolean(presence["enabled"]),
      private: flexibleBoolean(config["private"]),
      bindings: Array.isArray(bindings) ? bindings.filter(isRecord) : [],
    },
    token: tokenOf(root["user_token"]) ?? tokenOf(root["access_token"]),
  };
}

/** A replay request. */
export interface Replay {
  /** Milliseconds since 1970. */
  readonly since: number;
  /** Most messages to replay, 1 to 25. */
  readonly limit: number;
}

const maximumReplay = 25;

/** Reads `config.broadcast.replay`; undefined when it is not valid. */
export function parseReplay(value: unknown): Replay | undefined {
  const { since, limit = maximumReplay } = record(value);
  if (!Number.isSafeInteger(since) || !Number.isSafeInteger(limit)) return undefined;
  if (Math.abs(since as number) > 8.64e15) return undefined;
  if ((limit as number) < 1 || (limit as number) > maximumReplay) return undefined;
  return { since: since as number, limit: limit as number };
}

/** The token a client brings, or undefined: API keys say nothing beyond those of the connection. */
export function tokenOf(value: unknown): string | undefined {
  return typeof value === "string" && value !== "" && !value.startsWith("sb_") ? value : undefined;
}

function record(value: unknown): Record<string, unknown> {
  return isRecord(value) ? value : {};
}

function flexibleBoolean(value: unknown): boolean {
  return value === true || (typeof value === "string" && value.toLowerCase() === "true");
}
