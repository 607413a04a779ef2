/**
 * One build serves every project: what is particular to one stands at marked places in a few small files, and is filled in
 * when the files are put up.
 */

/** Whose app it is. */
export interface WebProject {
  /** Address of the project, such as https://abc.supabase.co. */
  readonly url: string;
  readonly publishableKey: string;
  /** A PMTiles file for the map; empty: none. */
  readonly basemapUrl?: string;
}

/** The files with such places, by their path in the build. */
export const hasPlaces = (path: string): boolean =>
  path === "_headers" || path === "sw.js" || path.endsWith(".html") ||
  path === "check/settings.json";

/** `text` of the file at `path`, filled in. */
export function settled(path: string, text: string, project: WebProject): string {
  const url = project.url.replace(/\/+$/, "");
  if (path === "check/settings.json") {
    return JSON.stringify({ project_url: url, publishable_key: project.publishableKey });
  }
  const basemap = project.basemapUrl ?? "";
  return text
    .replaceAll("__ESTATE_PROJECT_URL__", url)
    .replaceAll("__ESTATE_PROJECT_SOCKET__", url.replace(/^http/, "ws"))
    .replaceAll("__ESTATE_PUBLISHABLE_KEY__", project.publishableKey)
    .replaceAll(" __ESTATE_BASEMAP_ORIGIN__", basemap === "" ? "" : ` ${new URL(basemap).origin}`)
    .replaceAll("__ESTATE_BASEMAP_URL__", basemap)
    // The static pages were written for a project of Supabase's own, or one at the same address.
    .replaceAll("connect-src 'self' https://*.supabase.co", `connect-src 'self' ${url}`);
}
