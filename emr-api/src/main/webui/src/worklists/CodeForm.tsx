import { useId, useState, type FormEvent } from "react";
import type { CatalogueCode, CodeKind, CodeMapping } from "../api";
import { Problem } from "../client";
import { codes, type MappingAsk } from "../client.worklists";
import { day } from "../format/time";
import { fits, typedDay } from "../format/typed";
import { DateField } from "../frame/DateField";
import { Drawer } from "../frame/Drawer";
import { ProblemNote } from "../frame/states";
import { useSpeech, type Key } from "../lang";
import { useLoad } from "../load";
import { problemOf } from "./Deciding";

/** What is asked for: a new mapping of a code, or a change of one that stands. */
export type Asked = { mapping: MappingAsk; of?: CodeMapping };

const FIELDS: [keyof MappingAsk, Key, number][] = [
  ["system", "codes.system", 30],
  ["code", "codes.code", 60],
  ["name", "codes.name", 300],
  ["loinc", "codes.loinc", 10],
];

/** What the code may mean, likeliest first; begins with the name as its system sends it. */
function Targets({ kind, begin, chosen, onTake }: { kind: CodeKind; begin: string; chosen: MappingAsk; onTake: (target: CatalogueCode) => void }) {
  const { t } = useSpeech();
  const id = useId();
  const [text, setText] = useState(begin);
  const asked = text.trim();
  const found = useLoad(asked || kind === "DEPARTMENT" ? `targets ${kind} ${asked}` : null, (signal) => codes.targets(kind, asked, signal));
  return (
    <div className="field">
      <label htmlFor={id}>{t(kind === "DEPARTMENT" ? "codes.department" : "codes.catalogue")}</label>
      <input id={id} type="search" value={text} autoComplete="off" onChange={(event) => setText(event.target.value)} />
      {found.problem && <ProblemNote problem={found.problem} onRetry={found.reload} />}
      {(found.data?.length ?? 0) > 0 && (
        <ul className="targets">
          {found.data!.map((c) => (
            <li key={`${c.catalogue} ${c.code}`}>
              <button type="button" aria-pressed={c.catalogue === chosen.system && c.code === chosen.code} onClick={() => onTake(c)}>
                {c.name}
                <span className="fine block mono">{[c.catalogue, c.code, c.loinc && `LOINC ${c.loinc}`, c.unit].filter(Boolean).join(" · ")}</span>
              </button>
            </li>
          ))}
        </ul>
      )}
      {found.data?.length === 0 && <p className="fine">{t("codes.noCatalogue")}</p>}
    </div>
  );
}

/** Says what a code means, and on which days. */
export function CodeForm({ asked, onClose, onDone }: { asked: Asked; onClose: () => void; onDone: () => void }) {
  const { t } = useSpeech();
  const [mapping, setMapping] = useState(asked.mapping);
  const [from, setFrom] = useState(day(asked.mapping.validFrom));
  const [to, setTo] = useState(day(asked.mapping.validTo));
  const [problem, setProblem] = useState<Problem>();
  const [busy, setBusy] = useState(false);
  const id = useId();
  const department = mapping.kind === "DEPARTMENT";
  const readable = fits(from, typedDay) && fits(to, typedDay);
  const change = (part: Partial<MappingAsk>) => setMapping((now) => ({ ...now, ...part }));
  const take = (c: CatalogueCode) => change({ system: c.catalogue, code: c.code, name: c.name, loinc: c.loinc });
  const doing = (work: Promise<unknown>) => {
    setBusy(true);
    work.then(onDone, (cause) => {
      setProblem(problemOf(cause));
      setBusy(false);
    });
  };
  const send = (event: FormEvent) => {
    event.preventDefault();
    if (!readable) return;
    const whole = { ...mapping, validFrom: typedDay(from), validTo: typedDay(to) };
    doing(asked.of ? codes.change(asked.of.id, asked.of.version, whole) : codes.make(whole));
  };
  return (
    <Drawer title={t("codes.mapTitle", { x: mapping.localCode })} onClose={onClose}>
      <form className="deciding" onSubmit={send}>
        <Targets kind={mapping.kind} begin={asked.of ? "" : asked.mapping.name} chosen={mapping} onTake={take} />
        {FIELDS.filter(([field]) => !department || field === "code" || field === "name").map(([field, label, longest]) => (
          <div key={field} className="field">
            <label htmlFor={id + field}>{t(label)}</label>
            <input
              id={id + field}
              value={(mapping[field] as string | undefined) ?? ""}
              maxLength={longest}
              required={field !== "loinc"}
              readOnly={department}
              autoComplete="off"
              onChange={(event) => change({ [field]: event.target.value || undefined })}
            />
          </div>
        ))}
        <div className="two">
          <DateField label="codes.from" hint="codes.fromHint" value={from} onChange={setFrom} />
          <DateField label="codes.to" hint="codes.toHint" value={to} onChange={setTo} />
        </div>
        {!asked.of && mapping.sourceId && (
          <label className="check">
            <input type="checkbox" onChange={(event) => change({ sourceId: event.target.checked ? undefined : asked.mapping.sourceId })} />
            {t("codes.forAll")}
          </label>
        )}
        {problem && <ProblemNote problem={problem} />}
        <div className="actions">
          <button type="submit" className="button primary" disabled={busy || !readable}>
            {t("codes.save")}
          </button>
          {asked.of && (
            <button type="button" className="button" disabled={busy} onClick={() => doing(codes.remove(asked.of!.id, asked.of!.version))}>
              {t("codes.remove")}
            </button>
          )}
        </div>
      </form>
    </Drawer>
  );
}
