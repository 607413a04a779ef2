/** Settings of the Prembly adapter. Without a key, Prembly is not asked. */
import { z } from "zod";

/** Names and purposes of the variables. */
export const premblySettings = z.object({
  PREMBLY_API_KEY: z.string().min(8).optional()
    .describe("Prembly's key; without it Prembly is not asked who somebody is"),
  PREMBLY_BASE_URL: z.url().default("https://api.prembly.com/verification")
    .describe(
      "Prembly's address, with the path before nin and bvn: older accounts have another",
    ),
});
