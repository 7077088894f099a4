import type { Answer, Method } from "./api";
import { DrawField, isDrawn, type Strokes } from "./DrawField";
import { useWords } from "./words";

/** How it is signed, as far as it was. */
export interface How {
  method: Method;
  strokes: Strokes;
  code: string;
  device: string;
  serial: string;
  match: boolean;
}

export const NOTHING: How = { method: "DRAWN", strokes: [], code: "", device: "", serial: "", match: false };

/** What goes to the server; nothing while something is missing. */
export function said({ method, strokes, code, device, serial, match }: How): Pick<Answer, "method" | "drawing" | "code" | "match"> | undefined {
  switch (method) {
    case "DRAWN":
      return isDrawn(strokes) ? { method, drawing: { strokes: strokes.map((points) => ({ points: [...points] })) } } : undefined;
    case "CODE":
      return /^\d{6}$/.test(code) ? { method, code } : undefined;
    case "FINGERPRINT":
      return match && device.trim() && serial.trim() ? { method, match: { result: "MATCH", device: device.trim(), serial: serial.trim() } } : undefined;
  }
}

/** @param methods that the paper takes */
export function HowSigns({ methods, how, onChange }: { methods: readonly Method[]; how: How; onChange: (how: How) => void }) {
  const { t } = useWords();
  const put = (some: Partial<How>) => onChange({ ...how, ...some });
  return (
    <fieldset className="patient-step">
      <legend><h2>{t("how.title")}</h2></legend>
      {methods.map((method) => (
        <label key={method} className="patient-choice"><input type="radio" name="method" checked={how.method === method} onChange={() => put({ method })} /> {t(`how.${method}`)}</label>
      ))}
      {how.method === "DRAWN" && <DrawField strokes={how.strokes} onChange={(strokes) => put({ strokes })} />}
      {how.method === "CODE" && (
        <div className="patient-fields">
          <label>{t("code.field")}<input className="patient-code" inputMode="numeric" autoComplete="off" maxLength={6} value={how.code} aria-describedby="code-hint" onChange={({ target }) => put({ code: target.value.replace(/\D/g, "") })} /></label>
          <p id="code-hint" className="fine">{t("code.hint")}</p>
        </div>
      )}
      {how.method === "FINGERPRINT" && (
        <div className="patient-fields">
          <p>{t("pad.hint")}</p>
          <label>{t("pad.device")}<input value={how.device} maxLength={40} autoComplete="off" onChange={({ target }) => put({ device: target.value })} /></label>
          <label>{t("pad.serial")}<input value={how.serial} maxLength={40} autoComplete="off" onChange={({ target }) => put({ serial: target.value })} /></label>
          <label className="patient-choice"><input type="checkbox" checked={how.match} onChange={({ target }) => put({ match: target.checked })} /> {t("pad.match")}</label>
        </div>
      )}
    </fieldset>
  );
}
