/** Requests to an operation: those that fit its description, and those with one mistake. */
import fc from "fast-check";
import type { Description, Operation, Parameter } from "./description.ts";
import { typesOf } from "./description.ts";
import { mistakesIn } from "./mistakes.ts";
import { type Known, oddTexts, soundValues } from "./sound_values.ts";

/** One request, as it is sent. */
export interface Attempt {
  readonly who: string;
  readonly method: string;
  /** With its query. */
  readonly path: string;
  /** Beside what everybody sends; null takes such a one away. */
  readonly headers: Readonly<Record<string, string | null>>;
  readonly body: string | Uint8Array | undefined;
  /** What is wrong with it; undefined: nothing. */
  readonly mistake?: string;
  /** What its refusal has to name, where the mistake lies in a field. */
  readonly pointer?: string;
}

/** Who asks, and for what. */
export interface Askers {
  /** Names of those who are signed in, and of visitors. */
  readonly people: readonly string[];
  readonly known: Known;
  /** Tokens that must open nothing. */
  readonly badTokens: readonly string[];
}

const everyMethod = ["GET", "POST", "PUT", "PATCH", "DELETE", "PROPFIND"];

const wrongTypes = [
  null,
  "text/plain",
  "application/x-www-form-urlencoded",
  "multipart/form-data; boundary=x",
  "application/xml",
  "application/jsonx",
  "nothing",
];

/** Bytes that are no JSON. */
const broken: readonly (string | Uint8Array)[] = [
  "",
  " ",
  "{",
  '{"a":1',
  '{"a":1}}',
  "{'a':1}",
  "undefined",
  "NaN",
  '{"a":\u0001}',
  "\u0000",
  new Uint8Array([0x7b, 0x22, 0xff, 0xfe, 0x22, 0x3a, 0x31]),
  "[".repeat(30_000),
];

/** A value in a path or a query. */
const written = (value: unknown) =>
  encodeURIComponent(
    (typeof value === "string" ? value : JSON.stringify(value) ?? "").toWellFormed(),
  );

/** Requests that fit the description of `operation`. */
export function soundAttempts(
  description: Description,
  operation: Operation,
  { people, known }: Askers,
  { whole = false }: { readonly whole?: boolean } = {},
): fc.Arbitrary<Attempt> {
  const { parameters, body } = operation;
  const of = (place: Parameter["in"]) =>
    fc.record(
      Object.fromEntries(
        parameters.filter((it) => it.in === place && it.name !== "idempotency-key").map((it) => [
          it.name,
          soundValues(description, it.schema, known, { name: it.name, whole }),
        ]),
      ),
      {
        requiredKeys: parameters.filter((it) => it.in === place && it.required).map((it) =>
          it.name
        ),
      },
    ) as fc.Arbitrary<Readonly<Record<string, unknown>>>;
  return fc.record({
    who: fc.constantFrom(...people),
    path: of("path"),
    query: of("query"),
    body: body === undefined
      ? fc.constant(undefined)
      : soundValues(description, body, known, { whole }),
  }).map(({ who, path, query, body }) => ({
    who,
    method: operation.method,
    path: pathOf(operation, path) + queryOf(Object.entries(query)),
    headers: {},
    body: body === undefined ? undefined : JSON.stringify(body),
  }));
}

function pathOf(operation: Operation, values: Readonly<Record<string, unknown>>): string {
  return operation.path.replaceAll(
    /\{(\w+)\}/g,
    // Nothing and dots alone would be another address.
    (_, name: string) => written(values[name] ?? "").replace(/^\.*$/, "x"),
  );
}

const queryOf = (entries: readonly (readonly [string, unknown])[]) =>
  entries.length === 0
    ? ""
    : `?${entries.map(([name, value]) => `${name}=${written(value)}`).join("&")}`;

