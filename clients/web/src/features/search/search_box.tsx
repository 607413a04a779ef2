/** The one field: places and wishes as people say them. */
import { t } from "@lingui/core/macro";
import { Trans } from "@lingui/react/macro";
import { useQuery } from "@tanstack/react-query";
import { Search } from "lucide-react";
import { useDeferredValue, useId, useState } from "react";
import { readAddress, type SearchAddress } from "./search_address.ts";
import { areasQuery } from "./search_query.ts";

/** An area that is chosen from the list becomes the place; anything else is searched for as words. */
export function SearchBox(
  { address, onSearch }: {
    readonly address: SearchAddress;
    readonly onSearch: (next: SearchAddress) => void;
  },
) {
  const [typed, setTyped] = useState(address.q ?? "");
  const [touched, setTouched] = useState(false);
  const asked = useDeferredValue(typed.trim());
  const { data: areas } = useQuery({ ...areasQuery(asked), enabled: touched });
  const id = useId();
  const submit = () => {
    const area = areas?.find((it) => it.name.toLowerCase() === typed.trim().toLowerCase());
    onSearch(
      area === undefined
        ? readAddress({ ...address, q: typed })
        : readAddress({ ...address, in: area.name, q: undefined }),
    );
  };
  return (
    <form
      role="search"
      className="flex gap-2"
      onSubmit={(event) => {
        event.preventDefault();
        submit();
      }}
    >
      <label htmlFor={id} className="sr-only">
        <Trans>Where, and what?</Trans>
      </label>
      <input
        id={id}
        type="search"
        enterKeyHint="search"
        list={`${id}-areas`}
        autoComplete="off"
        value={typed}
        placeholder={t`2 bedroom flat Yaba under 2m`}
        onFocus={() => setTouched(true)}
        onChange={(event) => setTyped(event.target.value)}
        className="min-h-12 w-full min-w-0 rounded-control border border-edge bg-ground px-4 text-16"
      />
      <datalist id={`${id}-areas`}>
        {areas?.map((it) => (
          <option key={`${it.name} ${it.state}`} value={it.name}>{it.state}</option>
        ))}
      </datalist>
      <button
        type="submit"
        className="grid min-h-12 w-14 shrink-0 place-items-center rounded-control bg-brand text-on-brand hover:bg-brand-ink"
      >
        <Search aria-hidden="true" className="size-5" />
        <span className="sr-only">
          <Trans>Search</Trans>
        </span>
      </button>
    </form>
  );
}
