import { useState } from "react";
import type { Study } from "../api";
import { whole } from "../format/values";
import { useSpeech } from "../lang";
import { address, text } from "./api";
import type { Held } from "./useContents";

interface Props {
  patientId: string;
  study: Study;
  held: Record<string, Held>;
  chosen: string | undefined;
  onChoose: (uid: string) => void;
}

/** The image of a series that tells most: the one in its middle. */
function Thumbnail({ src }: { src: string | undefined }) {
  const [broken, setBroken] = useState(false);
  if (!src || broken) return <span className="thumbnail" aria-hidden="true" />;
  return <img className="thumbnail" src={src} alt="" loading="lazy" onError={() => setBroken(true)} />;
}

/** The series of a study with a small picture each. */
export function SeriesStrip({ patientId, study, held, chosen, onChoose }: Props) {
  const { t, language } = useSpeech();
  const source = (uid: string) => {
    const one = held[uid];
    if (!one || "problem" in one || one.content.kind !== "images") return undefined;
    const { slices } = one.content;
    return address({ patientId, studyId: study.id, uid }, text(slices[Math.floor(slices.length / 2)]!.dataSet, "00080018"), "rendered");
  };
  return (
    <ul className="series-strip plain" aria-label={t("study.seriesOf", { x: study.description ?? t("study.unnamed") })}>
      {(study.series ?? []).map((one) => (
        <li key={one.uid}>
          <button type="button" aria-pressed={one.uid === chosen} onClick={() => onChoose(one.uid)}>
            <Thumbnail key={source(one.uid)} src={source(one.uid)} />
            <span className="series-name">{one.description ?? one.modality ?? t("app.none")}</span>
            <span className="fine num">
              {one.modality} · {t("timeline.imagesN", { n: whole(one.instances, language) })}
            </span>
          </button>
        </li>
      ))}
    </ul>
  );
}
