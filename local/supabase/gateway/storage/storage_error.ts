/** Refusals in Storage's words: @supabase/lite gives no code, and says some of them otherwise. */

/** What a refusal says: its own status, which HTTP's is not, its code, and the words of before there were codes. */
export interface StorageError {
  readonly status: number;
  readonly code: string;
  readonly error?: string;
  readonly message: string;
}

/** Answers with the refusal: by HTTP everything but a failure of the server is 400. */
export function refuse({ status, code, error, message }: StorageError): Response {
  return Response.json({ statusCode: String(status), error: error ?? code, code, message }, {
    status: status >= 500 ? status : 400,
  });
}

/** The codes that Storage gives to what lite refuses with these words. */
const codes: Readonly<Record<string, string>> = {
  "Bucket not found": "NoSuchBucket",
  Duplicate: "KeyAlreadyExists",
  not_found: "NoSuchKey",
  invalid_mime_type: "InvalidMimeType",
  "Payload too large": "EntityTooLarge",
  "Invalid key": "InvalidKey",
  Unauthorized: "AccessDenied",
};

/** The same refusal as Storage words it; other answers as they are. */
export async function reword(response: Response, ofBucket: boolean): Promise<Response> {
  const json = response.headers.get("content-type")?.startsWith("application/json") === true;
  if (response.ok || !json) return response;
  const { statusCode, error, message } = await response.json() as Record<string, string>;
  const code = codes[error ?? ""] ?? error ?? "InternalError";
  return refuse({
    status: Number(statusCode ?? response.status),
    code: ofBucket && code === "KeyAlreadyExists" ? "BucketAlreadyExists" : code,
    error: error === "Invalid key" ? "InvalidKey" : error ?? code,
    message: (message ?? "")
      .replace(/ of \d+ bytes$/, "")
      .replace(/\. Supported: .*$/s, "")
      .replace(/^Invalid object key: /, "Invalid key: "),
  });
}
