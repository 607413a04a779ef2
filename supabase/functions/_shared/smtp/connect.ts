/** E-mail as the environment describes it. */
import { ConfigError } from "../config.ts";
import type { EmailSender } from "../email_sender.ts";
import { createSmtp } from "./adapter.ts";
import type { SmtpSettings } from "./settings.ts";

/**
 * The adapter for the server that the settings name; undefined where there is none. Whoever has less time than twenty
 * seconds for a message says so.
 * @throws {ConfigError} when the server is named in part
 */
export function connectSmtp(
  settings: SmtpSettings,
  timeoutMs = 20_000,
): EmailSender | undefined {
  const {
    SMTP_HOST: host,
    SMTP_FROM: from,
    SMTP_USER: user,
    SMTP_PASSWORD: password,
  } = settings;
  if (host === undefined) return undefined;
  if (from === undefined) {
    throw new ConfigError([
      "SMTP_FROM: is missing (e-mail is set up, and nothing goes without)",
    ]);
  }
  if ((user === undefined) !== (password === undefined)) {
    throw new ConfigError([
      "SMTP_USER and SMTP_PASSWORD: one without the other is of no use",
    ]);
  }
  return createSmtp({
    host,
    port: settings.SMTP_PORT,
    from,
    timeoutMs,
    ...(user === undefined || password === undefined ? {} : { login: { user, password } }),
    ...(settings.SMTP_REPLY_TO === undefined ? {} : { replyTo: settings.SMTP_REPLY_TO }),
    ...(settings.SMTP_CA_CERTIFICATE === undefined ? {} : { ca: settings.SMTP_CA_CERTIFICATE }),
  });
}
