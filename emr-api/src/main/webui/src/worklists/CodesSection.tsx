import { useId, useState, type FormEvent } from "react";
import type { CatalogueCode, CodeKind, CodeMapping, LocalCode } from "../api";
import { Problem } from "../client";
import { codes, type MappingAsk } from "../client.worklists";
import { day, moment } from "../format/time";
import { Drawer } from "../frame/Drawer";
import { Empty, ProblemNote, Shown } from "../frame/states";
import { useSpeech, type Key } from "../lang";
import { useLoad } from "../load";
import { may, useMe } from "../session";
import { problemOf } from "./Deciding";

const KINDS: CodeKind[] = ["LAB", "SERVICE", "DEPARTMENT"];
const FIELDS: [keyof MappingAsk, Key, number][] = [
  ["system", "codes.system", 30],
  ["code", "codes.code", 60],
  ["name", "codes.name", 300],
  ["loinc", "codes.loinc", 10],
];
type Asked = { mapping: MappingAsk; of?: CodeMapping };

/** The days of a form are dates of the browser: dd/MM/yyyy is its own business. */
function Days({ mapping, onChange }: { mapping: MappingAsk; onChange: (change: Partial<MappingAsk>) => void }) {
  const { t } = useSpeech();
  const from = useId();
  const to = useId();
  return (
    <>
      <label htmlFor={from}>{t("codes.from")}</label>
      <input id={from} type="date" value={mapping.validFrom ?? ""} onChange={(event) => onChange({ validFrom: event.target.value || undefined })} />
      <label htmlFor={to}>{t("codes.to")}</label>
      <input id={to} type="date" value={mapping.validTo ?? ""} onChange={(event) => onChange({ validTo: event.target.value || undefined })} />
    </>
  );
}

function Mapping({ asked, onClose, onDone }: { asked: Asked; onClose: () => void; onDone: () => void }) {
  const { t } = useSpeech();
  const [mapping, setMapping] = useState(asked.mapping);
  const [text, setText] = useState("");
  const [problem, setProblem] = useState<Problem>();
  const id = useId();
  const found = useLoad(text.trim().length > 1 ? `catalogue ${text.trim()}` : null, (signal) => codes.catalogue(text.trim(), signal));
  const change = (part: Partial<MappingAsk>) => setMapping((now) => ({ ...now, ...part }));
  const take = (c: CatalogueCode) => change({ system: c.catalogue, code: c.code, name: c.name, loinc: c.loinc });
  const send = async (event: FormEvent) => {
    event.preventDefault();
    try {
      if (asked.of) await codes.change(asked.of.id, asked.of.version, mapping);
      else await codes.make(mapping);
      onDone();
    } catch (cause) {
      setProblem(problemOf(cause));
    }
  };
  return (
    <Drawer title={t("codes.mapTitle", { x: mapping.localCode })} onClose={onClose}>
      <form className="deciding" onSubmit={(event) => void send(event)}>
        <label htmlFor={`${id}find`}>{t("codes.catalogue")}</label>
        <input id={`${id}find`} type="search" value={text} onChange={(event) => setText(event.target.value)} />
        {found.data && (
          <ul className="plain">
            {found.data.map((c) => (
              <li key={`${c.catalogue} ${c.code}`}>
                <button type="button" className="link-button" onClick={() => take(c)}>
                  {c.catalogue} {c.code} · {c.name}
                </button>
              </li>
            ))}
          </ul>
        )}
        {found.data?.length === 0 && <p className="fine">{t("codes.noCatalogue")}</p>}
        {FIELDS.map(([field, label, longest]) => (
          <div key={field} className="field">
            <label htmlFor={id + field}>{t(label)}</label>
            <input id={id + field} value={(mapping[field] as string | undefined) ?? ""} maxLength={longest} required={field !== "loinc"} onChange={(event) => change({ [field]: event.target.value || undefined })} />
          </div>
        ))}
        <Days mapping={mapping} onChange={change} />
        {problem && <ProblemNote problem={problem} />}
        <div className="actions">
          <button type="submit" className="button primary">
            {t("codes.save")}
          </button>
          {asked.of && (
            <button type="button" className="button" onClick={() => void codes.remove(asked.of!.id, asked.of!.version).then(onDone, (cause) => setProblem(problemOf(cause)))}>
              {t("codes.remove")}
            </button>
          )}
        </div>
      </form>
    </Drawer>
  );
}

function Files({ onDone }: { onDone: (words: string) => void }) {
  const { t } = useSpeech();
  const [problem, setProblem] = useState<Problem>();
  const id = useId();
  const failed = (cause: unknown) => setProblem(problemOf(cause));
  const load = (file: File | undefined, into: typeof codes.load) => {
    setProblem(undefined);
    if (file) into(file).then((done) => onDone(t("codes.loaded", { n: done.lines })), failed);
  };
  return (
    <details className="card">
      <summary>{t("codes.files")}</summary>
      <div className="deciding">
        <button type="button" className="button" onClick={() => void codes.save().catch(failed)}>
          {t("codes.export")}
        </button>
        <label htmlFor={`${id}m`}>{t("codes.import")}</label>
        <input id={`${id}m`} type="file" accept=".csv,text/csv" onChange={(event) => load(event.target.files?.[0], codes.load)} />
        <label htmlFor={`${id}c`}>{t("codes.importCatalogue")}</label>
        <input id={`${id}c`} type="file" accept=".csv,text/csv" onChange={(event) => load(event.target.files?.[0], codes.loadCatalogue)} />
        {problem && <ProblemNote problem={problem} />}
        {problem && <p className="mono">{(problem.body.fields ?? []).map(String).join(" · ")}</p>}
      </div>
    </details>
  );
}

