/** Which agency: found by its name or a town, or told by its code. The form gets the code, as `agent_id`. */
import { t } from "@lingui/core/macro";
import { Trans } from "@lingui/react/macro";
import { useQuery } from "@tanstack/react-query";
import type { FoundAgency } from "@estate/sdk";
import { useEffect, useRef, useState } from "react";
import { Button } from "../../ui/button.tsx";
import { TextField } from "../../ui/text_field.tsx";
import { agenciesQuery } from "./agencies_query.ts";
import { AgencyFacts, AgencyList } from "./agency_list.tsx";
import { readAgentCode } from "./read_mandate.ts";

/** Until somebody stops typing: each question is one of the few that a person may ask in an hour. */
const pauseMs = 400;

/** What of it is kept in a draft, and shown. */
type Chosen = Pick<FoundAgency, "org_id" | "name"> & Partial<FoundAgency>;

/** The field; `typed` and `chosen` are what a draft has of it. `except` are organizations of one's own, which it cannot be. */
export function AgencyField(
  { typed: atFirst, chosen: chosenAtFirst, except }: {
    readonly typed: string;
    readonly chosen: Chosen | undefined;
    readonly except: string;
  },
) {
  const [typed, setTyped] = useState(atFirst);
  const [chosen, setChosen] = useState(chosenAtFirst);
  const asked = useSettled(typed.trim());
  const code = readAgentCode(typed);
  const isAsked = code === undefined && asked.length >= 3 && asked === typed.trim();
  const words = isAsked ? asked : "";
  const query = useQuery({
    ...agenciesQuery(words),
    enabled: words !== "" && chosen === undefined,
  });
  const place = useRef<HTMLDivElement>(null);
  // What was pressed goes: who goes on with the keyboard is where its place was.
  const goTo = (what: string) =>
    setTimeout(() => place.current?.querySelector<HTMLElement>(what)?.focus());
  const choose = (agency: FoundAgency) => {
    setChosen(agency);
    goTo("button");
  };
  return (
    <div ref={place}>
      <input type="hidden" name="agent_id" value={chosen?.org_id ?? code ?? ""} />
      <input type="hidden" name="agent_name" value={chosen?.name ?? ""} />
      {chosen === undefined
        ? (
          <>
            <TextField
              name="agent"
              label={t`Which agency?`}
              hint={t`Its name, a town where it lets homes, or the code that it sent you.`}
              value={typed}
              onChange={(event) => setTyped(event.target.value)}
              // Enter looks for it; it does not send the form.
              onKeyDown={(event) => {
                if (event.key === "Enter" && code === undefined) event.preventDefault();
              }}
              autoComplete="off"
              maxLength={400}
            />
            {code === undefined && typed.trim().length >= 3 && (
              <AgencyList words={words} query={query} except={except} onChoose={choose} />
            )}
          </>
        )
        : (
          <fieldset>
            <legend className="mb-1 font-semibold">{t`Which agency?`}</legend>
            <div className="rounded-control border border-line p-3">
              <AgencyFacts agency={chosen} />
              <Button
                look="quiet"
                className="mt-1 -ml-4"
                onClick={() => {
                  setChosen(undefined);
                  goTo("input[name=agent]");
                }}
              >
                <Trans>Another agency</Trans>
              </Button>
            </div>
          </fieldset>
        )}
    </div>
  );
}

/** A value once it has not changed for a while. */
function useSettled(value: string): string {
  const [settled, setSettled] = useState(value);
  useEffect(() => {
    const wait = setTimeout(() => setSettled(value), pauseMs);
    return () => clearTimeout(wait);
  }, [value]);
  return settled;
}
