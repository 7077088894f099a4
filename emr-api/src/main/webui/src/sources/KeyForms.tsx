import { useId, useState, type ReactNode } from "react";
import { useDoing } from "../doing";
import { day, moment } from "../format/time";
import { Drawer } from "../frame/Drawer";
import { ProblemNote } from "../frame/states";
import { useSpeech, type Key } from "../lang";
import { inDays, inHours, keys, LASTS, OVERLAPS, SCOPES, USUAL_DAYS, USUAL_OVERLAP, type MadeKey, type Scope, type SourceKey } from "./keys";

interface Asking {
  source: string;
  onClose: () => void;
}

interface Making extends Asking {
  onMade: (made: MadeKey) => void;
}

interface PickProps {
  label: string;
  value: number;
  options: { value: number; text: string }[];
  onChange: (value: number) => void;
  children: ReactNode;
}

/** One of a few lengths of time, with the day it leads to. */
function Pick({ label, value, options, onChange, children }: PickProps) {
  const id = useId();
  const hint = useId();
  return (
    <div className="setting">
      <label htmlFor={id}>{label}</label>
      <select id={id} aria-describedby={hint} value={value} onChange={(event) => onChange(Number(event.target.value))}>
        {options.map((option) => (
          <option key={option.value} value={option.value}>
            {option.text}
          </option>
        ))}
      </select>
      <p id={hint} className="fine">{children}</p>
    </div>
  );
}

function Ends({ days, onChange }: { days: number; onChange: (days: number) => void }) {
  const { t, code } = useSpeech();
  const options = LASTS.map((value) => ({ value, text: code("keyLasts", String(value)) }));
  return (
    <Pick label={t("key.lasts")} value={days} options={options} onChange={onChange}>
      {t("key.endsOn", { at: day(inDays(days)) })}
    </Pick>
  );
}

function ScopeBoxes({ chosen, onChange }: { chosen: Scope[]; onChange: (next: Scope[]) => void }) {
  const { t } = useSpeech();
  const group = useId();
  const put = (scope: Scope, on: boolean) => onChange(SCOPES.filter((one) => (one === scope ? on : chosen.includes(one))));
  return (
    <fieldset className="plain-group">
      <legend>{t("key.may")} <span className="bad" aria-hidden="true">*</span></legend>
      {SCOPES.map((scope) => (
        <div key={scope} className="setting setting-check">
          <input id={`${group}${scope}`} type="checkbox" aria-describedby={`${group}${scope}-hint`} checked={chosen.includes(scope)} onChange={(e) => put(scope, e.target.checked)} />
          <label htmlFor={`${group}${scope}`}>{t(`keyScope.${scope}` as Key)}</label>
          <p id={`${group}${scope}-hint`} className="fine">{t(`keyScope.${scope}.hint` as Key)}</p>
        </div>
      ))}
    </fieldset>
  );
}

/** Asks for a new key; nothing is ticked, so that a key may do only what somebody wanted. */
export function NewKey({ source, onClose, onMade }: Making) {
  const { t } = useSpeech();
  const { busy, problem, run } = useDoing();
  const id = useId();
  const [name, setName] = useState("");
  const [scopes, setScopes] = useState<Scope[]>([]);
  const [days, setDays] = useState(USUAL_DAYS);
  const [addresses, setAddresses] = useState("");
  const ready = name.trim() !== "" && scopes.length > 0;
  const make = () =>
    run(async () => onMade(await keys.make(source, { name: name.trim(), scopes, expiresAt: inDays(days), addresses: addresses.trim() || undefined })));
  return (
    <Drawer title={t("key.new")} onClose={onClose}>
      <form
        className="key-form"
        noValidate
        onSubmit={(event) => {
          event.preventDefault();
          if (ready) void make();
        }}
      >
        <div className="setting">
          <label htmlFor={`${id}name`}>{t("key.name")} <span className="bad" aria-hidden="true">*</span></label>
          <input id={`${id}name`} required maxLength={100} autoComplete="off" aria-describedby={`${id}name-hint`} value={name} onChange={(e) => setName(e.target.value)} />
          <p id={`${id}name-hint`} className="fine">{t("key.name.hint")}</p>
        </div>
        <ScopeBoxes chosen={scopes} onChange={setScopes} />
        <Ends days={days} onChange={setDays} />
        <div className="setting">
          <label htmlFor={`${id}addresses`}>{t("source.addresses")}</label>
          <input id={`${id}addresses`} maxLength={1000} autoComplete="off" spellCheck={false} aria-describedby={`${id}addresses-hint`} value={addresses} onChange={(e) => setAddresses(e.target.value)} />
          <p id={`${id}addresses-hint`} className="fine">{t("key.addresses.hint")}</p>
        </div>
        {problem && <ProblemNote problem={problem} />}
        <div className="buttons">
          <button type="submit" className="button primary" disabled={busy || !ready}>{t("key.make")}</button>
          <button type="button" className="button" onClick={onClose}>{t("key.cancel")}</button>
        </div>
      </form>
    </Drawer>
  );
}

/** Asks for a key in the place of another; the old one works on for a while. */
export function ReplaceKey({ source, old, onClose, onMade }: Making & { old: SourceKey }) {
  const { t, code } = useSpeech();
  const { busy, problem, run } = useDoing();
  const [hours, setHours] = useState(USUAL_OVERLAP);
  const [days, setDays] = useState(USUAL_DAYS);
  const options = OVERLAPS.map((value) => ({ value, text: code("keyOverlap", String(value)) }));
  const end = inHours(hours) < old.expiresAt ? inHours(hours) : old.expiresAt;
  const replace = () => run(async () => onMade(await keys.replace(source, old.id, hours, inDays(days))));
  return (
    <Drawer kind="sheet" title={t("key.replaceTitle", { x: old.name })} onClose={onClose}>
      <p>{t("key.replaceText")}</p>
      <Pick label={t("key.overlap")} value={hours} options={options} onChange={setHours}>
        {t(hours === 0 ? "key.overlapNone" : "key.overlapUntil", { at: moment(end) })}
      </Pick>
      <Ends days={days} onChange={setDays} />
      {problem && <ProblemNote problem={problem} />}
      <div className="buttons">
        <button type="button" className="button primary" disabled={busy} onClick={() => void replace()}>{t("key.replace")}</button>
        <button type="button" className="button" onClick={onClose}>{t("key.cancel")}</button>
      </div>
    </Drawer>
  );
}

/** Takes a key away for good, with the reason. */
export function RevokeKey({ source, old, onClose, onDone }: Asking & { old: SourceKey; onDone: () => void }) {
  const { t } = useSpeech();
  const { busy, problem, run } = useDoing();
  const [reason, setReason] = useState("");
  const field = useId();
  const revoke = () =>
    run(async () => {
      await keys.revoke(source, old.id, reason.trim());
      onDone();
    });
  return (
    <Drawer kind="sheet" title={t("key.revokeTitle", { x: old.name })} onClose={onClose}>
      <p>{t("key.revokeText")}</p>
      <label className="field-label" htmlFor={field}>{t("desk.reason")}</label>
      <input id={field} className="wide-input" maxLength={500} value={reason} onChange={(event) => setReason(event.target.value)} />
      <p className="fine">{t("key.reason.hint")}</p>
      {problem && <ProblemNote problem={problem} />}
      <div className="buttons">
        <button type="button" className="button primary" disabled={busy || reason.trim().length < 3} onClick={() => void revoke()}>{t("key.revoke")}</button>
        <button type="button" className="button" onClick={onClose}>{t("key.cancel")}</button>
      </div>
    </Drawer>
  );
}
