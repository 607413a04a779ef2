/** Reads a function's settings from the environment, once, at start. */
import { z } from "zod";

const keySet = z.string().transform((text, context) => {
  try {
    return z.record(z.string(), z.string()).parse(JSON.parse(text));
  } catch {
    context.addIssue({
      code: "custom",
      message: 'must be a JSON object such as {"default":"sb_…"}',
    });
    return z.NEVER;
  }
});

/** What every function needs to reach its own project; Supabase sets these by itself. */
export const platformSettings = z.object({
  SUPABASE_URL: z.url().describe("the project's address"),
  SUPABASE_SECRET_KEYS: keySet.optional().describe("secret API keys, new style"),
  SUPABASE_SERVICE_ROLE_KEY: z.string().min(1).optional().describe("secret API key, old style"),
  AUTH_JWT_SECRET: z.string().min(32).optional()
    .describe("shared secret of user tokens, only where they are signed with HS256"),
});

/** The secret API key among the platform's settings: new style first. */
export function secretKeyOf(settings: z.infer<typeof platformSettings>): string {
  const key = settings.SUPABASE_SECRET_KEYS?.default ?? settings.SUPABASE_SERVICE_ROLE_KEY;
  if (key === undefined) {
    throw new ConfigError(["SUPABASE_SERVICE_ROLE_KEY: is missing (secret API key)"]);
  }
  return key;
}

/** Settings that are missing or wrong, each with what it is for. */
export class ConfigError extends Error {
  override readonly name = "ConfigError";

  constructor(readonly problems: readonly string[]) {
    super(`Cannot start: ${problems.join("; ")}`);
  }
}

/**
 * Parses the environment with a schema whose fields are described by what they are for.
 * @throws {ConfigError} listing every missing or wrong variable
 */
export function loadConfig<Shape extends z.ZodRawShape>(
  schema: z.ZodObject<Shape>,
  env: Readonly<Record<string, string | undefined>>,
): z.infer<z.ZodObject<Shape>> {
  const parsed = schema.safeParse(env);
  if (parsed.success) return parsed.data;
  throw new ConfigError(parsed.error.issues.map((issue) => {
    const name = String(issue.path[0]);
    const purpose = (schema.shape[name] as z.ZodType | undefined)?.description;
    const what = env[name] === undefined ? "is missing" : issue.message;
    return `${name}: ${what}${purpose === undefined ? "" : ` (${purpose})`}`;
  }));
}
