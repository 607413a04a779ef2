/** Shows the API by Swagger UI. Nothing of what is typed here is kept, and nothing is asked of any other host. */
const settings = await (await fetch("/docs/settings.json")).json();

const ui = globalThis.SwaggerUIBundle({
  url: `${settings.functions_url}/docs/api.json`,
  dom_id: "#api",
  deepLinking: true,
  filter: true,
  // Hundreds of things can be called: each opens when it is asked for.
  docExpansion: "none",
  defaultModelsExpandDepth: -1,
  displayRequestDuration: true,
  validatorUrl: null,
  onComplete() {
    if (settings.publishable_key !== "") ui.preauthorizeApiKey("apikey", settings.publishable_key);
    document.body.dataset.state = "shown";
  },
});
