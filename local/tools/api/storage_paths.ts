/** Files: the buckets of Storage, what lies in them, and who may read it. A test holds this against the buckets there are. */
import type { Schema } from "./schema_of_type.ts";

/** A bucket. */
export interface DescribedBucket {
  readonly bucket: string;
  /** How its files are named. */
  readonly path: string;
  readonly what: string;
  readonly who: string;
  /** Who may put files there; nobody but edge functions where it is not said. */
  readonly writers?: string;
  readonly isPublic?: true;
}

/** All of them. */
export const buckets: readonly DescribedBucket[] = [
  {
    bucket: "receipts",
    path: "{org_id}/{receipt_id}/issued.pdf, or void.pdf once it is voided",
    what: "The paper of a receipt (PDF), some seconds after the receipt",
    who: "whoever may read the row of receipts; of a voided one, only void.pdf",
  },
  {
    bucket: "letters",
    path: "{org_id}/{letter_id or notice_id}/sent.pdf, or withdrawn.pdf once it is withdrawn",
    what: "The paper of a letter or a statutory notice (PDF), some seconds after it was sent",
    who: "whoever may read the row of letters or statutory_notices",
  },
  {
    bucket: "documents",
    path: "storage_path of documents",
    what: "Agreements and other papers of a tenancy, property or organization",
    who: "whoever may read the row of documents: a grant that ends also ends the download",
  },
  {
    bucket: "payment-proofs",
    path: "storage_path of payment_proofs",
    what: "Proofs of transfers and cash",
    who: "whoever may read the row of payment_proofs: payer and payee",
  },
  {
    bucket: "title-documents",
    path: "{org_id}/{file}, which add_title_document names",
    what: "Papers that show whose a property is",
    who: "members of the organization with properties.read, and the platform's staff who verify",
    writers: "members with properties.write",
  },
  {
    bucket: "inspection-photos",
    path: "paths that inspection_photos names",
    what: "Photos of inspections (WebP)",
    who: "members of the organization with tenancies.read, and the tenants of the tenancy",
  },
  {
    bucket: "application-documents",
    path: "{application_id}/{file}",
    what: "What applicants show: payslips, identity papers",
    who: "the applicant, and members who received the application",
    writers: "the applicant, while the application is a draft",
  },
  {
    bucket: "message-files",
    path: "path and thumbnail_path of message_files",
    what: "What was sent with messages",
    who: "whoever takes part in the conversation",
  },
  {
    bucket: "letterheads",
    path: "path of organization_logos",
    what: "Logos of letterheads (PNG)",
    who: "whoever may read the row of organization_logos",
  },
  {
    bucket: "data-exports",
    path: "paths of my_data_exports",
    what: "A copy of one's data (JSON), for a week",
    who:
      "the person whose data it is, having signed in lately, by the second factor where they have one",
  },
  {
    bucket: "uploads",
    path:
      "{org_id}/{file}, inspections/{inspection_id}/{your id}/{file}, or {your id}/{file}, named in the call that follows",
    what: "Originals, until the function media or documents has made of them what is kept",
    who: "whoever uploaded it",
    writers:
      "members with listings.write, those who take part in the inspection, everybody their own",
  },
  {
    bucket: "listing-media",
    path: "paths that listing_media and the covers of a search name",
    what: "Photos of published listings, in their sizes (WebP)",
    who: "everybody",
    isPublic: true,
  },
];

const privateOnes = buckets.filter(({ isPublic }) => isPublic !== true);
const written = buckets.filter(({ writers }) => writers !== undefined);
const text = { type: "string" };
const json = (schema: Schema) => ({ "application/json": { schema } });
const tag = { tags: ["files"], security: [{ apikey: [], bearer: [] }] };
const inPath = (name: string, description: string, schema: Schema = text) => ({
  name,
  in: "path",
  required: true,
  description,
  schema,
});
const bucketOf = (some: readonly DescribedBucket[]) =>
  inPath("bucket", "Which bucket", { ...text, enum: some.map(({ bucket }) => bucket) });
