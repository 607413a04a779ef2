/** Reports as files. What stands in them the database says, asked as the caller. */
import { createRoute, type OpenAPIHono, z } from "@hono/zod-openapi";
import type { Context } from "hono";
import type { Principal } from "../_shared/auth.ts";
import { longDay, naira } from "../_shared/paper/figures.ts";
import { problemResponse } from "../_shared/problem_schema.ts";
import { rateLimited } from "../_shared/rate_limit.ts";
import { requireUser } from "../_shared/require_caller.ts";
import { createServiceApp, type ServiceEnv } from "../_shared/service_app.ts";
import { type ReportName, type ReportRow, reports } from "./columns.ts";
import { toCsv } from "./csv.ts";
import type { ReportsDeps } from "./deps.ts";
import { makeReportPaper } from "./report_paper.ts";

const format = z.enum(["csv", "pdf"]).default("csv");
const days = { from_on: z.iso.date(), to_on: z.iso.date().describe("Last day, included") };

/** What each report asks for. */
const queries = {
  "rent-roll": z.strictObject({ org_id: z.uuid(), format }),
  collections: z.strictObject({ org_id: z.uuid(), ...days, format }),
  ageing: z.strictObject({ org_id: z.uuid(), format }),
  "owner-statement": z.strictObject({
    org_id: z.uuid(),
    ...days,
    property_id: z.uuid().optional(),
    format,
  }),
  "service-charges": z.strictObject({ org_id: z.uuid(), ...days, format }),
  "platform-fees": z.strictObject({ org_id: z.uuid(), ...days, format }),
  "rent-relief": z.strictObject({ year: z.coerce.number().int().min(2000).max(2199), format }),
} as const satisfies Record<ReportName, z.ZodObject>;

/** A table of fifty thousand rows has some ten megabytes. */
const mostRows = 50_000;
/** On paper: an edge function has 2 s of CPU, and nobody reads more than forty pages. */
const mostRowsOnPaper = 1_000;

/** The app of the reports function. */
export function createApp(deps: ReportsDeps): OpenAPIHono<ServiceEnv> {
  const app = createServiceApp({
    name: "reports",
    title: "Estate reports",
    description: "Rent roll, collections, ageing, statements: as CSV and PDF.",
    log: deps.log,
  });
  app.openAPIRegistry.registerComponent("securitySchemes", "bearer", {
    type: "http",
    scheme: "bearer",
  });
  const idOf = (context: Context) => (context.get("principal") as Principal).userId;
  for (const name of Object.keys(reports) as ReportName[]) {
    const { call, title, columns } = reports[name];
    const route = createRoute({
      method: "get",
      path: `/${name}`,
      summary: title,
      security: [{ bearer: [] }],
      middleware: [
        requireUser(deps.verifyToken),
        // A dozen at once, then one every ten seconds.
        rateLimited(
          deps.database,
          { name: "reports", capacity: 12, refillPerSecond: 1 / 10 },
          idOf,
        ),
      ] as const,
      request: { query: queries[name] },
      responses: {
        200: {
          description: "The file",
          content: {
            "text/csv": { schema: z.string() },
            "application/pdf": { schema: z.string() },
          },
        },
        400: problemResponse("report.bad_days, report.bad_year"),
        401: problemResponse("auth.missing_token, auth.invalid_token, auth.expired_token"),
        403: problemResponse("auth.forbidden"),
        422: problemResponse("request.invalid, report.too_long"),
        429: problemResponse("rate_limit.exceeded"),
        503: problemResponse("database.busy"),
      },
    });
    app.openapi(route, async (context) => {
      const { format, ...asked } = context.req.valid("query" as never) as
        & z.output<typeof queries["owner-statement"]>
        & { year?: number };
      // requireUser has taken the token apart.
      const token = (context.req.header("authorization") ?? "").replace(/^Bearer\s+/i, "");
      const rows = await deps.reads.rows<ReportRow>(
        token,
        call,
        asked,
        format === "pdf" ? mostRowsOnPaper : mostRows,
      );
      const madeAt = new Date(deps.clock.now());
      const headers = {
        "cache-control": "no-store",
        "content-disposition": `attachment; filename="${name}-${
          madeAt.toISOString().slice(0, 10)
        }.${format}"`,
      };
      if (format === "csv") {
        return context.body(toCsv(columns, rows), 200, {
          ...headers,
          "content-type": "text/csv; charset=utf-8",
        });
      }
      const paper = await makeReportPaper(
        { title, about: aboutOf(asked, rows, madeAt), madeAt },
        columns,
        rows,
      );
      return context.body(new Uint8Array(paper), 200, {
        ...headers,
        "content-type": "application/pdf",
      });
    });
  }
  return app;
}

/** The lines under a report's title. */
function aboutOf(
  asked: { from_on?: string; to_on?: string; year?: number },
  rows: readonly ReportRow[],
  madeAt: Date,
): string[] {
  const about: string[] = [];
  if (asked.from_on !== undefined && asked.to_on !== undefined) {
    about.push(`From ${longDay(asked.from_on)} to ${longDay(asked.to_on)}`);
  }
  if (asked.year !== undefined) {
    about.push(`In ${asked.year}, by receipts that hold. This is no tax advice.`);
    const relief = rows[0]?.["relief_kobo"];
    if (typeof relief === "number") {
      about.push(
        `Free of income tax are at most ${naira(relief)} of it (Nigeria Tax Act 2025, s.30).`,
      );
    }
  }
  about.push(`As of ${longDay(lagosDay(madeAt))}, amounts in naira`);
  return about;
}

/** Nigeria is an hour ahead of UTC, the whole year. */
function lagosDay(at: Date): string {
  return new Date(at.getTime() + 3_600_000).toISOString().slice(0, 10);
}
