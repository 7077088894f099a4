import { useId, useState } from "react";
import { api } from "../client";
import { useSpeech, type Key } from "../lang";
import { useLoad } from "../load";
import { may, useMe } from "../session";
import { CODES, instant } from "./words";

/** By which messages are chosen, as typed; empty for any. */
export interface Chosen {
  sourceId: string;
  code: string;
  messageType: string;
  from: string;
  to: string;
}

export const ANY: Chosen = { sourceId: "", code: "", messageType: "", from: "", to: "" };

/** What was typed as the server takes it: instants by the hospital's clock, and nothing that was left empty. */
export function conditions<T extends Chosen>(typed: T): Partial<T> {
  const all = Object.entries(typed).map(([name, value]) => [name, String(value).trim()] as const);
  const meant = all.map(([name, value]) => [name, name === "from" || name === "to" ? instant(value) : value] as const);
  return Object.fromEntries(meant.filter(([, value]) => value)) as Partial<T>;
}

/** Are the times left empty or such as can be read? Else nothing is asked: a condition is never dropped in silence. */
export function readable({ from, to }: Chosen): boolean {
  return [from, to].every((typed) => !typed.trim() || instant(typed));
}

/** A time typed as dd/MM/yyyy HH:mm; what is wrong is said when the field is left. */
function TimeField({ name, value, onChange }: { name: Key; value: string; onChange: (next: string) => void }) {
  const { t } = useSpeech();
  const [left, setLeft] = useState(false);
  const fault = useId();
  const wrong = left && value.trim() !== "" && !instant(value);
  return (
    <>
      <label>
        {t(name)}
        <input
          value={value}
          placeholder="dd/MM/yyyy HH:mm"
          autoComplete="off"
          maxLength={20}
          aria-invalid={wrong || undefined}
          aria-describedby={wrong ? fault : undefined}
          onFocus={() => setLeft(false)}
          onBlur={() => setLeft(true)}
          onChange={(e) => onChange(e.target.value)}
        />
      </label>
      {wrong && <p id={fault} className="bad" role="alert">{t("desk.noTime")}</p>}
    </>
  );
}

/** Sender, reason, type and time of messages: the same wherever messages are chosen. */
export function Conditions<T extends Chosen>({ typed, onChange }: { typed: T; onChange: (next: T) => void }) {
  const { t, code } = useSpeech();
  const me = useMe();
  const senders = useLoad(may(me, "SOURCE_READ") ? "sources" : null, (signal) => api.sources(signal));
  const put = (part: Partial<Chosen>) => onChange({ ...typed, ...part });
  return (
    <>
      {senders.data && (
        <label>
          {t("message.source")}
          <select value={typed.sourceId} onChange={(e) => put({ sourceId: e.target.value })}>
            <option value="">{t("desk.any")}</option>
            {senders.data.map((sender) => (
              <option key={sender.id} value={sender.id}>{sender.name}</option>
            ))}
          </select>
        </label>
      )}
      <label>
        {t("parked.reason")}
        <select value={typed.code} onChange={(e) => put({ code: e.target.value })}>
          <option value="">{t("desk.any")}</option>
          {CODES.map((one) => (
            <option key={one} value={one}>{code("code", one)}</option>
          ))}
        </select>
      </label>
      <label>
        {t("message.type")}
        <input value={typed.messageType} autoComplete="off" onChange={(e) => put({ messageType: e.target.value })} />
      </label>
      <TimeField name="desk.from" value={typed.from} onChange={(from) => put({ from })} />
      <TimeField name="desk.to" value={typed.to} onChange={(to) => put({ to })} />
    </>
  );
}
