import { useSpeech, type Key } from "../lang";
import { Drawer } from "./Drawer";

const KEYS: [string[], Key][] = [
  [["/", "Ctrl K"], "keys.find"],
  [["↑", "↓", "j", "k"], "keys.move"],
  [["Enter"], "keys.open"],
  [["Esc"], "keys.close"],
  [["g", "p"], "keys.home"],
  [["g", "w"], "keys.worklists"],
  [["g", "o"], "chart.overview"],
  [["g", "t"], "chart.timeline"],
  [["g", "v"], "chart.vitals"],
  [["g", "u"], "chart.medications"],
  [["g", "l"], "chart.laboratory"],
  [["g", "r"], "chart.reports"],
  [["g", "i"], "chart.studies"],
  [["g", "m"], "chart.treatment"],
  [["g", "h"], "chart.folder"],
  [["g", "d"], "chart.documents"],
  [["[", "]"], "keys.dates"],
  [["+", "-", "0"], "keys.zoom"],
  [["?"], "keys.sheet"],
];

export function ShortcutSheet({ onClose }: { onClose: () => void }) {
  const { t } = useSpeech();
  return (
    <Drawer kind="sheet" title={t("keys.title")} onClose={onClose}>
      <p className="fine">{t("keys.intro")}</p>
      <dl className="keys">
        {KEYS.map(([keys, label]) => (
          <div key={label}>
            <dt>
              {keys.map((key) => (
                <kbd key={key}>{key}</kbd>
              ))}
            </dt>
            <dd>{t(label)}</dd>
          </div>
        ))}
      </dl>
    </Drawer>
  );
}
