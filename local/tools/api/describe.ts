/**
 * One OpenAPI 3.1 description of the whole API: the edge functions as they describe themselves, REST and RPC out of the
 * catalog, signing in, the channels of Realtime and the problem catalogue.
 */
import { developmentKeys, readProjectConfig } from "../../settings.ts";
import type { Database } from "../../supabase/database/database.ts";
import { schemasFolder } from "../../supabase/database/prepare.ts";
import { readSchemas } from "../../supabase/database/schemas.ts";
import { functionEnvironment } from "../../supabase/functions/environment.ts";
import { functionModules } from "../../supabase/functions/modules.ts";
import { authPaths } from "./auth_paths.ts";
import { readCatalog } from "./catalog.ts";
import { type ExplainedProblem, readProblemPages } from "./problem_pages.ts";
import { realtimeInWords, type RealtimeTopic, realtimeTopics } from "./realtime.ts";
import { describeRest } from "./rest_paths.ts";
import type { Schema } from "./schema_of_type.ts";
import { storagePaths } from "./storage_paths.ts";
import { machineClock } from "../../supabase/database/clock.ts";

/** What the function docs serves. */
export interface ApiDescription {
  readonly openapi: Schema;
  readonly problems: readonly ExplainedProblem[];
  readonly realtime: { readonly how: string; readonly topics: readonly RealtimeTopic[] };
}

/** Describes the API of a migrated database and of the functions beside it. */
export async function describeApi(database: Database): Promise<ApiDescription> {
  const problems = await readProblemPages();
  const rooms = await roomOfEach();
  const rest = describeRest(
    await readCatalog(database),
    problems,
    (name) => rooms.get(name) ?? "ground",
  );
  const functions = await describeFunctions();
  const paths = { ...authPaths, ...storagePaths, ...functions.paths, ...rest.paths };
  return {
    openapi: {
      openapi: "3.1.0",
      info: { title: "Estate", version: "1", description: introduction },
      // The function docs says where it stands.
      servers: [{ url: "/" }],
      tags: tagsOf(paths),
      // Redoc shows tags in groups: the chapters.
      "x-tagGroups": groupsOf(tagsOf(paths)),
      paths,
      components: {
        securitySchemes: {
          apikey: {
            type: "apiKey",
            in: "header",
            name: "apikey",
            description: "The project's publishable key",
          },
          bearer: {
            type: "http",
            scheme: "bearer",
            bearerFormat: "JWT",
            description: "The access_token of POST /auth/v1/token",
          },
        },
        parameters,
        responses: {
          DatabaseProblem: {
            description: "A refusal of the database",
            content: {
              "application/json": { schema: { $ref: "#/components/schemas/DatabaseProblem" } },
            },
          },
        },
        schemas: sorted({
          ...rest.schemas,
          ...functions.schemas,
          DatabaseProblem: databaseProblem,
          GatewayRefusal: gatewayRefusal,
        }),
      },
    },
    problems,
    realtime: { how: realtimeInWords, topics: realtimeTopics },
  };
}

const introduction =
  `Everything that can be called: sign-in under /auth/v1, tables and functions of the database under
/rest/v1, edge functions under /functions/v1, files under /storage/v1. Every call names the project by the header \`apikey\`, and a person by \`Authorization: Bearer\`.
Amounts are whole kobo, instants are UTC, dates are Nigeria's. Send \`x-estate-org\` with the id of the organization that a call is about,
where you know it; it decides nothing about who may do what.

A refusal of a rule has a stable code: \`hint\` of what REST answers, \`code\` of what edge functions answer (RFC 9457). What each means and what to do
is at /functions/v1/docs/problems. What PostgreSQL refuses by itself has its SQLSTATE in \`code\`, no \`hint\`, and the column or the check (\`<table>_<column>_check\`) in \`message\`;
what is no number, no id or too large for its column is refused by its value, without the column (22P02, 22003). Who calls a function for people without a token is refused with 42501 by REST, and by the gateway before an edge function. Conditions on a column take dates and amounts as they are stored (\`2026-12-05\`): only arguments are read as people write them. A status of 429 says in Retry-After when to come again. POST of an edge function takes an Idempotency-Key.

${realtimeInWords}

${
    realtimeTopics.map(({ topic, who, events }) =>
      `- \`${topic}\` (${who}): ${
        events.map(({ event, when, payload }) => `\`${event}\`: ${when} (${payload.join(", ")})`)
          .join("; ")
      }`
    ).join("\n")
  }`;

const parameters: Schema = {
  filters: {
    name: "filters",
    in: "query",
    description:
      'Column and condition: {"id": "eq.…", "created_at": "gte.2026-01-01"}. Conditions: eq, neq, gt, gte, lt, lte, like, ilike, in.(a,b), is.null',
    style: "form",
    explode: true,
    schema: { type: "object", additionalProperties: { type: "string" } },
    example: {},
  },
  order: {
    name: "order",
    in: "query",
    description: "Such as created_at.desc,id",
    schema: { type: "string" },
  },
  limit: { name: "limit", in: "query", schema: { type: "integer", maximum: 1000, default: 20 } },
  offset: { name: "offset", in: "query", schema: { type: "integer" } },
  prefer: {
    name: "Prefer",
    in: "header",
    description:
      "return=representation answers with the rows; name their columns in select where some are withheld",
    schema: { type: "string", enum: ["return=minimal", "return=representation"] },
  },
};

