/** Says in index.html where the project is, while one works on the app; in a build the places stay free (local/tools/web). */
import type { Plugin } from "vite";

/** Vite's plugin for it. */
export function settings(): Plugin {
  const value = (name: string, otherwise: string) => Deno.env.get(name) ?? otherwise;
  return {
    name: "estate-settings",
    apply: "serve",
    transformIndexHtml: (html) =>
      html.replaceAll(
        "__ESTATE_PROJECT_URL__",
        value("VITE_SUPABASE_URL", "http://127.0.0.1:54321"),
      ).replaceAll(
        "__ESTATE_PUBLISHABLE_KEY__",
        value("VITE_SUPABASE_PUBLISHABLE_KEY", "sb_publishable_estate_local_development"),
      ).replaceAll("__ESTATE_BASEMAP_URL__", value("VITE_BASEMAP_URL", "")),
  };
}
