/** Shows the API by Redoc. Nothing is asked of any other host: its fonts and its mark are left out. */
const settings = await (await fetch("/redoc/settings.json")).json();

globalThis.Redoc.init(
  `${settings.functions_url}/docs/api.json`,
  {
    disableSearch: false,
    hideDownloadButton: false,
    nativeScrollbars: true,
    theme: {
      typography: {
        fontFamily: "system-ui, sans-serif",
        headings: { fontFamily: "system-ui, sans-serif" },
      },
    },
  },
  document.querySelector("#api"),
  (error) => {
    document.body.dataset.state = error ? "failed" : "shown";
  },
);
