/** Low data: chosen, or because the phone asks to save or its line is slow. Then no font, no map and one small photo a card. */

/** What a person may choose. */
export type DataChoice = "auto" | "low" | "full";

interface Connection extends EventTarget {
  readonly saveData?: boolean;
  readonly effectiveType?: string;
}

const mark = "estate.data";
const listeners = new Set<() => void>();

const line = () => (globalThis.navigator as { connection?: Connection }).connection;

function tell(): void {
  showDataMode();
  for (const listener of listeners) listener();
}

/** What was chosen; auto when nothing was. */
export function dataChoice(): DataChoice {
  const said = localStorage.getItem(mark);
  return said === "low" || said === "full" ? said : "auto";
}

/** Chooses, from now on. */
export function chooseData(choice: DataChoice): void {
  localStorage.setItem(mark, choice);
  tell();
}

/** From now on, as the line gets better and worse. */
export function followLine(): void {
  showDataMode();
  line()?.addEventListener("change", tell);
}

/** Whether data is to be saved now. */
export function isLowData(): boolean {
  const choice = dataChoice();
  if (choice !== "auto") return choice === "low";
  const connection = line();
  return connection?.saveData === true || /2g|3g/.test(connection?.effectiveType ?? "");
}

/** Says it on <html>, where the style sheet looks. */
export function showDataMode(): void {
  document.documentElement.dataset["data"] = isLowData() ? "low" : "full";
}

/** Calls `listener` when something else is chosen; returns what ends that. */
export function onDataChoice(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}
