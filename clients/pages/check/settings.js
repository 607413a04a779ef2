/** Where the project is, and its publishable key: what whoever puts the pages up writes into settings.json. */

/** @typedef {{ readonly url: string, readonly publishableKey: string }} Project url is empty where the pages stand beside the API. */

/** @type {Promise<Project> | undefined} */
let known;

/** @returns {Promise<Project>} */
export function project() {
  known ??= fetch("/check/settings.json", { credentials: "omit" })
    .then((response) => response.json())
    .then((settings) => ({
      url: String(settings.project_url),
      publishableKey: String(settings.publishable_key),
    }))
    .catch((error) => {
      // Asked again with the next try.
      known = undefined;
      throw error;
    });
  return known;
}
