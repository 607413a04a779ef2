/** Light or dark. */
import { t } from "@lingui/core/macro";
import { useState } from "react";
import { chooseTheme, type Theme, themeChoice } from "../../shell/theme.ts";
import { Card } from "../../ui/card.tsx";
import { ChoiceGroup } from "../../ui/choice_group.tsx";

/** The card. */
export function LookCard() {
  const [theme, setTheme] = useState<Theme>(themeChoice);
  return (
    <Card title={t`Light or dark`}>
      <ChoiceGroup<Theme>
        name="theme"
        legend={<span className="sr-only">{t`Light or dark`}</span>}
        value={theme}
        choices={[
          { value: "system", label: t`As the phone` },
          { value: "light", label: t`Light` },
          { value: "dark", label: t`Dark` },
        ]}
        onChoose={(it) => {
          chooseTheme(it);
          setTheme(it);
        }}
      />
    </Card>
  );
}
