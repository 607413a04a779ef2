/** Broadcasting over HTTP: the batch and the single endpoint. */
import { type Access, TokenError } from "./access.ts";
import { mayWrite, sqlState } from "./authorization.ts";
import { isRecord } from "./message.ts";
import { reasonOf, type Services } from "./services.ts";

const corsHeaders = {
  "access-control-allow-origin": "*",
  "access-control-allow-headers": "authorization, x-client-info, apikey, content-type",
  "access-control-allow-methods": "POST, OPTIONS",
};
const maximumBodyBytes = 3_000_500;

interface BatchMessage {
  readonly topic: string;
  readonly event: string;
  readonly payload: Record<string, unknown>;
  readonly private: boolean;
  readonly id: string | undefined;
}

/** Answers `/realtime/v1/api/broadcast` and `/realtime/v1/api/broadcast/:topic/events/:event`. */
export async function answerBroadcast(services: Services, request: Request): Promise<Response> {
  if (request.method === "OPTIONS") {
    return new Response(null, { status: 204, headers: corsHeaders });
  }
  const { pathname, searchParams } = new URL(request.url);
  const path = /\/api\/broadcast(?:\/([^/]+)\/events\/([^/]+))?\/?$/.exec(pathname);
  if (path === null || request.method !== "POST") return json(404, { message: "Not found" });
  const access = await authenticated(services, request);
  if (access === undefined) return json(401, { message: "Unauthorized" });
  const body = new Uint8Array(await request.arrayBuffer());
  if (body.length > maximumBodyBytes) {
    return json(422, { errors: { messages: ["Payload size exceeds tenant limit"] } });
  }
  const [, topic, event] = path;
  const caller = { access, headers: Object.fromEntries(request.headers) };
  if (topic === undefined || event === undefined) return await batch(services, caller, body);
  const names = decoded(topic, event);
  if (names === undefined) return json(400, { error: "The path is not valid" });
  return await single(services, caller, {
    ...names,
    private: searchParams.get("private")?.toLowerCase() === "true",
    contentType: request.headers.get("content-type") ?? "",
    body,
  });
}

interface RestCaller {
  readonly access: Access;
  readonly headers: Record<string, string>;
}

async function batch(
  services: Services,
  caller: RestCaller,
  body: Uint8Array<ArrayBuffer>,
): Promise<Response> {
  const parsed = parseJson(body);
  const messages = isRecord(parsed?.value) ? parsed.value["messages"] : undefined;
  if (!Array.isArray(messages)) return json(422, { errors: { messages: ["can't be blank"] } });
  const errors = messages.map(errorsOf);
  if (errors.some((error) => Object.keys(error).length > 0)) {
    return json(422, { errors: { messages: errors } });
  }
  const rights = new Map<string, boolean>();
  for (const message of messages.map(batchMessage)) {
    if (message.private) {
      const allowed = rights.get(message.topic) ??
        await isAllowed(services, caller, message.topic);
      rights.set(message.topic, allowed);
      if (!allowed) continue;
    }
    services.rooms.find(message.topic, message.private)?.broadcast({
      type: "broadcast",
      event: message.event,
      payload: message.payload,
      ...(message.id === undefined ? {} : { meta: { id: message.id } }),
    });
  }
  return accepted();
}

async function single(
  services: Services,
  caller: RestCaller,
  message: {
    topic: string;
    event: string;
    private: boolean;
    contentType: string;
    body: Uint8Array<ArrayBuffer>;
  },
): Promise<Response> {
  const { topic, event, contentType, body } = message;
  const type = contentType.split(";")[0]?.trim().toLowerCase();
  let payload: unknown = body;
  if (type === "application/json") {
    const parsed = parseJson(body);
    if (parsed === undefined) return json(400, { error: "The body is not valid JSON" });
    payload = parsed.value;
  } else if (type !== "application/octet-stream") {
    return json(415, { error: `Unsupported content type: ${contentType || "none"}` });
  }
  if (message.private && !await isAllowed(services, caller, topic)) {
    return json(403, { message: "Unauthorized" });
  }
  services.rooms.find(topic, message.private)?.broadcast({ type: "broadcast", event, payload });
  return accepted();
}

async function authenticated(services: Services, request: Request): Promise<Access | undefined> {
  const bearer = /^bearer\s+(\S+)$/i.exec(request.headers.get("authorization") ?? "")?.[1];
  const token = bearer ?? request.headers.get("apikey");
  if (token === null) return undefined;
  try {
    return await services.authenticate(token);
  } catch (error) {
    if (error instanceof TokenError) return undefined;
    throw error;
  }
}

async function isAllowed(services: Services, caller: RestCaller, topic: string): Promise<boolean> {
  try {
    return await mayWrite(services.database, { ...caller, topic }, "broadcast");
  } catch (error) {
    if (sqlState(error) === undefined) throw error;
    services.log(`Policy on realtime:${topic} failed: ${reasonOf(error)}`);
    return false;
  }
}

function errorsOf(message: unknown): Record<string, string[]> {
  if (!isRecord(message)) return { message: ["is invalid"] };
  const blank = ["topic", "event"].filter((field) =>
    typeof message[field] !== "string" || message[field] === ""
  );
  if (!isRecord(message["payload"])) blank.push("payload");
  return Object.fromEntries(blank.map((field) => [field, ["can't be blank"]]));
}

/** Reads a message that `errorsOf` found nothing wrong with. */
function batchMessage(message: Record<string, unknown>): BatchMessage {
  const { topic, event, payload, id } = message;
  return {
    topic: topic as string,
    event: event as string,
    payload: payload as Record<string, unknown>,
    private: message["private"] === true,
    id: typeof id === "string" ? id : undefined,
  };
}

function decoded(topic: string, event: string): { topic: string; event: string } | undefined {
  try {
    return { topic: decodeURIComponent(topic), event: decodeURIComponent(event) };
  } catch {
    return undefined;
  }
}

function parseJson(body: Uint8Array<ArrayBuffer>): { value: unknown } | undefined {
  try {
    return { value: JSON.parse(new TextDecoder().decode(body)) };
  } catch {
    return undefined;
  }
}

function accepted(): Response {
  return new Response(null, { status: 202, headers: corsHeaders });
}

function json(status: number, body: unknown): Response {
  return Response.json(body, { status, headers: corsHeaders });
}
