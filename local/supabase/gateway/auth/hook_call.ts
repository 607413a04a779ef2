/** Calls a hook of Auth as Auth does: over HTTP, signed by Standard Webhooks, and with five seconds to answer. */
import { Webhook } from "standardwebhooks";
import { refuse } from "./admin.ts";

/** What a person is refused with, in Auth's words. */
export class AuthRefusal extends Error {
  override readonly name = "AuthRefusal";

  constructor(readonly status: number, readonly code: string, message: string) {
    super(message);
  }

  /** The answer. */
  toResponse(): Response {
    return refuse(this.status, this.code, this.message);
  }
}

/** Where a hook is, and by what it knows Auth. */
export interface Hook {
  readonly name: "send-sms" | "send-email";
  readonly url: string;
  /** `v1,whsec_…`; several are joined by |, and each signs. */
  readonly secrets: string;
}

const budgetMs = 5_000;

/** @throws {AuthRefusal} what the hook refused, or that it did not answer as it must */
export async function callHook(hook: Hook, payload: Record<string, unknown>): Promise<void> {
  const id = crypto.randomUUID();
  const now = new Date();
  const body = JSON.stringify({
    ...payload,
    metadata: { uuid: id, time: now.toISOString(), name: hook.name, ip_address: "127.0.0.1" },
  });
  const signatures = hook.secrets.split("|").map((secret) =>
    new Webhook(secret.replace(/^v1,whsec_/, "")).sign(id, now, body)
  );
  const late = new AbortController();
  const timer = setTimeout(() => late.abort(), budgetMs);
  let response: Response;
  let text: string;
  try {
    response = await fetch(hook.url, {
      method: "POST",
      body,
      headers: {
        "content-type": "application/json",
        "webhook-id": id,
        "webhook-timestamp": String(Math.floor(now.getTime() / 1000)),
        "webhook-signature": signatures.join(", "),
      },
      signal: late.signal,
    });
    text = await response.text();
  } catch {
    throw new AuthRefusal(
      422,
      "hook_timeout",
      "Failed to reach hook within maximum time of 5.000000 seconds",
    );
  } finally {
    clearTimeout(timer);
  }
  if (response.status === 204) return;
  if (response.status !== 200 && response.status !== 202) {
    throw new AuthRefusal(
      500,
      "unexpected_failure",
      `Unexpected status code returned from hook: ${response.status}`,
    );
  }
  if (!/^application\/json\b/.test(response.headers.get("content-type") ?? "")) {
    throw new AuthRefusal(
      400,
      "hook_payload_invalid_content_type",
      "Invalid JSON response. Received content-type: " + response.headers.get("content-type"),
    );
  }
  const { error } = JSON.parse(text) as { error?: { http_code?: number; message?: string } };
  if (error?.message) {
    const status = error.http_code ?? 500;
    throw new AuthRefusal(status, status === 500 ? "unexpected_failure" : "unknown", error.message);
  }
}
