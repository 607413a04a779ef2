/** Settings of the Dojah adapter. Without a key, Dojah is not asked. */
import { z } from "zod";

/** Names and purposes of the variables. */
export const dojahSettings = z.object({
  DOJAH_APP_ID: z.string().min(1).optional().describe(
    "the app's id in Dojah's dashboard",
  ),
  DOJAH_SECRET_KEY: z.string().min(8).optional()
    .describe(
      "Dojah's secret key; without it Dojah is not asked who somebody is",
    ),
  DOJAH_BASE_URL: z.url().default("https://api.dojah.io").describe(
    "Dojah's address",
  ),
});
