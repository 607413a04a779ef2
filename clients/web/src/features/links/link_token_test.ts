import { assertEquals } from "@std/assert";
import { dropToken, keepToken, takeToken, tokenIn } from "./link_token.ts";

const token = "a".repeat(43);

function shelf() {
  const kept = new Map<string, string>();
  return {
    getItem: (name: string) => kept.get(name) ?? null,
    setItem: (name: string, value: string) => void kept.set(name, value),
    removeItem: (name: string) => void kept.delete(name),
  };
}

Deno.test("half a token is none", () => {
  assertEquals(tokenIn(`#${token}`), token);
  assertEquals(tokenIn("#abc"), undefined);
  assertEquals(tokenIn(`#${token}?x=1`), undefined);
  assertEquals(tokenIn(""), undefined);
});

Deno.test("a token waits while its reader signs in, and a newer one takes its place", () => {
  const kept = shelf();
  assertEquals(takeToken("invitation", `#${token}`, kept), token);
  assertEquals(takeToken("invitation", "", kept), token);
  assertEquals(takeToken("guarantee", "", kept), undefined);
  const newer = "b".repeat(43);
  assertEquals(takeToken("invitation", `#${newer}`, kept), newer);
  assertEquals(takeToken("invitation", "", kept), newer);
  dropToken("invitation", kept);
  assertEquals(takeToken("invitation", "", kept), undefined);
});

Deno.test("where nothing can be kept the address alone counts", () => {
  const none = {
    getItem: () => {
      throw new Error("forbidden");
    },
    setItem: () => {
      throw new Error("forbidden");
    },
    removeItem: () => {},
  };
  keepToken("invitation", token, none);
  assertEquals(takeToken("invitation", `#${token}`, none), token);
  assertEquals(takeToken("invitation", "", none), undefined);
});
