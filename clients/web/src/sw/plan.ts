/** What is done with a request: decided by its address and by whether it says who asks. Pure. */

/** shell: index.html. asset: a file with a hash. network: the worker keeps out of it. */
export type Plan = "shell" | "asset" | "catalogue" | "photo" | "network";

/** As much of a request as matters. */
export interface Question {
  readonly method: string;
  readonly url: string;
  readonly isNavigation: boolean;
  /** Whether it brings a token or a key. */
  readonly saysWho: boolean;
}

/** Where the app and its project are. */
export interface Places {
  readonly origin: string;
  readonly project: string;
  readonly roots: readonly string[];
}

/** What says who asks, or changes something, is never kept. */
export function planOf(question: Question, { origin, project, roots }: Places): Plan {
  if (question.method !== "GET" || question.saysWho) return "network";
  const { url } = question;
  const { origin: of, pathname, searchParams } = new URL(url);
  if (question.isNavigation) {
    return of === origin && roots.includes(pathname.split("/")[1] ?? "") ? "shell" : "network";
  }
  if (of === origin) return pathname.startsWith("/assets/") ? "asset" : "network";
  // A signed address is a key to what not everybody may see.
  if (searchParams.has("token")) return "network";
  if (url.startsWith(`${project}/functions/v1/catalogue/`)) return "catalogue";
  if (url.startsWith(`${project}/storage/v1/object/public/listing-media/`)) return "photo";
  return of === "https://res.cloudinary.com" && pathname.includes("/upload/") ? "photo" : "network";
}
