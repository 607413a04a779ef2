/** Reads a function's settings from the environment, once, at start. */
import { z } from "zod";

const keySet = z.string().transform((text, context) => {
  try {
    return z.record(z.string(), z.string().min(1)).parse(JSON.parse(text));
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
  SUPABASE_PUBLISHABLE_KEYS: keySet.optional().describe("publishable API keys, new style"),
  SUPABASE_ANON_KEY: z.string().min(1).optional().describe("publishable API key, old style"),
  AUTH_JWT_SECRET: z.string().min(32).optional()
    .describe("shared secret of user tokens, only where they are signed with HS256"),
});

/** The platform's settings, parsed. */
export type PlatformSettings = z.infer<typeof platformSettings>;

/** Settings that are missing or wrong, each with what it is for. */
export class ConfigError extends Error {
  override readonly name = "ConfigError";

  constructor(readonly problems: readonly string[]) {
    super(`Cannot start: ${problems.join("; ")}`);
  }
}

/** The secret API key among the platform's settings: new style first. @throws {ConfigError} */
export function secretKeyOf(
  settings: Pick<PlatformSettings, "SUPABASE_SECRET_KEYS" | "SUPABASE_SERVICE_ROLE_KEY">,
): string {
  const key = settings.SUPABASE_SECRET_KEYS?.default ?? settings.SUPABASE_SERVICE_ROLE_KEY;
  if (key === undefined) throw new ConfigError([noSecretKey]);
  return key;
}

/** The publishable API key among the platform's settings: new style first. @throws {ConfigError} */
export function publishableKeyOf(
  settings: Pick<PlatformSettings, "SUPABASE_PUBLISHABLE_KEYS" | "SUPABASE_ANON_KEY">,
): string {
  const key = settings.SUPABASE_PUBLISHABLE_KEYS?.default ?? settings.SUPABASE_ANON_KEY;
  if (key === undefined) {
    throw new ConfigError([
      'SUPABASE_PUBLISHABLE_KEYS (with a "default") or SUPABASE_ANON_KEY: is missing (publishable API key)',
    ]);
  }
  return key;
}

const noSecretKey =
  'SUPABASE_SECRET_KEYS (with a "default") or SUPABASE_SERVICE_ROLE_KEY: is missing (secret API key)';

/**
 * Parses the environment with a schema whose fields are described by what they are for. An empty variable
 * counts as missing. Values are never part of an error.
 * @throws {ConfigError} listing every missing or wrong variable
 */
export function loadConfig<Shape extends z.ZodRawShape>(
  schema: z.ZodObject<Shape>,
  env: Readonly<Record<string, string | undefined>>,
): Readonly<z.infer<z.ZodObject<Shape>>> {
  const given = Object.fromEntries(
    Object.entries(env).filter(([, value]) => value !== undefined && value !== ""),
  );
  const parsed = schema.safeParse(given);
  const problems = parsed.success ? [] : parsed.error.issues.map((issue) => {
    const name = String(issue.path[0]);
    const purpose = (schema.shape[name] as z.ZodType | undefined)?.description;
    const what = given[name] === undefined ? "is missing" : issue.message;
    return `${name}: ${what}${purpose === undefined ? "" : ` (${purpose})`}`;
  });
  // Either of two variables will do, which no single field can say.
  if ("SUPABASE_SECRET_KEYS" in schema.shape && lacksSecretKey(given)) problems.push(noSecretKey);
  if (problems.length > 0 || !parsed.success) throw new ConfigError(problems);
  return Object.freeze(parsed.data);
}

function lacksSecretKey(env: Readonly<Record<string, string | undefined>>): boolean {
  if (env.SUPABASE_SERVICE_ROLE_KEY !== undefined) return false;
  if (env.SUPABASE_SECRET_KEYS === undefined) return true;
  const keys = keySet.safeParse(env.SUPABASE_SECRET_KEYS);
  // A set that cannot be read is reported by its own field.
  return keys.success && keys.data.default === undefined;
}
