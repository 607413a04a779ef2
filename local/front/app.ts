/** What the stack answers about itself: `GET /`, and `POST /clock` to move its time. */
import { Hono } from "hono";
import { z } from "zod";
import { page } from "../sandboxes/layout.ts";
import type { StandIns } from "../supabase/extensions/stand_ins.ts";
import { frontPage, titleOf } from "./page.ts";
import type { StackStatus } from "./status.ts";

/** What `createFront` needs. */
export interface FrontOptions {
  readonly status: () => Promise<StackStatus>;
  readonly secretKey: string;
  /** What moves time; it gives nothing where time cannot be moved, and before everything runs. */
  readonly walk: () => StandIns["walk"];
}

/** A line of the answer to `POST /clock`: a stop, or how it ended. */
export type ClockLine =
  | { readonly at: string; readonly ran: number; readonly failed: readonly string[] }
  | { readonly done: boolean; readonly error?: string };

const longestMs = 3660 * 86_400_000;
const move = z.strictObject({ ms: z.number().int().min(1000).max(longestMs) });

const isThisMachine = (host: string) => /^(127\.0\.0\.1|localhost|\[::1\])(:[0-9]+)?$/.test(host);

/** Builds it. */
export function createFront({ status, secretKey, walk: mover }: FrontOptions): Hono {
  const app = new Hono();
  let walking = false;

  // A page elsewhere can give its own name our address, and would then be of the same origin.
  app.use(async (c, next) => {
    if (!isThisMachine(c.req.header("host") ?? new URL(c.req.url).host)) {
      return c.json({ message: "Ask by 127.0.0.1 or localhost" }, 421);
    }
    return await next();
  });

  app.get("/", async (c) => {
    const now = await status();
    const accepted = c.req.header("accept") ?? "*/*";
    c.header("vary", "accept");
    if (/\bjson\b/.test(accepted) && !/\btext\/html\b/.test(accepted)) {
      c.header("cache-control", "no-store");
      return c.json(now);
    }
    return await page(c, titleOf(now), frontPage(now), { wide: true });
  });

  app.post("/clock", async (c) => {
    // A page of another origin cannot send this header unasked, and nobody answers its question.
    if (c.req.header("apikey") !== secretKey) {
      return c.json({ message: "The secret key of this stack is needed" }, 401);
    }
    const walk = mover();
    if (walk === undefined) {
      return c.json({ message: "Only the time of the embedded database can be moved" }, 409);
    }
    if (walking) return c.json({ message: "Time is being moved already" }, 409);
    const asked = move.safeParse(await c.req.json().catch(() => undefined));
    if (!asked.success) {
      return c.json({ message: "Give ms: at least a second, at most ten years" }, 400);
    }
    walking = true;
    const lines = new TransformStream<ClockLine, string>({
      transform: (line, out) => out.enqueue(`${JSON.stringify(line)}\n`),
    });
    const writer = lines.writable.getWriter();
    // Whoever asked may go away in the middle: time goes on to where it was sent.
    const tell = (line: ClockLine) => void writer.write(line).catch(() => {});
    void walk(asked.data.ms, ({ at, ran, failed }) => tell({ at: at.toISOString(), ran, failed }))
      .then(
        () => tell({ done: true }),
        (error) => tell({ done: false, error: error instanceof Error ? error.message : "unknown" }),
      )
      .finally(() => {
        walking = false;
        void writer.close().catch(() => {});
      });
    return c.body(lines.readable.pipeThrough(new TextEncoderStream()), 200, {
      "content-type": "application/x-ndjson",
    });
  });
  return app;
}
