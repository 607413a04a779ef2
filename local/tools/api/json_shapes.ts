/**
 * What stands in the JSON that functions of the database take. PostgreSQL knows only that it is JSON, so each argument
 * has its shape here; what is allowed, the function itself says when it refuses.
 */
import type { Schema } from "./schema_of_type.ts";

const text: Schema = { type: "string" };
const kobo: Schema = { type: "integer", minimum: 0, description: "Kobo" };
const date: Schema = { type: "string", format: "date" };
const named = (name: string): Schema => ({ $ref: `#/components/schemas/${name}` });
const list = (items: Schema, most: number, least = 0): Schema => ({
  type: "array",
  items,
  ...(least > 0 ? { minItems: least } : {}),
  maxItems: most,
});
const object = (properties: Record<string, Schema>, required: readonly string[] = []): Schema => ({
  type: "object",
  properties,
  ...(required.length > 0 ? { required } : {}),
  additionalProperties: false,
});
const map = (values: Schema, description: string): Schema => ({
  type: "object",
  additionalProperties: values,
  description,
});
const byLanguage = (parts: readonly [string, ...string[]]): Schema =>
  object(Object.fromEntries(["en", "pcm", "yo", "ha", "ig"].map((language) => [
    language,
    object(Object.fromEntries(parts.map((part) => [part, text])), parts),
  ])));

const degrees = (most: number): Schema => ({ type: "number", minimum: -most, maximum: most });
const point: Schema = {
  oneOf: [
    object({ longitude: degrees(180), latitude: degrees(90) }, ["longitude", "latitude"]),
    object(
      { type: { const: "Point" }, coordinates: { ...list({ type: "number" }, 2, 2) } },
      ["type", "coordinates"],
    ),
  ],
  description: "Or a GeoJSON Point",
};
const count: Schema = { type: "integer", minimum: 0, maximum: 50 };
const price: Schema = {
  ...kobo,
  description: "Kobo: rent for a year, a stay for a night, a sale in whole",
};

const searchable = {
  purpose: named("listing_purpose"),
  min_price_kobo: price,
  max_price_kobo: price,
  min_move_in_kobo: { ...kobo, description: "Kobo: the advance and every fee of the occupier" },
  max_move_in_kobo: { ...kobo, description: "Kobo: the advance and every fee of the occupier" },
  min_bedrooms: count,
  max_bedrooms: count,
  min_bathrooms: count,
  kinds: list(named("unit_kind"), 50),
  features: list(named("feature"), 50),
  furnished: { type: "boolean" },
  verified_only: { type: "boolean" },
  near: point,
  radius_m: { type: "integer", minimum: 1, maximum: 50_000, description: "Metres; needs near" },
  polygon: { type: "object", description: "A GeoJSON Polygon" },
  viewport: {
    ...list({ type: "number" }, 4, 4),
    description: "[west, south, east, north], in degrees; not beside polygon",
  },
  area: {
    oneOf: [text, list(text, 20)],
    description: "Name or alias of an area, LGA or state, or a list of them",
  },
  within: { oneOf: [text, list(text, 20)], description: "The LGA or state in which areas lie" },
  words: { ...text, description: "As people type them: read for rooms, kinds, prices, places" },
  plain_words: { ...text, description: "Words of the title alone" },
  free_from: date,
  free_until: date,
};
/** The criteria of a search: private.read_criteria. */
export const criteria: Schema = {
  ...object(searchable),
  description: "What is looked for; what is left out is not asked",
};
const { free_from: _from, free_until: _until, ...kept } = searchable;

/** Rows of a file of homes: private.read_import_row. */
const homes: Schema = list(
  object(Object.fromEntries([
    "property_name",
    "kind",
    "use",
    "street",
    "area",
    "lga",
    "state",
    "landmark",
    "longitude",
    "latitude",
    "unit_label",
    "unit_kind",
    "bedrooms",
    "bathrooms",
    "floor_area_sqm",
    "features",
    "furnished",
  ].map((column) => [column, text]))),
  2_000,
  1,
);

/** Shapes by function and argument. */
export const jsonShapes: Readonly<Record<string, Readonly<Record<string, Schema>>>> = {
  search_listings: { criteria },
  find_listings: { criteria },
  listing_facets: { criteria },
  listing_tile: { criteria },
  save_search: { criteria: object(kept, ["purpose"]) },
  announce: { texts: byLanguage(["title", "body"]) },
  preview_announcement: {
    titles: object(
      Object.fromEntries(
        ["en", "pcm", "yo", "ha", "ig"].map((it) => [it, { ...text, maxLength: 120 }]),
      ),
    ),
  },
  check_acts: {
    copies: map(
      object({ seq: { type: "integer" }, hash: text }, ["seq", "hash"]),
      "By chain, as act_heads() answered",
    ),
  },
  divide_charge: {
    parts: list(
      object({ due_on: date, amount_kobo: { ...kobo, minimum: 1 } }, ["due_on", "amount_kobo"]),
      24,
      2,
    ),
  },
  import_properties: { rows: homes },
  preview_property_import: { rows: homes },
  import_statement: {
    rows: list(map(text, "By the bank's own headers, as the CSV has them"), 5_000, 1),
  },
  preview_message: {
    fields: map({}, "Facts of the text by name: fields of notification_kinds says which"),
  },
  save_application: {
    household: list(
      object(
        { full_name: text, relationship: text, age: { type: "string", enum: ["adult", "child"] } },
        ["full_name", "relationship", "age"],
      ),
      20,
    ),
    guarantors: list(
      object({ full_name: text, phone: text, email: text, relationship: text }, ["full_name"]),
      4,
    ),
  },
  save_inspection: {
    items: list(
      object({
        room: text,
        item: text,
        condition: named("item_condition"),
        note: text,
        estimated_cost_kobo: { ...kobo, description: "Kobo; at moving out, of what is not well" },
      }, ["room", "item"]),
      300,
    ),
    meter_readings: list(
      object({
        meter: { type: "string", enum: ["electricity", "water", "gas", "diesel"] },
        number: text,
        value: { type: "number", minimum: 0, maximum: 1_000_000_000 },
        unit: text,
      }, ["meter", "value"]),
      20,
    ),
  },
  save_letter_draft: {
    texts: byLanguage(["subject", "body"]),
    fields: map(
      { type: "string", pattern: "^(line|prose|kobo|date|count)\\??$" },
      "Types of the facts that this letter has of its own, by name",
    ),
    facts: map({}, "Those facts, by name"),
  },
  save_letter_template: {
    texts: byLanguage(["subject", "body"]),
    fields: map(
      { type: "string", pattern: "^(line|prose|kobo|date|count)\\??$" },
      "Types of the facts that are given with each letter, by name",
    ),
  },
  save_statement_account: {
    columns: object(
      Object.fromEntries(
        ["date", "credit", "narration", "direction", "payer", "reference"].map((it) => [it, {
          ...text,
          description: "A header of the bank's CSV",
        }]),
      ),
      ["date", "credit", "narration"],
    ),
  },
};