/** A value of a path or a query that does not fit; what is text there anyway cannot be of a wrong type. */
function wrongText(description: Description, { name, schema, in: place }: Parameter) {
  const it = description.resolve(schema);
  const types = typesOf(it);
  const wrong: string[] = [];
  if (it.enum !== undefined) {
    wrong.push("nothing-of-these", `${it.enum[0]} `, `${it.enum[0]}\u0000`);
  } else if (it.format === "uuid") {
    wrong.push("17", "0190a6f0-0000-7000-8000-00000000000g", "\u0000");
  } else if (it.format === "date") wrong.push("2026-02-30", "20261205", "today", "\u0000");
  else if (types.includes("integer")) {
    wrong.push("x", "1.5", "1e30", "NaN", "Infinity", "\u0000", "--1");
    if (it.minimum !== undefined) wrong.push(String(it.minimum - 1));
    if (it.maximum !== undefined) wrong.push(String(it.maximum + 1));
  } else if (it.maxLength !== undefined) wrong.push("x".repeat(it.maxLength + 1));
  if (name === "criteria") {
    wrong.push("{", "[]", "17", '"text"', '{"naer":1}', '{"min_price_kobo":"1"}', '{"words":[1]}');
  }
  return { name, wrong: place === "path" ? wrong.filter((text) => text !== "") : wrong };
}

/** Requests to `operation`, each with one mistake; with `inBody`, in the body alone. */
export function mistakenAttempts(
  description: Description,
  operation: Operation,
  askers: Askers,
  { inBody = false }: { readonly inBody?: boolean } = {},
): fc.Arbitrary<Attempt> {
  const sound = soundAttempts(description, operation, askers, { whole: true });
  const mistaken = (
    weight: number,
    change: fc.Arbitrary<
      (attempt: Attempt) => Partial<Attempt> & { readonly mistake: string }
    >,
  ) => ({
    weight,
    arbitrary: fc.tuple(sound, change).map(([attempt, change]) => ({
      ...attempt,
      ...change(attempt),
    })),
  });
  const kinds = inBody ? [] : [
    mistaken(
      1,
      fc.constantFrom(...everyMethod.filter((it) => !operation.methods.includes(it)))
        .map((method) => ({ body }) => ({
          method,
          body: method === "GET" ? undefined : body,
          mistake: `the method ${method}`,
        })),
    ),
    mistaken(
      1,
      fc.constantFrom("naer", "constructor", "__proto__", "select", "%00").map(
        (name) => ({ path }) => ({
          path: `${path}${path.includes("?") ? "&" : "?"}${name}=1`,
          mistake: `the parameter ${name}`,
          ...(name === "naer" ? { pointer: "/naer" } : {}),
        }),
      ),
    ),
    mistaken(
      1,
      // What is added to a text at the end is another text.
      fc.constantFrom(
        ...operation.path.endsWith("}") ? ["/x", "/x/y"] : ["/", "/x", "%2f", "//", "%00"],
      ).map((end) => ({ path }) => ({
        path: path.replace(/(\?|$)/, `${end}$1`),
        mistake: `an address with ${end} at its end`,
      })),
    ),
  ];
  const wrongs = (inBody ? [] : operation.parameters).filter((it) => it.in !== "header").map((
    it,
  ) => ({
    ...wrongText(description, it),
    place: it.in,
    required: it.required === true,
  }));
  for (const { name, wrong, place, required } of wrongs) {
    const values = wrong.map((value) => ({ value, mistake: `${name}=${value.slice(0, 40)}` }));
    if (place === "path") {
      if (values.length === 0) continue;
      // Only this part of the path is another.
      kinds.push(mistaken(
        2,
        fc.constantFrom(...values).map(({ value, mistake }) => ({ path }) => ({
          path: replacedPart(operation, path, name, written(value)),
          mistake,
          pointer: `/${name}`,
        })),
      ));
      continue;
    }
    const without = (path: string) => {
      const [address, query = ""] = path.split("?");
      const rest = query.split("&").filter((it) => it !== "" && !it.startsWith(`${name}=`));
      return [`${address}?`, rest] as const;
    };
    const set = (path: string, given: readonly string[]) => {
      const [address, rest] = without(path);
      return address + [...rest, ...given.map((it) => `${name}=${written(it)}`)].join("&");
    };
    const changes = values.map(({ value, mistake }) => ({ path }: Attempt) => ({
      path: set(path, [value]),
      mistake,
      pointer: `/${name}`,
    }));
    changes.push(({ path }) => ({
      path: set(path, ["1", "2"]),
      mistake: `${name} twice`,
      pointer: `/${name}`,
    }));
    if (required) {
      changes.push(({ path }) => ({
        path: set(path, []),
        mistake: `${name} is missing`,
        pointer: `/${name}`,
      }));
    }
    kinds.push(mistaken(2, fc.constantFrom(...changes)));
  }
  if (operation.parameters.some((it) => it.name === "idempotency-key")) {
    kinds.push(mistaken(
      1,
      fc.constantFrom(
        null,
        "short",
        "x".repeat(256),
        "with blanks in the middle",
        "ééééééééééééééééé",
      )
        .map((key) => () => ({
          headers: { "idempotency-key": key },
          mistake: `the Idempotency-Key ${key?.slice(0, 30)}`,
        })),
    ));
  }
  if (operation.asksForToken && !inBody) {
    kinds.push(mistaken(
      2,
      fc.constantFrom(
        null,
        "",
        "Bearer",
        "Basic YTpi",
        ...askers.badTokens.map((it) => `Bearer ${it}`),
      )
        .map((authorization) => () => ({
          headers: { authorization },
          mistake: `the authorization ${authorization?.slice(0, 60)}`,
        })),
    ));
  }
  if (operation.body !== undefined) {
    kinds.push(
      mistaken(
        10,
        mistakesIn(description, operation.body).map((mistake) => ({ body }) => ({
          body: JSON.stringify(mistake.apply(JSON.parse(body as string))),
          mistake: mistake.what,
          pointer: mistake.pointer,
        })),
      ),
      mistaken(
        1,
        fc.constantFrom(...wrongTypes).map((type) => ({ body }) => ({
          // Without a type fetch names one for a text, and none for bytes.
          body: type === null ? new TextEncoder().encode(body as string) : body,
          headers: { "content-type": type },
          mistake: `the content type ${type}`,
        })),
      ),
      mistaken(
        1,
        fc.constantFrom(...broken).map((body) => () => ({ body, mistake: "no JSON" })),
      ),
      mistaken(
        1,
        fc.constant(({ body }: Attempt) => ({
          body: `${" ".repeat(65 * 1024)}${body}`,
          mistake: "too large a body",
        })),
      ),
    );
  }
  return fc.oneof(...kinds);
}

