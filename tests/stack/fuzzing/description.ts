/** What of an OpenAPI document the fuzzing reads. */

/** A JSON Schema, as far as the API's description uses it. */
export interface Shape {
  readonly $ref?: string;
  readonly type?: string | readonly string[];
  readonly enum?: readonly unknown[];
  readonly format?: string;
  readonly pattern?: string;
  readonly minLength?: number;
  readonly maxLength?: number;
  readonly minimum?: number;
  readonly maximum?: number;
  readonly minItems?: number;
  readonly maxItems?: number;
  readonly items?: Shape;
  readonly properties?: Readonly<Record<string, Shape>>;
  readonly required?: readonly string[];
  readonly anyOf?: readonly Shape[];
}

/** A parameter of the path, the query or the headers. */
export interface Parameter {
  readonly name: string;
  readonly in: "path" | "query" | "header";
  readonly required?: boolean;
  readonly schema: Shape;
}

/** Something that can be called. */
export interface Operation {
  /** With `{names}` of its parameters. */
  readonly path: string;
  readonly method: string;
  /** Methods that the path has. */
  readonly methods: readonly string[];
  readonly parameters: readonly Parameter[];
  /** Of the JSON body, where it takes one that it describes. */
  readonly body: Shape | undefined;
  /** Whether it asks for a person's token. */
  readonly asksForToken: boolean;
  /** Statuses that are described as an answer, and not as a problem. */
  readonly answers: readonly number[];
}

/** An OpenAPI document. */
export interface Description {
  readonly operations: readonly Operation[];
  /** What a schema stands for, where it is a reference. */
  resolve(shape: Shape): Shape;
}

interface Written {
  readonly parameters?: readonly (Parameter | { readonly $ref: string })[];
  readonly requestBody?: { readonly content: Readonly<Record<string, { readonly schema: Shape }>> };
  readonly security?: readonly Readonly<Record<string, unknown>>[];
  readonly responses: Readonly<
    Record<string, { readonly content?: Readonly<Record<string, unknown>> }>
  >;
}

/** Reads a document. */
export function readDescription(document: Readonly<Record<string, unknown>>): Description {
  const paths = document.paths as Readonly<Record<string, Readonly<Record<string, Written>>>>;
  const { schemas = {} } = (document.components ?? {}) as {
    readonly schemas?: Readonly<Record<string, Shape>>;
  };
  return {
    operations: Object.entries(paths).flatMap(([path, methods]) =>
      Object.entries(methods).map((
        [method, { parameters, requestBody, security = [], responses }],
      ) => ({
        path,
        method: method.toUpperCase(),
        methods: Object.keys(methods).map((it) => it.toUpperCase()),
        // References are REST's: filters, order and pages, which are PostgREST's own.
        parameters: (parameters ?? []).filter((it): it is Parameter => "name" in it),
        body: requestBody?.content["application/json"]?.schema,
        asksForToken: security.length > 0 && security.every((it) => "bearer" in it),
        answers: Object.entries(responses)
          .filter(([, { content = {} }]) => !("application/problem+json" in content))
          .map(([status]) => Number(status)),
      }))
    ),
    resolve(shape) {
      const name = shape.$ref?.replace("#/components/schemas/", "");
      return name === undefined ? shape : schemas[name] ?? {};
    },
  };
}

/** The types that a schema allows; none: any. */
export function typesOf({ type }: Shape): readonly string[] {
  return type === undefined ? [] : typeof type === "string" ? [type] : type;
}
