import type { KeyboardEvent } from "react";
import { useShownTab } from "../frame/useShownTab";
import { useSpeech } from "../lang";
import { go, Link, WORKLISTS, type Worklist } from "../route";
import { may, useMe } from "../session";
import { CodesSection } from "../worklists/CodesSection";
import { DuplicatesSection } from "../worklists/DuplicatesSection";
import { LinksSection } from "../worklists/LinksSection";
import { ProvisionalSection } from "../worklists/ProvisionalSection";
import { UnmatchedSection } from "../worklists/UnmatchedSection";

const SECTIONS: Record<Worklist, () => React.JSX.Element> = {
  unmatched: UnmatchedSection,
  duplicates: DuplicatesSection,
  provisional: ProvisionalSection,
  links: LinksSection,
  codes: CodesSection,
};

/** What waits for a person's decision: who is who, and what codes mean. */
export function WorklistsPage({ list }: { list?: Worklist }) {
  const { t } = useSpeech();
  const me = useMe();
  const shown = WORKLISTS.filter((name) => may(me, name === "codes" ? "CODE_READ" : "MATCH_READ"));
  const here = list && shown.includes(list) ? list : shown[0];
  const Section = here && SECTIONS[here];
  const bar = useShownTab(here);
  const walk = (event: KeyboardEvent) => {
    const step = { ArrowRight: 1, ArrowLeft: -1 }[event.key];
    const next = step && here && shown[shown.indexOf(here) + step];
    if (!next) return;
    event.preventDefault();
    go({ page: "worklists", list: next });
    const tabs = event.currentTarget.querySelectorAll("a");
    tabs[shown.indexOf(next)]?.focus();
  };
  return (
    <div className="page">
      <div className="page-head">
        <h1>{t("work.title")}</h1>
      </div>
      <nav ref={bar} className="tabs" aria-label={t("work.title")} onKeyDown={walk}>
        {shown.map((name) => (
          <Link key={name} to={{ page: "worklists", list: name }} aria-current={name === here ? "page" : undefined}>
            {t(`work.${name}`)}
          </Link>
        ))}
      </nav>
      {Section ? <Section key={here} /> : <p className="fine">{t("work.none")}</p>}
    </div>
  );
}
