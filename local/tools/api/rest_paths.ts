/** Tables, views and functions of the database as paths of REST and RPC. */
import type { ApiCatalog, ApiColumn, ApiField, ApiFunction, ApiRole, ApiTable } from "./catalog.ts";
import { jsonShapes } from "./json_shapes.ts";
import { policyInWords } from "./policy_words.ts";
import type { ExplainedProblem } from "./problem_pages.ts";
import { problemsRaised } from "./problems_raised.ts";
import { type Schema, TypeSchemas } from "./schema_of_type.ts";

/** What the description is made of. */
export interface RestDescription {
  readonly paths: Readonly<Record<string, Schema>>;
  readonly schemas: Readonly<Record<string, Schema>>;
}

/** Describes what stands under /rest/v1. `roomOf` says in which room a table or function is at home. */
export function describeRest(
  catalog: ApiCatalog,
  problems: readonly ExplainedProblem[],
  roomOf: (name: string) => string,
): RestDescription {
  const types = new TypeSchemas();
  const raised = problemsRaised(catalog.sources, new Set(problems.map(({ code }) => code)));
  const byCode = new Map(problems.map((problem) => [problem.code, problem]));
  const rows = new Map(catalog.tables.map((table) => [table.name, rowOf(table, types)]));
  const paths: Record<string, Schema> = {};
  for (const table of catalog.tables) {
    const path = pathOfTable(table, types, catalog.helpers, roomOf(table.name));
    if (Object.keys(path).length > 0) paths[`/rest/v1/${table.name}`] = path;
  }
  for (const it of catalog.functions) {
    if (it.callers.length === 0) continue;
    const codes = raised(`public.${it.function}`).map((code) => byCode.get(code)!);
    paths[`/rest/v1/rpc/${it.function}`] = {
      post: operationOf(it, types, codes, roomOf(it.function)),
    };
  }
  const described = catalog.tables
    .filter(({ name }) =>
      `/rest/v1/${name}` in paths || catalog.functions.some((it) => it.returns_table === name)
    )
    .map(({ name, comment }) => [name, { ...rows.get(name), description: comment }] as const);
  return { paths, schemas: { ...types.named, ...Object.fromEntries(described) } };
}

const ref = (name: string): Schema => ({ $ref: `#/components/schemas/${name}` });
const json = (schema: Schema): Schema => ({ "application/json": { schema } });

function described(
  type: Parameters<TypeSchemas["of"]>[0],
  comment: string | null,
  types: TypeSchemas,
): Schema {
  return { ...types.of(type), ...(comment === null ? {} : { description: comment }) };
}

function rowOf({ is_type, columns }: ApiTable, types: TypeSchemas): Schema {
  const readable = columns.filter(({ readers }) => is_type || readers.length > 0);
  return {
    type: "object",
    properties: Object.fromEntries(
      readable.map((
        it,
      ) => [it.column, nullable(described(it, it.column_comment, types), !it.not_null)]),
    ),
  };
}

/** A reference with words beside it, or null as well. */
function nullable(schema: Schema, may: boolean): Schema {
  if (!may || Object.keys(schema).every((key) => key === "description")) return schema;
  const { description, ...rest } = schema;
  return {
    ...(typeof rest.type === "string"
      ? { ...rest, type: [rest.type, "null"] }
      : { anyOf: [rest, { type: "null" }] }),
    ...(description === undefined ? {} : { description }),
  };
}

function pathOfTable(
  table: ApiTable,
  types: TypeSchemas,
  helpers: ReadonlyMap<string, string>,
  room: string,
): Schema {
  const of = (command: string) =>
    table.policies.filter((it) => it.command === command || it.command === "ALL")
      .map((it) => policyInWords(it, helpers));
  const readers = (role: ApiRole) =>
    table.columns.filter((it) => it.readers.includes(role)).map((it) => it.column);
  const shown = readers("authenticated").length > 0 ? readers("authenticated") : readers("anon");
  const inserted = table.columns.filter((it) => it.inserters.length > 0);
  const updated = table.columns.filter((it) => it.updaters.length > 0);
  const common = (command: string, more: readonly string[] = []) => ({
    tags: [room],
    description: [...paragraphs(table.comment), ...of(command), ...more].join("\n\n"),
  });
  const filters = [
    { $ref: "#/components/parameters/filters" },
  ];
  const signedIn = [{ apikey: [], bearer: [] }];
  const visitors = (roles: readonly ApiRole[]) =>
    roles.includes("anon") ? { security: [{ apikey: [] }, ...signedIn] } : { security: signedIn };
  return {
    ...(shown.length === 0 ? {} : {
      get: {
        operationId: `select_${table.name}`,
        summary: `Read ${table.name}`,
        ...common("SELECT", columnsInWords(table, readers("anon"), shown)),
        ...visitors(readers("anon").length > 0 ? ["anon"] : []),
        parameters: [
          {
            name: "select",
            in: "query",
            description: "Columns, and rows of other tables by foreign key",
            schema: {
              type: "string",
              default: shown.length < table.columns.length ? shown.join(",") : "*",
            },
          },
          ...filters,
          ...["order", "limit", "offset"].map((name) => ({
            $ref: `#/components/parameters/${name}`,
          })),
        ],
        responses: {
          200: rowsOf(table.name, "Rows"),
          default: ref_response,
        },
      },
    }),
    ...(inserted.length === 0 ? {} : {
      post: {
        operationId: `insert_${table.name}`,
        summary: `Add to ${table.name}`,
        ...common("INSERT"),
        security: signedIn,
        parameters: [{ $ref: "#/components/parameters/prefer" }],
        requestBody: { required: true, content: json(written(inserted, types, true)) },
        responses: { 201: { description: "Added" }, default: ref_response },
      },
    }),
    ...(updated.length === 0 ? {} : {
      patch: {
        operationId: `update_${table.name}`,
        summary: `Change ${table.name}`,
        ...common("UPDATE"),
        security: signedIn,
        parameters: [...filters, { $ref: "#/components/parameters/prefer" }],
        requestBody: { required: true, content: json(written(updated, types, false)) },
        responses: {
          200: rowsOf(table.name, "Changed, with return=representation"),
          204: { description: "Changed" },
          default: ref_response,
        },
      },
    }),
    ...(table.deleters.length === 0 ? {} : {
      delete: {
        operationId: `delete_${table.name}`,
        summary: `Delete from ${table.name}`,
        ...common("DELETE"),
        security: signedIn,
        parameters: filters,
        responses: { 204: { description: "Deleted" }, default: ref_response },
      },
    }),
  };
}