/** Codes as sent that nobody mapped yet, most frequent first, and the mappings that stand. */
export function CodesSection() {
  const { t, code } = useSpeech();
  const me = useMe();
  const maps = may(me, "CODE_MAP");
  const [kind, setKind] = useState<CodeKind>("LAB");
  const [asked, setAsked] = useState<Asked>();
  const [done, setDone] = useState("");
  const unmapped = useLoad(`unmapped ${kind}`, (signal) => codes.unmapped(kind, signal));
  const mappings = useLoad(`mappings ${kind}`, (signal) => codes.mappings(kind, signal));
  const [problem, setProblem] = useState<Problem>();
  const again = (words: string) => {
    setDone(words);
    setAsked(undefined);
    unmapped.reload();
    mappings.reload();
  };
  const fresh = (c: LocalCode): Asked => ({
    mapping: { kind, sourceId: c.source.id, localSystem: c.localSystem, localCode: c.localCode, system: kind === "DEPARTMENT" ? "KHOA" : "QD1227", code: "", name: c.name ?? "" },
  });
  const standing = (m: CodeMapping): Asked => ({ mapping: { ...m, kind, sourceId: m.source?.id }, of: m });
  const reapply = () =>
    void codes.reapply().then((n) => again(t("codes.reapplied", { visits: n.visits, messages: n.messages })), (cause) => setProblem(problemOf(cause)));
  return (
    <>
      <p className="fine">{t("codes.intro")}</p>
      <div className="filters">
        <div className="switch" role="group" aria-label={t("codes.kind")}>
          {KINDS.map((k) => (
            <button key={k} type="button" aria-pressed={k === kind} onClick={() => setKind(k)}>
              {code("codekind", k)}
            </button>
          ))}
        </div>
        {maps && kind === "DEPARTMENT" && (
          <button type="button" className="button" onClick={reapply}>
            {t("codes.reapply")}
          </button>
        )}
        <span role="status" className="good">{done}</span>
      </div>
      {problem && <ProblemNote problem={problem} />}
      <h2>{t("codes.unmapped")}</h2>
      <Shown from={unmapped} rows={6}>
        {(list) =>
          list.length === 0 ? (
            <Empty>{t("codes.noUnmapped")}</Empty>
          ) : (
            <div className="card table-card">
              <table className="rows stacked">
                <thead>
                  <tr>
                    <th scope="col">{t("codes.local")}</th>
                    <th scope="col">{t("parked.source")}</th>
                    <th scope="col" className="right">{t("codes.uses")}</th>
                    <th scope="col">{t("codes.last")}</th>
                    {maps && <th scope="col">{t("parked.action")}</th>}
                  </tr>
                </thead>
                <tbody>
                  {list.map((c) => (
                    <tr key={`${c.source.id} ${c.localSystem} ${c.localCode}`}>
                      <th scope="row">
                        <span className="mono">{c.localCode}</span>
                        <span className="fine block">{[c.name, c.localSystem].filter(Boolean).join(" · ")}</span>
                      </th>
                      <td>{c.source.name}</td>
                      <td className="num right">{c.uses}</td>
                      <td className="num">{moment(c.lastAt)}</td>
                      {maps && (
                        <td>
                          <button type="button" className="button" onClick={() => setAsked(fresh(c))} aria-label={t("codes.mapTitle", { x: c.localCode })}>
                            {t("codes.map")}
                          </button>
                        </td>
                      )}
                    </tr>
                  ))}
                </tbody>
              </table>
            </div>
          )
        }
      </Shown>
      <h2>{t("codes.standing")}</h2>
      <Shown from={mappings} rows={6}>
        {(list) =>
          list.length === 0 ? (
            <Empty>{t("codes.noMappings")}</Empty>
          ) : (
            <div className="card table-card">
              <table className="rows stacked">
                <thead>
                  <tr>
                    <th scope="col">{t("codes.local")}</th>
                    <th scope="col">{t("parked.source")}</th>
                    <th scope="col">{t("codes.means")}</th>
                    <th scope="col">{t("codes.days")}</th>
                    {maps && <th scope="col">{t("parked.action")}</th>}
                  </tr>
                </thead>
                <tbody>
                  {list.map((m) => (
                    <tr key={m.id}>
                      <th scope="row" className="mono">{[m.localCode, m.localSystem].filter(Boolean).join(" · ")}</th>
                      <td>{m.source?.name ?? t("codes.everySource")}</td>
                      <td>
                        {m.name}
                        <span className="fine block mono">{[m.system, m.code, m.loinc && `LOINC ${m.loinc}`].filter(Boolean).join(" · ")}</span>
                      </td>
                      <td className="num">{[m.validFrom ? day(`${m.validFrom}T00:00:00+07:00`) : t("codes.always"), m.validTo && day(`${m.validTo}T00:00:00+07:00`)].filter(Boolean).join(" – ")}</td>
                      {maps && (
                        <td>
                          <button type="button" className="button" onClick={() => setAsked(standing(m))}>
                            {t("codes.change")}
                          </button>
                        </td>
                      )}
                    </tr>
                  ))}
                </tbody>
              </table>
            </div>
          )
        }
      </Shown>
      {maps && <Files onDone={again} />}
      {asked && <Mapping asked={asked} onClose={() => setAsked(undefined)} onDone={() => again(t("codes.saved"))} />}
    </>
  );
}
