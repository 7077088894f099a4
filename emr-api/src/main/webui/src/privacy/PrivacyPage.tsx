import { useState } from "react";
import { useShownTab } from "../frame/useShownTab";
import { useSpeech } from "../lang";
import { may, useMe } from "../session";
import { BreachPart } from "./BreachPart";
import { RegisterPart } from "./RegisterPart";
import { RequestsPart } from "./RequestsPart";
import { TextsPart } from "./TextsPart";

const PARTS = ["requests", "texts", "register", "breach"] as const;
type Part = (typeof PARTS)[number];

/** What the officer for personal data looks after. Who runs the sources sees where data goes. */
export function PrivacyPage() {
  const { t } = useSpeech();
  const me = useMe();
  const parts = may(me, "PRIVACY_MANAGE") ? PARTS : (["register"] as const);
  const [part, setPart] = useState<Part>(parts[0]);
  const bar = useShownTab(part);
  return (
    <div className="page">
      <div className={part === "breach" ? "page-head screen-only" : "page-head"}>
        <h1>{t("privacy.title")}</h1>
        <strong className="print-only">{t(`privacy.${part}`)}</strong>
      </div>
      {parts.length > 1 && (
        <nav className="tabs" aria-label={t("privacy.title")} ref={bar}>
          {parts.map((one) => (
            <button key={one} type="button" aria-pressed={one === part} onClick={() => setPart(one)}>{t(`privacy.${one}`)}</button>
          ))}
        </nav>
      )}
      {part === "requests" && <RequestsPart />}
      {part === "texts" && <TextsPart />}
      {part === "register" && <RegisterPart />}
      {part === "breach" && <BreachPart />}
    </div>
  );
}
