import { EstateError } from "./estate_error.ts";

/** Storage has no codes of ours: its refusals are those of the bucket's limits and of its policies. */
export function uploadError(
  error: { message: string; status?: number | undefined; statusCode?: string | undefined },
) {
  const status = Number(error.statusCode ?? error.status ?? 0);
  const code = status === 413
    ? "media.too_large"
    : status === 415
    ? "media.wrong_type"
    : status === 403
    ? "auth.forbidden"
    : "media.upload_failed";
  return new EstateError(error.message, code, status, "file", { cause: error });
}
