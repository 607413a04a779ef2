/** Files on their way to Storage, with how far they have come. */
import { type Estate, publishableKeyOf } from "./client.ts";
import { uploadError } from "./upload_error.ts";

/** One file as Storage takes it. */
export interface Upload {
  readonly url: string;
  readonly method: "POST";
  readonly headers: Readonly<Record<string, string>>;
  readonly body: Blob;
}

/** How far an upload has come, in bytes. */
export type OnProgress = (sent: number, total: number) => void;

/**
 * Sends a file and gives what was answered. An app brings its own where it has something better than the runtime: a
 * native shell that goes on in the background, say. It tells `onProgress` how far it is, and rejects when nothing came
 * back or when `signal` says stop.
 */
export type UploadTransport = (
  upload: Upload,
  onProgress: OnProgress,
  signal?: AbortSignal,
) => Promise<{ readonly status: number; readonly text: string }>;

/** How a file is sent, for every function that sends one. */
export interface UploadOptions {
  /** Told while the file is on its way, and once when it has arrived. */
  readonly onProgress?: OnProgress;
  /** Instead of the runtime's own way. */
  readonly transport?: UploadTransport;
  /** Stops it. */
  readonly signal?: AbortSignal;
}

/** The options of an upload among others. */
export function uploadOf(options: UploadOptions): UploadOptions {
  const { onProgress, transport, signal } = options;
  return {
    ...onProgress === undefined ? {} : { onProgress },
    ...transport === undefined ? {} : { transport },
    ...signal === undefined ? {} : { signal },
  };
}

/**
 * Puts a file into a bucket under a path where nothing is. Where nobody asks how far it is, supabase-js does it.
 * @throws {EstateError} media.too_large, media.wrong_type, auth.forbidden, media.upload_failed
 */
export async function upload(
  estate: Estate,
  bucket: string,
  path: string,
  file: Blob,
  options: UploadOptions = {},
): Promise<void> {
  const done = () => options.onProgress?.(file.size, file.size);
  const key = publishableKeyOf(estate);
  const transport = options.transport ?? (options.onProgress === undefined &&
      options.signal === undefined
    ? undefined
    : byXmlHttpRequest());
  if (transport === undefined || key === undefined) {
    const { error } = await estate.storage.from(bucket).upload(path, file, {
      contentType: file.type,
    });
    if (error !== null) throw uploadError(error);
    return done();
  }
  const { data } = await estate.auth.getSession();
  const answer = await transport(
    {
      // The public address of what will lie there, told by the client itself, but for one word.
      url: estate.storage.from(bucket).getPublicUrl(path).data.publicUrl
        .replace("/object/public/", "/object/"),
      method: "POST",
      headers: {
        apikey: key,
        authorization: `Bearer ${data.session?.access_token ?? key}`,
        "content-type": file.type,
        "cache-control": "max-age=3600",
        "x-upsert": "false",
      },
      body: file,
    },
    options.onProgress ?? (() => undefined),
    options.signal,
  ).catch((error: unknown) => {
    throw uploadError(error instanceof Error ? error : new Error("The upload broke off"));
  });
  if (answer.status < 200 || answer.status > 299) throw uploadError(refusalOf(answer));
  done();
}

function refusalOf(answer: { readonly status: number; readonly text: string }) {
  try {
    const told = JSON.parse(answer.text) as { message?: unknown; statusCode?: unknown };
    return {
      message: typeof told.message === "string" ? told.message : "The file was not taken",
      status: answer.status,
      statusCode: typeof told.statusCode === "string" ? told.statusCode : undefined,
    };
  } catch {
    return { message: "The file was not taken", status: answer.status };
  }
}

/** What a page uses of the browser's XMLHttpRequest, the only one there that says how far an upload is. */
interface Request {
  readonly status: number;
  readonly responseText: string;
  readonly upload: { onprogress: ((event: { loaded: number; total: number }) => void) | null };
  onload: (() => void) | null;
  onerror: (() => void) | null;
  onabort: (() => void) | null;
  open(method: string, url: string): void;
  setRequestHeader(name: string, value: string): void;
  send(body: Blob): void;
  abort(): void;
}

/** The browser's way; undefined where there is none, as in Node. */
function byXmlHttpRequest(): UploadTransport | undefined {
  const XmlHttpRequest = (globalThis as { XMLHttpRequest?: new () => Request }).XMLHttpRequest;
  if (XmlHttpRequest === undefined) return undefined;
  return ({ url, method, headers, body }, onProgress, signal) =>
    new Promise((resolve, reject) => {
      const request = new XmlHttpRequest();
      request.open(method, url);
      for (const [name, value] of Object.entries(headers)) request.setRequestHeader(name, value);
      request.upload.onprogress = ({ loaded, total }) => onProgress(loaded, total);
      request.onload = () => resolve({ status: request.status, text: request.responseText });
      request.onerror = () => reject(new Error("Cannot reach the project"));
      request.onabort = () => reject(new Error("The upload was stopped"));
      if (signal?.aborted === true) return reject(new Error("The upload was stopped"));
      signal?.addEventListener("abort", () => request.abort(), { once: true });
      request.send(body);
    });
}