const gatewayRefusal: Schema = {
  type: "object",
  description: "What Supabase's gateway answers before an edge function is asked",
  properties: {
    code: { type: "integer", description: "401" },
    message: { type: "string", description: "Such as Invalid JWT" },
  },
};

const databaseProblem: Schema = {
  type: "object",
  description: "What REST and RPC answer when they refuse",
  properties: {
    code: {
      type: "string",
      description:
        "PT and the status where a rule of Estate refused; else the SQLSTATE of what PostgreSQL refused by itself",
    },
    message: {
      type: "string",
      description:
        "For people; beside a SQLSTATE PostgreSQL's own, which names the column or check",
    },
    details: {
      type: ["string", "null"],
      description:
        'JSON text where there is more, such as {"field": "amount_kobo"}; beside a SQLSTATE words of PostgreSQL',
    },
    hint: {
      type: ["string", "null"],
      description: "The stable problem code; null beside a SQLSTATE",
    },
  },
};

/** Which room of the schemas makes a table, view or function of public: `money: receipts`. */
async function roomOfEach(): Promise<ReadonlyMap<string, string>> {
  const rooms = new Map<string, string>();
  for (const { chapter, name, sql } of await readSchemas(schemasFolder)) {
    const room = name.replace(/^.*\/\d+_|\.sql$/g, "").replaceAll("_", " ");
    for (const [, made] of sql.matchAll(/^create (?:table|view|function) public\.(\w+)/gm)) {
      rooms.set(made as string, `${chapter}: ${room}`);
    }
  }
  return rooms;
}

/** What each edge function says of itself, under its address. */
async function describeFunctions(): Promise<
  { paths: Record<string, Schema>; schemas: Record<string, Schema> }
> {
  const paths: Record<string, Schema> = {};
  const schemas: Record<string, Schema> = {};
  const url = "http://127.0.0.1:54321";
  const { auth, functions: configured } = await readProjectConfig();
  const smtp = { port: 465, certificate: "-----BEGIN CERTIFICATE-----" };
  const sandboxes = {
    paystack: url,
    flutterwave: url,
    termii: url,
    dojah: url,
    prembly: url,
    smtp,
  };
  const env = functionEnvironment({ url, appUrl: url }, developmentKeys, sandboxes, auth.hook);
  for (const [name, module] of Object.entries(functionModules(() => {}, machineClock))) {
    const response = await module.create(env)(new Request(`${url}/${name}/openapi.json`));
    const own = await response.json() as {
      paths: Record<string, Record<string, Schema>>;
      components?: { schemas?: Record<string, Schema> };
    };
    for (const [path, operations] of Object.entries(own.paths)) {
      paths[`/functions/v1${path}`] = Object.fromEntries(
        Object.entries(operations).map(([method, operation]) => [
          method,
          {
            ...operation,
            ...parametersOf(operation),
            ...(configured[name]?.verify_jwt === false ? {} : refusedAtTheGate(operation)),
            tags: [`function ${name}`],
            operationId: idOf(method, path),
          },
        ]),
      );
    }
    for (const [schema, described] of Object.entries(own.components?.schemas ?? {})) {
      if (
        schemas[schema] !== undefined &&
        JSON.stringify(schemas[schema]) !== JSON.stringify(described)
      ) {
        throw new Error(`Two functions describe ${schema} differently: name one of them anew`);
      }
      schemas[schema] = described;
    }
  }
  return { paths, schemas };
}

/** Parts of a path and the Idempotency-Key are always needed: the function itself says so of the latter, in better words. */
function parametersOf({ parameters }: Schema): Schema {
  return Array.isArray(parameters)
    ? {
      parameters: parameters.map((it) =>
        it.in === "path" || it.name === "idempotency-key" ? { ...it, required: true } : it
      ),
    }
    : {};
}

/** Before a function that wants a person's token, Supabase's gateway refuses a missing or bad one in its own words. */
function refusedAtTheGate({ responses }: Schema): Schema {
  const { 401: unknown, ...others } = responses as Readonly<Record<string, Schema>>;
  if (unknown === undefined) return {};
  return {
    responses: {
      ...others,
      401: {
        ...unknown,
        content: {
          ...unknown.content as Schema,
          "application/json": { schema: { $ref: "#/components/schemas/GatewayRefusal" } },
        },
      },
    },
  };
}

const idOf = (method: string, path: string) =>
  `${method}${path.replaceAll(/[^a-z0-9]+/gi, "_").replace(/_$/, "")}`;

function tagsOf(paths: Readonly<Record<string, Schema>>): readonly { name: string }[] {
  const tags = Object.values(paths).flatMap((path) =>
    (Object.values(path) as { tags: string[] }[]).flatMap((operation) => operation.tags)
  );
  return [...new Set(tags)].sort().map((name) => ({ name }));
}

function groupsOf(tags: readonly { name: string }[]) {
  const groups = Map.groupBy(
    tags,
    ({ name }) =>
      name.includes(":")
        ? name.replace(/:.*/, "")
        : name.startsWith("function")
        ? "edge functions"
        : name,
  );
  return [...groups].map(([name, these]) => ({ name, tags: these.map((it) => it.name) }));
}

const sorted = (schemas: Readonly<Record<string, Schema>>) =>
  Object.fromEntries(Object.entries(schemas).sort(([a], [b]) => a < b ? -1 : 1));
