/** SQL types as JSON Schema, in the form in which the API sends and takes them. */
import type { ApiType } from "./catalog.ts";

/** A JSON Schema. */
export type Schema = Readonly<Record<string, unknown>>;

const plain: Readonly<Record<string, Schema>> = {
  "uuid": { type: "string", format: "uuid" },
  "text": { type: "string" },
  "bytea": { type: "string", description: "Hexadecimal, after \\x" },
  "boolean": { type: "boolean" },
  "smallint": { type: "integer" },
  "integer": { type: "integer", format: "int32" },
  "bigint": { type: "integer", format: "int64" },
  "numeric": { type: "number" },
  "double precision": { type: "number" },
  "date": { type: "string", format: "date" },
  "timestamp with time zone": { type: "string", format: "date-time" },
  "interval": { type: "string", description: "Such as 1 day or 02:00:00" },
  "daterange": { type: "string", description: "Such as [2026-01-01,2027-01-01)" },
  "tstzrange": { type: "string", description: 'Such as ["2026-01-01 09:00:00+00",)' },
  "jsonb": {},
  "geography": {
    // PostGIS has no JSON of a geography: it is told as text.
    type: "string",
    description:
      "PostGIS's EWKB in hexadecimal in answers (longitude and latitude stand beside it where they are for the caller); WKT such as POINT(3.379 6.524) when sent",
  },
  "geometry": { type: "object", description: "A GeoJSON geometry" },
};

/** Collects what types need in components.schemas, by name. */
export class TypeSchemas {
  readonly named: Record<string, Schema> = {};

  /** The schema of a type. @throws {Error} naming a type that is not described here */
  of(type: ApiType): Schema {
    const [, element] = /^(.+)\[\]$/.exec(type.name) ?? [];
    if (element !== undefined) {
      return { type: "array", items: this.of({ ...type, name: element }) };
    }
    const known = plain[type.name];
    if (known !== undefined) return known;
    if (type.values === null && type.base === null) {
      throw new Error(`Cannot describe the type ${type.name}: schema_of_type.ts does not know it`);
    }
    this.named[type.name] ??= {
      ...(type.values !== null
        ? { type: "string", enum: type.values }
        : this.of({ ...type, name: type.base as string, base: null })),
      ...(type.comment === null ? {} : { description: type.comment }),
    };
    return { $ref: `#/components/schemas/${type.name}` };
  }
}
