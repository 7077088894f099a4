import { api } from "../client";
import { fits, typedInstant } from "../format/typed";
import { DateField } from "../frame/DateField";
import { useSpeech } from "../lang";
import { useLoad } from "../load";
import { may, useMe } from "../session";
import { CODES } from "./words";

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
  const meant = all.map(([name, value]) => [name, name === "from" || name === "to" ? typedInstant(value) : value] as const);
  return Object.fromEntries(meant.filter(([, value]) => value)) as Partial<T>;
}

/** Can both times be read? */
export function readable({ from, to }: Chosen): boolean {
  return fits(from, typedInstant) && fits(to, typedInstant);
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
      <DateField time label="desk.from" value={typed.from} onChange={(from) => put({ from })} />
      <DateField time label="desk.to" value={typed.to} onChange={(to) => put({ to })} />
    </>
  );
}
