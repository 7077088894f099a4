import type { Condition } from "../api";
import { moment } from "../format/time";
import { Drawer } from "../frame/Drawer";
import { Shown } from "../frame/states";
import { useSpeech } from "../lang";
import { useLoad } from "../load";
import { diagnosisApi, type Version } from "./api";

/** What one version said, by whom, when and why. */
export function Said({ version }: { version: Version }) {
  const { t, code } = useSpeech();
  return (
    <>
      <strong className="block">
        {[code("rank", version.rank), !version.active && t("diagnosis.withdrawn")].filter(Boolean).join(" · ")}
      </strong>
      <span className={version.active ? "" : "struck"}>
        {version.code && <span className="code">{version.code}</span>} {version.text}
      </span>
      <span className="fine block">
        {[version.by, moment(version.at), version.reason && t("diagnosis.because", { reason: version.reason })].filter(Boolean).join(" · ")}
      </span>
    </>
  );
}

/** Everything that was ever said under one diagnosis, the newest first. */
export function DiagnosisHistory({ patientId, one, onClose }: { patientId: string; one: Condition; onClose: () => void }) {
  const { t } = useSpeech();
  const history = useLoad(`${patientId} ${one.id}`, (signal) => diagnosisApi.versions(patientId, one.id, signal));
  return (
    <Drawer title={t("diagnosis.historyTitle")} onClose={onClose}>
      <Shown from={history}>
        {({ versions }) => (
          <ol className="items">
            {versions.map((version) => (
              <li key={version.version}>
                <Said version={version} />
              </li>
            ))}
          </ol>
        )}
      </Shown>
    </Drawer>
  );
}
