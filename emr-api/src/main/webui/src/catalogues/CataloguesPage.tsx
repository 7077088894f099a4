import { useEffect, useId, useRef, useState } from "react";
import type { CodeLoading } from "../api";
import { day, moment } from "../format/time";
import { fits, typedDay } from "../format/typed";
import { whole } from "../format/values";
import { DateField } from "../frame/DateField";
import { Shown } from "../frame/states";
import { Listing, Table } from "../frame/Table";
import { useSpeech } from "../lang";
import { useLoad } from "../load";
import { may, useMe } from "../session";
import { FileTrial } from "../worklists/FileTrial";
import { catalogues, type Catalogue, type Edition, type Seen } from "./api";
import { Flags } from "./Suggested";
import { useSuggested } from "./useSuggested";

/** Those that forms and results ask for, whether they have an edition or not. */
const KNOWN = ["icd10", "icd9", "QD1227", "medicines", "services", "occupations", "ethnic-groups", "nationalities", "provinces", "wards", "abbreviations"] as const;
type Known = (typeof KNOWN)[number];

function useNames() {
  const { t } = useSpeech();
  return (catalogue: string) => ((KNOWN as readonly string[]).includes(catalogue) ? t(`catalogue.${catalogue as Known}`) : catalogue);
}

/** Finding a code as forms do, on a day. */
function Finding({ catalogue }: { catalogue: string }) {
  const { t, language } = useSpeech();
  const id = useId();
  const [text, setText] = useState("");
  const [when, setWhen] = useState("");
  const readable = fits(when, typedDay);
  const entries = useSuggested(catalogue, readable ? text : undefined, typedDay(when));
  return (
    <>
      <div className="two">
        <div className="field">
          <label htmlFor={id}>{t("catalogues.find")}</label>
          <input id={id} type="search" value={text} maxLength={100} autoComplete="off" onChange={(event) => setText(event.target.value)} />
        </div>
        <DateField label="catalogues.day" hint="catalogues.dayHint" value={when} onChange={setWhen} />
      </div>
      <Listing columns={["codes.code", "codes.name", "catalogues.parent"]} of={entries} none="catalogues.notFound" label={t("catalogues.found")}>
        {(entry) => (
          <tr key={entry.code}>
            <th scope="row" className="mono">{entry.code}</th>
            <td>
              {entry.name}
              {entry.nameEn && <span className="fine block" lang={language === "vi" ? "en" : undefined}>{entry.nameEn}</span>}
              <Flags entry={entry} />
            </td>
            <td className="mono" data-label={t("catalogues.parent")}>{entry.parent}</td>
          </tr>
        )}
      </Listing>
    </>
  );
}

function Editions({ list }: { list: Edition[] }) {
  const { t, language } = useSpeech();
  const n = (count: number) => whole(count, language);
  return (
    <Table columns={["catalogues.edition", "codes.from", "catalogues.taken", "catalogues.changes", "catalogues.file"]} of={list} label={t("catalogues.editions")}>
      {(e) => (
        <tr key={e.number}>
          <th scope="row" className="num">{e.number}</th>
          <td className="num" data-label={t("codes.from")}>{e.from ? day(e.from) : t("codes.always")}</td>
          <td data-label={t("catalogues.taken")}>{moment(e.at)} · {e.origin ? t("catalogues.shipped") : e.by}{e.origin && <span className="fine block">{e.origin}</span>}</td>
          <td data-label={t("catalogues.changes")}>{t("catalogues.counts", { made: n(e.made), changed: n(e.changed), ended: n(e.ended) })}</td>
          <td data-label={t("catalogues.file")}><span className="mono" title={e.digest}>{`SHA-256 ${e.digest.slice(0, 12)}…`}</span></td>
        </tr>
      )}
    </Table>
  );
}

/** One whole edition from the official list: looked at first, then taken by a second step that names what was seen. */
function Taking({ catalogue, onDone }: { catalogue: string; onDone: (words: string) => void }) {
  const { t } = useSpeech();
  const [from, setFrom] = useState("");
  const seen = useRef<Seen | undefined>(undefined);
  const load = async (file: File, onlyTry: boolean): Promise<CodeLoading> => {
    if (!onlyTry) return catalogues.take(catalogue, typedDay(from) ?? "", file, seen.current!);
    const preview = await catalogues.preview(catalogue, typedDay(from) ?? "", file);
    seen.current = preview.seen;
    return preview.loading;
  };
  return (
    <section className="card deciding" aria-label={t("catalogues.take")}>
      <h3>{t("catalogues.take")}</h3>
      <p className="fine">{t(catalogue === "icd10" ? "catalogues.takeIcd" : "catalogues.takeText")}</p>
      <DateField label="codes.from" hint="codes.fromHint" value={from} onChange={setFrom} />
      <FileTrial key={from} label={t("catalogues.choose")} accept=".xlsx,.csv,text/csv" load={load} blocked={!fits(from, typedDay)} onDone={onDone} />
    </section>
  );
}

