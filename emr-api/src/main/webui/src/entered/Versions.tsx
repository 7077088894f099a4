import { useState, type ReactNode } from "react";
import type { Origin } from "../api";
import { moment } from "../format/time";
import { Shown } from "../frame/states";
import { useSpeech } from "../lang";
import { useLoad } from "../load";

/** What every version of something that people enter has. */
export interface Version {
  version: number;
  reason?: string;
  origin?: Origin;
}

interface Props<V extends Version> {
  /** Of what: its number, and which version is shown. */
  id: string;
  version: number;
  load: (signal: AbortSignal) => Promise<V[]>;
  /** What one of them said. */
  children: (one: V) => ReactNode;
}

function All<V extends Version>({ id, version, load, children }: Props<V>) {
  const { t } = useSpeech();
  const versions = useLoad(`versions ${id} ${version}`, load);
  return (
    <Shown from={versions} rows={2}>
      {(all) => (
        <ol className="items">
          {all.map((one) => (
            <li key={one.version}>
              <span className="fine">{t("entered.version", { n: one.version, by: one.origin?.sourceName ?? "", at: moment(one.origin?.statedAt) })}</span>
              <span className="block">{children(one)}</span>
              {one.reason && <span className="fine block">{t("entered.because", { x: one.reason })}</span>}
            </li>
          ))}
        </ol>
      )}
    </Shown>
  );
}

/** How something came to what it says, the newest first; asked for when somebody looks. */
export function Versions<V extends Version>(props: Props<V>) {
  const { t } = useSpeech();
  const [open, setOpen] = useState(false);
  if (props.version === 1) return null;
  return (
    <details onToggle={(event) => setOpen(event.currentTarget.open)}>
      <summary className="fine">{t("entered.versions", { n: props.version })}</summary>
      {open && <All {...props} />}
    </details>
  );
}
