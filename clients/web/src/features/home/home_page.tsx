/** Where everybody begins: one field, places where homes are, and what can be relied on. */
import { t } from "@lingui/core/macro";
import { Trans } from "@lingui/react/macro";
import { useQuery } from "@tanstack/react-query";
import { Link, useNavigate } from "@tanstack/react-router";
import { FileCheck2, ReceiptText, Search, Wallet } from "lucide-react";
import { type ReactNode, useId, useState } from "react";
import { count } from "../../format/naira.ts";
import { ChoiceGroup } from "../../ui/choice_group.tsx";
import { Title } from "../../ui/page.tsx";
import { placesQuery } from "./places_query.ts";

type Purpose = "rent" | "sale" | "shortlet";

/** The page. */
export function HomePage() {
  const [purpose, setPurpose] = useState<Purpose>("rent");
  const [typed, setTyped] = useState("");
  const navigate = useNavigate();
  const id = useId();
  const kind = purpose === "rent" ? {} : { purpose };
  return (
    <div className="mx-auto w-full max-w-3xl px-4 py-8 sm:px-6 sm:py-16">
      <Title>{t`Find a home`}</Title>
      <p className="mt-2 max-w-prose text-18 text-muted">
        <Trans>The whole price before you ask. What was checked, and when.</Trans>
      </p>
      <form
        role="search"
        className="mt-6 flex flex-col gap-4"
        onSubmit={(event) => {
          event.preventDefault();
          const q = typed.trim();
          void navigate({ to: "/search", search: { ...kind, ...(q === "" ? {} : { q }) } });
        }}
      >
        <ChoiceGroup<Purpose>
          name="purpose"
          legend={<span className="sr-only">{t`What are you looking for?`}</span>}
          value={purpose}
          choices={[
            { value: "rent", label: t({ message: "Rent", context: "what is looked for" }) },
            { value: "sale", label: t({ message: "Buy", context: "what is looked for" }) },
            {
              value: "shortlet",
              label: t({ message: "Short stay", context: "what is looked for" }),
            },
          ]}
          onChoose={setPurpose}
        />
        <div className="flex gap-2">
          <label htmlFor={id} className="sr-only">
            <Trans>Where, and what?</Trans>
          </label>
          <input
            id={id}
            type="search"
            enterKeyHint="search"
            autoComplete="off"
            value={typed}
            onChange={(event) => setTyped(event.target.value)}
            placeholder={t`2 bedroom flat Yaba under 2m`}
            className="min-h-14 w-full min-w-0 rounded-control border border-edge bg-ground px-4 text-16 sm:text-18"
          />
          <button
            type="submit"
            className="flex min-h-14 shrink-0 items-center gap-2 rounded-control bg-brand px-5 font-semibold text-on-brand hover:bg-brand-ink"
          >
            <Search aria-hidden="true" className="size-5" />
            <span className="sr-only sm:not-sr-only">
              <Trans>Search</Trans>
            </span>
          </button>
        </div>
      </form>
      <Places />
      <section className="mt-12">
        <h2 className="text-20 font-semibold">
          <Trans>What you can rely on here</Trans>
        </h2>
        <ul className="mt-4 grid gap-6 sm:grid-cols-3">
          <Promise icon={<Wallet />} title={<Trans>All of the price</Trans>}>
            <Trans>
              Every home says what it costs to move in, fee by fee, and which fee the law does not
              allow.
            </Trans>
          </Promise>
          <Promise icon={<FileCheck2 />} title={<Trans>Checks with a date</Trans>}>
            <Trans>
              We say what was checked, when, and what was not. A home nobody confirms goes off the
              market.
            </Trans>
          </Promise>
          <Promise icon={<ReceiptText />} title={<Trans>Receipts that hold</Trans>}>
            <Trans>
              Rent paid here gives a receipt at once, with a code by which anybody can check it.
            </Trans>
          </Promise>
        </ul>
      </section>
    </div>
  );
}

function Places() {
  const { data: places } = useQuery(placesQuery());
  if (places !== undefined && places.length === 0) return null;
  return (
    <section className="mt-10">
      <h2 className="text-20 font-semibold">
        <Trans>Places with homes</Trans>
      </h2>
      <ul className="mt-3 flex min-h-24 flex-wrap gap-2">
        {places?.map((it) => (
          <li key={it.name}>
            <Link
              to="/search"
              search={{ in: it.name }}
              className="flex min-h-11 items-center gap-2 rounded-chip border border-line px-4 hover:border-edge hover:bg-raised"
            >
              {it.name}
              <span className="text-14 text-muted">{count(it.listings)}</span>
            </Link>
          </li>
        ))}
      </ul>
    </section>
  );
}

function Promise(
  { icon, title, children }: {
    readonly icon: ReactNode;
    readonly title: ReactNode;
    readonly children: ReactNode;
  },
) {
  return (
    <li>
      <span
        aria-hidden="true"
        className="grid size-11 place-items-center rounded-control bg-brand-soft text-brand-ink *:size-6"
      >
        {icon}
      </span>
      <p className="mt-3 font-semibold">{title}</p>
      <p className="mt-1 text-muted">{children}</p>
    </li>
  );
}
