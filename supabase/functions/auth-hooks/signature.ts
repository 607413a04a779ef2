/** Whether a hook is Auth's: Standard Webhooks over the raw body. */
import { Webhook } from "standardwebhooks";

/** The id of a call that one of `secrets` signed within the last five minutes; undefined for any other. */
export function signedId(
  secrets: readonly string[],
  body: string,
  headers: Headers,
): string | undefined {
  const id = headers.get("webhook-id") ?? "";
  if (!/^[\w.-]{1,100}$/.test(id)) return undefined;
  const given = {
    "webhook-id": id,
    "webhook-timestamp": headers.get("webhook-timestamp") ?? "",
    "webhook-signature": headers.get("webhook-signature") ?? "",
  };
  let genuine = false;
  // Every secret is tried, so that the time says nothing about which one fits.
  for (const secret of secrets) {
    try {
      new Webhook(secret.replace(/^v1,whsec_/, "")).verify(body, given, { jsonParse: false });
      genuine = true;
    } catch {
      // Another may fit.
    }
  }
  return genuine ? id : undefined;
}