const rowsOf = (table: string, description: string): Schema => ({
  description,
  content: json({ type: "array", items: ref(table) }),
});

const ref_response: Schema = { $ref: "#/components/responses/DatabaseProblem" };

const paragraphs = (text: string | null): readonly string[] => text === null ? [] : [text];

/** What of the columns a caller must know before they ask for all of them. */
function columnsInWords(
  table: ApiTable,
  visitors: readonly string[],
  shown: readonly string[],
): readonly string[] {
  const withheld = table.columns.filter((it) => it.readers.length === 0).map((it) => it.column);
  const words: string[] = [];
  if (withheld.length > 0) {
    words.push(
      `Name the columns in select: ${withheld.join(", ")} ${
        withheld.length > 1 ? "are" : "is"
      } withheld, so that * is refused with 42501.`,
    );
  }
  if (visitors.length > 0 && visitors.length < shown.length) {
    words.push(`Without a token, name the columns too: visitors read ${visitors.join(", ")}.`);
  }
  return words;
}

function written(columns: readonly ApiColumn[], types: TypeSchemas, whole: boolean): Schema {
  const required = columns.filter((it) => it.not_null && !it.has_default).map((it) => it.column);
  return {
    type: "object",
    properties: Object.fromEntries(
      columns.map((
        it,
      ) => [it.column, nullable(described(it, it.column_comment, types), !it.not_null)]),
    ),
    ...(whole && required.length > 0 ? { required } : {}),
    additionalProperties: false,
  };
}

function operationOf(
  it: ApiFunction,
  types: TypeSchemas,
  problems: readonly ExplainedProblem[],
  room: string,
): Schema {
  const input = it.fields.filter((field) => !field.is_output);
  const required = input.filter((field) => !field.has_default).map((field) => field.field);
  const byStatus = Map.groupBy(problems, (problem) => problem.status);
  return {
    operationId: it.function,
    summary: it.function,
    tags: [room],
    description: it.function_comment ?? "",
    security: it.callers.includes("anon")
      ? [{ apikey: [] }, { apikey: [], bearer: [] }]
      : [{ apikey: [], bearer: [] }],
    requestBody: {
      required: true,
      content: json({
        type: "object",
        properties: Object.fromEntries(
          input.map((field) => [field.field, argumentOf(it.function, field, types)]),
        ),
        ...(required.length > 0 ? { required } : {}),
        additionalProperties: false,
      }),
    },
    responses: {
      ...answerOf(it, types),
      ...Object.fromEntries([...byStatus].map(([status, these]) => [status, {
        description: these.map(({ code, title }) => `\`${code}\`: ${title}`).join("\n\n"),
        content: json(ref("DatabaseProblem")),
      }])),
      default: ref_response,
    },
  };
}

/** @throws {Error} naming a JSON argument whose shape is not described */
function argumentOf(name: string, field: ApiField, types: TypeSchemas): Schema {
  if (field.name !== "jsonb") return types.of(field);
  const shape = jsonShapes[name]?.[field.field];
  if (shape !== undefined) return shape;
  throw new Error(`Cannot describe ${field.field} of ${name}: json_shapes.ts has no shape of it`);
}

function answerOf(it: ApiFunction, types: TypeSchemas): Schema {
  if (it.name === "void") return { 204: { description: "Done" } };
  const outputs = it.fields.filter((field) => field.is_output);
  const one = it.returns_table !== null
    ? ref(it.returns_table)
    : outputs.length > 0
    ? objectOf(outputs, types)
    : types.of(it);
  const schema = it.returns_set ? { type: "array", items: one } : one;
  return { 200: { description: "The answer", content: json(schema) } };
}

const objectOf = (fields: readonly ApiField[], types: TypeSchemas): Schema => ({
  type: "object",
  // A column of an answer is never said not to be null.
  properties: Object.fromEntries(
    fields.map((field) => [field.field, nullable(types.of(field), true)]),
  ),
});