const path = inPath("path", "The path in the bucket, its slashes as they are");
const inWords = (some: readonly DescribedBucket[]) =>
  some.map((it) =>
    `- \`${it.bucket}\` (\`${it.path}\`): ${it.what}. Read by ${it.who}.${
      it.writers === undefined ? "" : ` Written by ${it.writers}.`
    }`
  ).join("\n");
const refused = {
  description: "Refused, or not there: those who may not read a file are not told that it is",
  content: json({ type: "object", properties: { statusCode: text, error: text, message: text } }),
};
const file = (type: string) => ({
  description: "The file",
  content: { [type]: { schema: { type: "string", format: "binary" } } },
});
const uuid = { type: "string", format: "uuid" };
const paper = (bucket: string, id: string, states: readonly string[], what: string) => ({
  get: {
    ...tag,
    operationId: `download_${bucket}`,
    summary: what,
    description: inWords(buckets.filter((it) => it.bucket === bucket)),
    parameters: [
      inPath("org_id", "org_id of the row", uuid),
      inPath(id, "id of the row", uuid),
      inPath("state", "Which paper", { ...text, enum: states }),
    ],
    responses: { 200: file("application/pdf"), default: refused },
  },
});

/** Paths under /storage/v1. */
export const storagePaths: Readonly<Record<string, Schema>> = {
  "/storage/v1/object/authenticated/receipts/{org_id}/{receipt_id}/{state}.pdf": paper(
    "receipts",
    "receipt_id",
    ["issued", "void"],
    "A receipt as a PDF",
  ),
  "/storage/v1/object/authenticated/letters/{org_id}/{paper_id}/{state}.pdf": paper(
    "letters",
    "paper_id",
    ["sent", "withdrawn"],
    "A letter or notice as a PDF",
  ),
  "/storage/v1/object/authenticated/{bucket}/{path}": {
    get: {
      ...tag,
      operationId: "download_file",
      summary: "Download a file",
      description: `Private buckets:\n\n${inWords(privateOnes)}`,
      parameters: [bucketOf(privateOnes), path],
      responses: { 200: file("application/octet-stream"), default: refused },
    },
  },
  "/storage/v1/object/sign/{bucket}/{path}": {
    post: {
      ...tag,
      operationId: "sign_file",
      summary: "Get a link to a file",
      description:
        "Whoever may download it gets an address that needs no token for a while: /storage/v1 and the answer's signedURL. Who may read which file stands at downloading one.",
      parameters: [bucketOf(privateOnes), path],
      requestBody: {
        required: true,
        content: json({
          type: "object",
          required: ["expiresIn"],
          properties: { expiresIn: { type: "integer", minimum: 1, description: "Seconds" } },
        }),
      },
      responses: {
        200: {
          description: "The link",
          content: json({ type: "object", properties: { signedURL: text } }),
        },
        default: refused,
      },
    },
  },
  "/storage/v1/object/{bucket}/{path}": {
    post: {
      ...tag,
      operationId: "upload_file",
      summary: "Upload a file",
      description:
        `Most files are uploaded to \`uploads\` and then named to the function media or documents, which keeps what it made of them.\n\n${
          inWords(written)
        }`,
      parameters: [bucketOf(written), path],
      requestBody: {
        required: true,
        content: {
          "application/octet-stream": { schema: { type: "string", format: "binary" } },
        },
      },
      responses: {
        200: { description: "Uploaded", content: json({ type: "object" }) },
        default: refused,
      },
    },
  },
  "/storage/v1/object/public/listing-media/{path}": {
    get: {
      tags: ["files"],
      security: [],
      operationId: "photo_of_listing",
      summary: "A photo of a listing",
      description: inWords(buckets.filter(({ isPublic }) => isPublic === true)),
      parameters: [path],
      responses: { 200: file("image/webp"), default: refused },
    },
  },
};