function One({ catalogue, onTaken }: { catalogue: string; onTaken: () => void }) {
  const { t } = useSpeech();
  const me = useMe();
  const names = useNames();
  const [done, setDone] = useState("");
  const [turn, setTurn] = useState(0);
  const editions = useLoad(`editions ${catalogue}`, (signal) => catalogues.editions(catalogue, signal));
  const place = useRef<HTMLElement>(null);
  // It stands below the list: on a phone nobody would see that it opened.
  useEffect(() => place.current?.scrollIntoView?.({ block: "start" }), []);
  const taken = (words: string) => {
    setDone(words);
    setTurn((n) => n + 1);
    editions.reload();
    onTaken();
  };
  return (
    <section ref={place} aria-label={names(catalogue)}>
      <h2>{names(catalogue)}</h2>
      {done && <p className="note" role="status">{done}</p>}
      <Finding key={turn} catalogue={catalogue} />
      <Shown from={editions} rows={2}>{({ editions: list }) => list.length > 0 && <><h3>{t("catalogues.editions")}</h3><div className="card table-card"><Editions list={list} /></div></>}</Shown>
      {may(me, "CODE_MAP") && <Taking catalogue={catalogue} onDone={taken} />}
    </section>
  );
}

function All({ list, onTaken }: { list: Catalogue[]; onTaken: () => void }) {
  const { t, language } = useSpeech();
  const me = useMe();
  const names = useNames();
  const id = useId();
  const [chosen, setChosen] = useState<string>();
  const [other, setOther] = useState("");
  const here = new Map(list.map((one) => [one.catalogue, one]));
  const rows = [...KNOWN, ...list.map((one) => one.catalogue).filter((name) => !(KNOWN as readonly string[]).includes(name))];
  return (
    <>
      <Listing columns={["catalogues.name", ["catalogues.codes", "right"], "catalogues.since", ["catalogues.editionCount", "right"]]} of={rows} none="catalogues.none" label={t("catalogues.title")}>
        {(name) => {
          const one = here.get(name);
          return (
            <tr key={name}>
              <th scope="row">
                <button type="button" className="link-button" aria-pressed={name === chosen} onClick={() => setChosen(name)}>{names(name)}</button>
                <span className="fine block mono">{name}</span>
              </th>
              <td className="num right" data-label={t("catalogues.codes")}>{one ? whole(one.codes, language) : t("catalogues.notTaken")}</td>
              <td className="num" data-label={t("catalogues.since")}>{one && (one.from ? day(one.from) : t("codes.always"))}</td>
              <td className="num right" data-label={t("catalogues.editionCount")}>{one?.editions}</td>
            </tr>
          );
        }}
      </Listing>
      {may(me, "CODE_MAP") && (
        <form className="filters" onSubmit={(event) => { event.preventDefault(); if (other) setChosen(other); }}>
          <div className="field">
            <label htmlFor={id}>{t("catalogues.other")}</label>
            <input id={id} value={other} maxLength={30} pattern="[A-Za-z0-9._\-]+" autoComplete="off" onChange={(event) => setOther(event.target.value)} />
          </div>
          <button type="submit" className="button">{t("catalogues.open")}</button>
        </form>
      )}
      {chosen && <One key={chosen} catalogue={chosen} onTaken={onTaken} />}
    </>
  );
}

/** Catalogues of codes: what there is, finding in them, and taking in the official lists. */
export function CataloguesPage() {
  const { t } = useSpeech();
  const list = useLoad("catalogues", (signal) => catalogues.list(signal));
  return (
    <div className="page">
      <div className="page-head"><h1>{t("catalogues.title")}</h1></div>
      <p className="fine">{t("catalogues.text")}</p>
      <Shown from={list} rows={10}>{(data) => <All list={data.catalogues} onTaken={list.reload} />}</Shown>
    </div>
  );
}
