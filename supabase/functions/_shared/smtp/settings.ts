/** Settings of the SMTP adapter. */
import { z } from "zod";

/** Names and purposes of the variables. Without a host no e-mail is sent. */
export const smtpSettings = z.object({
  SMTP_HOST: z.string().min(1).optional().describe(
    "the server that takes our e-mail",
  ),
  SMTP_PORT: z.coerce.number().int().min(1).max(65_535).default(465)
    .describe(
      "where it speaks TLS from the first byte; edge functions reach neither 25 nor 587",
    ),
  SMTP_USER: z.string().min(1).optional().describe("who we are there"),
  SMTP_PASSWORD: z.string().min(1).optional().describe(
    "and by what it knows us",
  ),
  SMTP_FROM: z.string().regex(/^[^\r\n]{3,200}$/, "must be one line").optional()
    .describe(
      "the sender that people see, such as Estate <no-reply@estate.ng>",
    ),
  SMTP_REPLY_TO: z.email().optional().describe(
    "where answers go, when not to the sender",
  ),
  SMTP_CA_CERTIFICATE: z.string().includes("BEGIN CERTIFICATE").optional()
    .describe(
      "the certificate (PEM) of a server that no public authority vouches for",
    ),
});

/** Settings as read. */
export type SmtpSettings = z.infer<typeof smtpSettings>;
