import { useState } from "react";
import type { Chart } from "../api";
import { moment } from "../format/time";
import { Icon } from "../frame/Icon";
import { later } from "../frame/later";
import { useSpeech } from "../lang";
import type { Allergy, Standing } from "./api";

/** With its forms, for who opens it. */
const AllergyPanel = later(async () => (await import("./AllergyPanel")).AllergyPanel);

/** As many as a banner has room for; the panel has them all. */
const SHOWN = 3;

const NOTHING: Standing = { known: "NOT_RECORDED", allergies: [] };

/** An allergy with how bad it is, in words and colour. */
export function AllergyChip({ allergy }: { allergy: Allergy }) {
  const { code } = useSpeech();
  return (
    <span className={`chip allergy-${allergy.severity ?? "UNKNOWN"}`}>
      <Icon name="warn" size={14} /> {allergy.substance}
      {allergy.severity && <span className="allergy-severity"> – {code("allergySeverity", allergy.severity)}</span>}
    </span>
  );
}

function Chips({ standing }: { standing: Standing }) {
  const { t } = useSpeech();
  const { known, allergies, noneKnown } = standing;
  if (known === "LISTED") {
    return (
      <>
        {allergies.slice(0, SHOWN).map((allergy) => <AllergyChip key={allergy.id} allergy={allergy} />)}
        {allergies.length > SHOWN && <span className="chip">{t("allergies.more", { n: allergies.length - SHOWN })}</span>}
      </>
    );
  }
  return known === "NONE_KNOWN" ? (
    <span className="chip chip-open" title={noneKnown?.origin && t("allergies.asked", { by: noneKnown.origin.sourceName ?? "", at: moment(noneKnown.origin.statedAt) })}>
      {t("allergies.NONE_KNOWN")}
    </span>
  ) : (
    <span className="chip chip-allergy" title={t("chart.allergyNote")}>
      {t("chart.allergy")}
    </span>
  );
}

/** What is known of the person's allergies, in the banner; it opens the panel, but to a guest. */
export function AllergyChips({ chart, onChanged }: { chart: Chart; onChanged: () => void }) {
  const { t } = useSpeech();
  const [open, setOpen] = useState(false);
  const hidden = (chart.restricted ?? []).some((mask) => mask.part === "ALLERGY");
  const chips = (
    <>
      <span className="hidden-text">{t("allergies.title")}: </span>
      <Chips standing={chart.allergies ?? NOTHING} />
      {hidden && <span className="chip chip-warn">{t("allergies.hidden")}</span>}
    </>
  );
  if (chart.guest) return <div className="allergy-chips">{chips}</div>;
  return (
    <>
      <button type="button" className="allergy-chips" aria-haspopup="dialog" onClick={() => setOpen(true)}>
        {chips}
      </button>
      {open && <AllergyPanel chart={chart} onChanged={onChanged} onClose={() => setOpen(false)} />}
    </>
  );
}
