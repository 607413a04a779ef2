import { assertEquals, assertThrows } from "@std/assert";
import { z } from "zod";
import {
  ConfigError,
  loadConfig,
  platformSettings,
  publishableKeyOf,
  secretKeyOf,
} from "./config.ts";

const settings = platformSettings.extend({
  PAYSTACK_SECRET_KEY: z.string().startsWith("sk_").describe("opens checkouts"),
  APP_URL: z.url().describe("where payers return to"),
});

Deno.test("loadConfig lists every missing and wrong variable with its purpose, and no values", () => {
  const error = assertThrows(
    () => loadConfig(settings, { PAYSTACK_SECRET_KEY: "hunter2", APP_URL: "" }),
    ConfigError,
  );
  assertEquals(error.problems.length, 4);
  for (
    const expected of [
      "SUPABASE_URL: is missing (the project's address)",
      "(opens checkouts)",
      "APP_URL: is missing (where payers return to)",
      "SUPABASE_SERVICE_ROLE_KEY: is missing (secret API key)",
    ]
  ) {
    assertEquals(
      error.problems.some((problem: string) => problem.includes(expected)),
      true,
      expected,
    );
  }
  assertEquals(error.message.includes("hunter2"), false);
});

Deno.test("keys are read new style first, then old style", () => {
  const config = loadConfig(platformSettings, {
    SUPABASE_URL: "http://127.0.0.1:54321",
    SUPABASE_SECRET_KEYS: '{"default":"sb_secret_new"}',
    SUPABASE_SERVICE_ROLE_KEY: "old",
    SUPABASE_ANON_KEY: "old-anon",
  });
  assertEquals(secretKeyOf(config), "sb_secret_new");
  assertEquals(publishableKeyOf(config), "old-anon");
});

Deno.test("a key set that is not a JSON object is reported once", () => {
  const error = assertThrows(
    () =>
      loadConfig(platformSettings, { SUPABASE_URL: "http://x.test", SUPABASE_SECRET_KEYS: "oops" }),
    ConfigError,
  );
  assertEquals(error.problems.length, 1);
  assertEquals(error.problems[0]?.includes("must be a JSON object"), true);
});
