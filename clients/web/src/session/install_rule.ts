/** Whether the app offers to be put on the phone, and how. Pure. */

/** ask: the browser asks when it is told to. tell: there is no such thing on an iPhone, so words say how. */
export type InstallWay = "ask" | "tell";

/** What it depends on. */
export interface InstallFacts {
  /** It was opened from the home screen, or put there a moment ago. */
  readonly isInstalled: boolean;
  /** Somebody said no on this phone: for good. */
  readonly isDeclined: boolean;
  /** The browser said that it can ask. */
  readonly canAsk: boolean;
  readonly userAgent: string;
  /** How many fingers the screen tells apart: an iPad calls itself a Mac. */
  readonly touchPoints: number;
  /** Nigerian day on which who is signed in was first seen on this phone; undefined: never yet. */
  readonly since: string | undefined;
  readonly today: string;
}

/** Apps that show pages within themselves: they have no home screen to offer. */
const within = /FBAN|FBAV|Instagram/;

function isIos({ userAgent, touchPoints }: InstallFacts): boolean {
  return /iPhone|iPad|iPod/.test(userAgent) ||
    (userAgent.includes("Macintosh") && touchPoints > 1);
}

/** Only to who signed in and came back on another day; undefined: not at all. */
export function installWay(facts: InstallFacts): InstallWay | undefined {
  const { isInstalled, isDeclined, canAsk, userAgent, since, today } = facts;
  if (isInstalled || isDeclined || since === undefined || since >= today) return undefined;
  if (canAsk) return "ask";
  return isIos(facts) && !within.test(userAgent) ? "tell" : undefined;
}
