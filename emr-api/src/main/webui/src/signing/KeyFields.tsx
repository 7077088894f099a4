import { useEffect } from "react";
import { day, moment } from "../format/time";
import { useLoad, WOKEN } from "../load";
import { Link } from "../route";
import { maySign, signing, type Key } from "./api";
import { CheckNote } from "./CheckNote";
import { called } from "./names";
import { appOf, isRemote } from "./remote";
import { useWords } from "./words";

/** A key with its PIN, as far as both are given and it may sign; a remote one has no PIN here. */
export interface Chosen {
  key: string;
  pin: string;
  ready: boolean;
  remote?: boolean;
}

interface Props {
  /** For what: these keys are of a person, or of facilities. */
  legend: string;
  seal: boolean;
  keys: readonly Key[];
  chosen: Chosen;
  onChange: (chosen: Chosen) => void;
}

/** Which key signs, what was found of its certificate, and its PIN, which nothing keeps. */
export function KeyFields({ legend, seal, keys, chosen, onChange }: Props) {
  const { t } = useWords();
  const key = keys.find(({ id }) => id === chosen.key) ?? (keys.length === 1 ? keys[0] : undefined);
  const check = useLoad(key ? `certificate ${key.id}` : null, (signal) => signing.check(key!.id, signal));
  const remote = isRemote(key);
  const noPin = key?.pinSet === false;
  const may = check.data !== undefined && maySign(check.data) && !noPin;
  const put = (next: Partial<Chosen>) => onChange({ ...chosen, key: key?.id ?? "", ...next });
  useEffect(() => put({ ready: may && (remote || chosen.pin !== ""), remote }), [may, remote, key?.id, chosen.pin]);
  // Somebody was away: what they typed is not left for who comes next.
  useEffect(() => {
    const clear = () => put({ pin: "", ready: may && remote });
    window.addEventListener(WOKEN, clear);
    return () => window.removeEventListener(WOKEN, clear);
  });
  if (keys.length === 0)
    return (
      <fieldset className="signing-key">
        <legend>{legend}</legend>
        <p className="note note-stale"><span>{t(seal ? "batch.noSeal" : "batch.noKey")} <Link to={{ page: "signingKeys" }}>{t("batch.toKeys")}</Link></span></p>
      </fieldset>
    );
  return (
    <fieldset className="signing-key">
      <legend>{legend}</legend>
      <label>
        {t("batch.key")}
        <select value={key?.id ?? ""} onChange={({ target }) => target.value !== key?.id && put({ key: target.value, pin: "", ready: false })}>
          {!key && <option value="">{t("batch.choose")}</option>}
          {keys.map((one) => <option key={one.id} value={one.id}>{`${called(one.subject)} – ${called(one.issuer)} (${day(one.notAfter)})`}</option>)}
        </select>
      </label>
      {key && <CheckNote from={check} />}
      {remote && <p className="note"><span>{t("batch.remote", { app: appOf(key)! })}</span></p>}
      {noPin && <p className="note note-stale"><span>{t("batch.noPin")} <Link to={{ page: "signingKeys" }}>{t("batch.setPin")}</Link></span></p>}
      {key?.lockedUntil && Date.parse(key.lockedUntil) > Date.now() && <p className="note note-stale"><span>{t("pin.lockedUntil", { at: moment(key.lockedUntil) })}</span></p>}
      {key && !remote && !noPin && (
        <label>
          {t("batch.pin")}
          <input type="password" value={chosen.pin} maxLength={200} autoComplete="off" required aria-describedby={`pin-${key.id}`} onChange={({ target }) => put({ pin: target.value })} />
          <span id={`pin-${key.id}`} className="fine">{t("batch.pinHint")}</span>
        </label>
      )}
    </fieldset>
  );
}
