import { createClient } from "@supabase/supabase-js";
import { assertEquals } from "@std/assert";
import { removeTokens } from "./tokens.ts";

Deno.test("the session that supabase-js keeps is found under its name, and taken away", async () => {
  const kept = new Map<string, string>();
  const storage = {
    getItem: (name: string) => kept.get(name) ?? null,
    setItem: (name: string, value: string) => void kept.set(name, value),
    removeItem: (name: string) => void kept.delete(name),
  };
  const { auth } = createClient("https://estate.example", "key", {
    auth: { storage, persistSession: true, autoRefreshToken: false },
    global: {
      fetch: () =>
        Promise.resolve(Response.json({
          access_token: "header.e30.signature",
          refresh_token: "renews",
          token_type: "bearer",
          expires_in: 3600,
          user: { id: "a" },
        })),
    },
  });
  await auth.signInWithPassword({ email: "a@estate.example", password: "password" });
  assertEquals([...kept.values()].some((it) => it.includes("renews")), true);
  kept.set("sb-theme", "another's");
  removeTokens({
    get length() {
      return kept.size;
    },
    key: (at) => [...kept.keys()][at] ?? null,
    removeItem: storage.removeItem,
  });
  assertEquals([...kept.keys()], ["sb-theme"]);
});