/** `path` with another text where `{name}` stands in the operation's. */
function replacedPart(operation: Operation, path: string, name: string, value: string): string {
  const [address = "", ...query] = path.split("?");
  const parts = address.split("/");
  parts[operation.path.split("/").indexOf(`{${name}}`)] = value;
  return [parts.join("/"), ...query].join("?");
}

/** Bodies of those who call without describing what they send: JSON like theirs, any JSON, and what is none. */
export function eventBodies(
  fields: Readonly<Record<string, fc.Arbitrary<unknown>>>,
): fc.Arbitrary<string | Uint8Array> {
  return fc.oneof(
    {
      arbitrary: fc.record(fields, { requiredKeys: [] }).map((it) => JSON.stringify(it)),
      weight: 8,
    },
    { arbitrary: fc.jsonValue({ maxDepth: 4 }).map((it) => JSON.stringify(it)), weight: 1 },
    { arbitrary: fc.constantFrom(...broken), weight: 1 },
  );
}

/** A value of a field that somebody else fills in: what they do send, and what nobody expects. */
export function told(...usual: readonly unknown[]): fc.Arbitrary<unknown> {
  return fc.oneof(
    { arbitrary: fc.constantFrom(...usual), weight: 6 },
    { arbitrary: fc.constantFrom(...oddTexts), weight: 3 },
    {
      arbitrary: fc.constantFrom<unknown>(
        null,
        -1,
        0.5,
        1e30,
        Number.MAX_SAFE_INTEGER,
        "",
        "x".repeat(5_000),
        [],
        {},
      ),
      weight: 2,
    },
  );
}
