/** Fetching a copy of one's data: what Storage does not say of a refusal is said. */
import { assertEquals, assertRejects } from "@std/assert";
import type { Estate } from "../ground/client.ts";
import { EstateError } from "../ground/estate_error.ts";
import { readDataExport } from "./privacy.ts";

/** A project whose Storage answers each download with `status`, for a session of these levels. */
const project = (status: number | undefined, currentLevel: string, nextLevel: string) =>
  ({
    storage: {
      from: () => ({
        download: () =>
          Promise.resolve({
            data: null,
            error: Object.assign(new Error("Object not found"), { status }),
          }),
      }),
    },
    auth: {
      mfa: {
        getAuthenticatorAssuranceLevel: () =>
          Promise.resolve({ data: { currentLevel, nextLevel }, error: null }),
      },
    },
  }) as unknown as Estate;

const ready = { files: [{ path: "me/export/index.json", part: 0, size_bytes: 1, sha256: "a" }] };

Deno.test("who may not fetch a copy now learns what to do about it", async () => {
  for (
    const [status, current, next, code] of [
      [400, "aal1", "aal1", "auth.stale_sign_in"],
      [404, "aal2", "aal2", "auth.stale_sign_in"],
      [404, "aal1", "aal2", "auth.insufficient_assurance"],
      // What is no refusal stays what it is.
      [500, "aal1", "aal2", "storage.refused"],
      [undefined, "aal1", "aal1", "storage.refused"],
    ] as const
  ) {
    const error = await assertRejects(
      () => readDataExport(project(status, current, next), ready),
      EstateError,
    );
    assertEquals(error.code, code);
  }
});
