/** Putting the app on the phone, for the card that offers it. */
import { useEffect, useState } from "react";
import { today } from "../format/calendar.ts";
import { type InstallWay, installWay } from "./install_rule.ts";
import { ownShelf } from "./own_shelf.ts";

/** Chromium's own: it is kept until somebody presses, and good for one time. */
interface InstallPrompt extends Event {
  prompt(): Promise<unknown>;
}

/** On the person's shelf: when they were first seen. */
const sinceMark = "estate.since";
/** Of the phone, as how it looks: a no outlives signing out. */
const declinedMark = "estate.install";

/** When who is signed in was first seen here; from now on where nobody noted it. */
function firstSeen(): string | undefined {
  try {
    const known = ownShelf.getItem(sinceMark) ?? undefined;
    if (known === undefined) ownShelf.setItem(sinceMark, today());
    return known;
  } catch {
    return undefined;
  }
}

function isDeclined(): boolean {
  try {
    return localStorage.getItem(declinedMark) !== null;
  } catch {
    // Nothing is kept here: a no would not be either.
    return true;
  }
}

const isOnHomeScreen = () =>
  matchMedia("(display-mode: standalone)").matches ||
  (navigator as { standalone?: boolean }).standalone === true;

/** How it is offered, if at all; and what the two buttons do. */
export function useInstall(): {
  readonly way: InstallWay | undefined;
  readonly install: () => Promise<void>;
  readonly decline: () => void;
} {
  const [prompt, setPrompt] = useState<Event | undefined>(globalThis.estateInstall);
  const [since] = useState(firstSeen);
  const [isOver, setOver] = useState(isDeclined);
  const [isInstalled, setInstalled] = useState(isOnHomeScreen);
  useEffect(() => {
    const keep = (event: Event) => {
      event.preventDefault();
      setPrompt(event);
    };
    const done = () => setInstalled(true);
    addEventListener("beforeinstallprompt", keep);
    addEventListener("appinstalled", done);
    return () => {
      removeEventListener("beforeinstallprompt", keep);
      removeEventListener("appinstalled", done);
    };
  }, []);
  return {
    way: installWay({
      isInstalled,
      isDeclined: isOver,
      canAsk: prompt !== undefined,
      userAgent: navigator.userAgent,
      touchPoints: navigator.maxTouchPoints,
      since,
      today: today(),
    }),
    async install() {
      // Good for one time, whatever is answered: the browser says when it can ask again.
      globalThis.estateInstall = undefined;
      setPrompt(undefined);
      await (prompt as InstallPrompt | undefined)?.prompt().catch(() => {});
    },
    decline() {
      try {
        localStorage.setItem(declinedMark, "no");
      } catch { /* Full: until the next visit then. */ }
      setOver(true);
    },
  };
}
