/** Mounts the app. */
import { createRoot } from "react-dom/client";
import { activate, preferredLanguage } from "./i18n/activate.ts";
import { followLine } from "./offline/data_mode.ts";
import { App, shownAtOnce } from "./shell/app.tsx";
import { showTheme } from "./shell/theme.ts";

showTheme();
followLine();
const place = document.getElementById("app");
if (place === null) throw new Error("index.html has no #app");
await activate(preferredLanguage());
// What stands there already is replaced by the same, not by an empty screen.
const shown = globalThis.estateEarly?.shown;
if (shown !== undefined && await Promise.race([shown, Promise.resolve(false)])) await shownAtOnce();
// Nothing is put there any more that comes late.
globalThis.estateMounted = true;
createRoot(place).render(<App />);
