/** /storage/v1 by @supabase/lite, mended where it answers otherwise than Supabase's Storage. */
import { jwtVerify } from "jose";
import type { Handler } from "../gateway.ts";
import { apiRoles } from "../rest/bearer.ts";
import { listLevel, parseListRequest } from "./listing.ts";
import { formatStoragePath, isBucketName, isObjectName, parseStoragePath } from "./object_path.ts";
import type { StoragePath } from "./object_path.ts";
import { serveObject } from "./served_object.ts";
import { renameSignedUrl, signMany } from "./signed_urls.ts";
import { refuse, reword } from "./storage_error.ts";
import { unwrapForm } from "./upload_form.ts";

/** What `createStorage` needs. */
export interface StorageOptions {
  /** Lite's own answer. */
  readonly answer: Handler;
  readonly jwtSecret: string;
  /** Whether the bucket has an object of that name, whoever asks. */
  readonly objectExists: (bucket: string, name: string) => Promise<boolean>;
}

/** Storage as Supabase answers it. */
export function createStorage(options: StorageOptions): Handler {
  const secret = new TextEncoder().encode(options.jwtSecret);
  return async (request) => {
    const path = parseStoragePath(new URL(request.url).pathname);
    if (path === undefined) return await options.answer(request);
    const refusal = await refuseToken(request, path, secret) ?? await refuseName(request, path);
    if (refusal !== undefined) return refusal;
    const answer = async (asked: Request) => {
      const ofBucket = path.kind === "bucket";
      return await reword(await options.answer(asked), ofBucket);
    };
    return await route(request, path, { ...options, answer });
  };
}

async function route(
  request: Request,
  path: StoragePath,
  { answer, objectExists }: Omit<StorageOptions, "jwtSecret">,
): Promise<Response> {
  const { method } = request;
  const { kind, bucket, name } = path;
  const to = (changed: StoragePath, init: RequestInit = {}) => {
    const url = new URL(request.url);
    url.pathname = formatStoragePath(changed);
    return new Request(url, new Request(request, init));
  };
  const json = (body: unknown, as: string) => {
    const headers = new Headers(request.headers);
    headers.set("content-type", "application/json");
    headers.delete("content-length");
    return { method: as, headers, body: JSON.stringify(body) };
  };
  if (kind === "object/list" && method === "POST") {
    const asked = parseListRequest(await bodyOf(request));
    if (typeof asked === "string") {
      return refuse({ status: 400, code: "InvalidRequest", error: "Error", message: asked });
    }
    const url = new URL(request.url);
    const all = await answer(new Request(url, json({}, "POST")));
    return all.ok ? Response.json(listLevel(await all.json(), asked)) : all;
  }
  if (kind === "object/sign" && method === "POST" && name === "") {
    const { paths, ...terms } = await bodyOf(request);
    return await signMany(Array.isArray(paths) ? paths : [], async (each) => {
      const signing = to({ kind, bucket, name: String(each) }, json(terms, "POST"));
      return await renameSignedUrl(await answer(signing), false);
    });
  }
  if ((kind === "object/sign" || kind === "object/upload/sign") && method === "POST") {
    return await renameSignedUrl(await answer(to(path)), kind === "object/upload/sign");
  }
  if (kind === "object" && method === "DELETE" && name !== "") {
    const url = new URL(request.url);
    url.pathname = formatStoragePath({ kind, bucket, name: "" });
    const existed = await objectExists(bucket, name);
    const removed = await answer(new Request(url, json({ prefixes: [name] }, "DELETE")));
    if (!removed.ok) return removed;
    if ((await removed.json()).length > 0) {
      return Response.json({ message: "Successfully deleted" });
    }
    return existed
      ? refuse({
        status: 403,
        code: "AccessDenied",
        error: "Unauthorized",
        message: "Access denied",
      })
      : refuse({ status: 404, code: "NoSuchKey", error: "not_found", message: "Object not found" });
  }
  const read = method === "GET" || method === "HEAD";
  if (read && kind === "object/info/authenticated") {
    return await answer(to({ ...path, kind: "object/info" }));
  }
  const served = ["object", "object/authenticated", "object/public", "object/sign"];
  if (read && name !== "" && served.includes(kind)) {
    const plain = kind === "object/authenticated" ? "object" : kind;
    const whole = await answer(to({ ...path, kind: plain }, { method: "GET" }));
    return await serveObject(request, whole);
  }
  const upload = (method === "POST" || method === "PUT") && name !== "";
  return await answer(upload ? await unwrapForm(to(path)) : request);
}

/** A bad token is refused where one is asked for; a role that is not the API's everywhere. */
async function refuseToken(
  request: Request,
  path: StoragePath,
  secret: Uint8Array,
): Promise<Response | undefined> {
  const token = /^Bearer\s+(.+)$/i.exec(request.headers.get("authorization") ?? "")?.[1];
  if (token === undefined || token.startsWith("sb_")) return undefined;
  const denied = (message: string) =>
    refuse({ status: 403, code: "AccessDenied", error: "Unauthorized", message });
  try {
    const { payload } = await jwtVerify(token, secret, { algorithms: ["HS256"] });
    const role = String(payload["role"] ?? "anon");
    return apiRoles.has(role) ? undefined : denied(`permission denied to set role "${role}"`);
  } catch (error) {
    const reading = request.method === "GET" || request.method === "HEAD";
    const open = reading && ["object", "object/public", "object/sign"].includes(path.kind);
    return open ? undefined : denied(error instanceof Error ? error.message : String(error));
  }
}

/** Names that Storage does not take, in the address or as the target of a move, a copy or a new bucket. */
async function refuseName(request: Request, path: StoragePath): Promise<Response | undefined> {
  const badKey = (key: string) =>
    refuse({ status: 400, code: "InvalidKey", message: `Invalid key: ${key}` });
  if (path.name !== "" && request.method !== "DELETE" && !isObjectName(path.name)) {
    return badKey(path.name);
  }
  if (request.method !== "POST") return undefined;
  if (path.kind === "object/move" || path.kind === "object/copy") {
    const { destinationKey } = await bodyOf(request);
    return isObjectName(String(destinationKey)) ? undefined : badKey(String(destinationKey));
  }
  if (path.kind === "bucket" && path.bucket === "") {
    const { id, name } = await bodyOf(request);
    if (isBucketName(String(id ?? name))) return undefined;
    return refuse({
      status: 400,
      code: "InvalidBucketName",
      error: "Invalid Input",
      message: "Bucket name invalid",
    });
  }
  return undefined;
}

/** The JSON that came, still there to pass on; nothing when it is none: lite says what is wrong with it. */
async function bodyOf(request: Request): Promise<Record<string, unknown>> {
  return await request.clone().json().catch(() => ({}));
}
