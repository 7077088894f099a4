import { useState } from "react";
import type { CodeKind, CodeMapping, LocalCode } from "../api";
import { Problem } from "../client";
import { codes } from "../client.worklists";
import { day, moment } from "../format/time";
import { whole } from "../format/values";
import { ProblemNote, Shown } from "../frame/states";
import { Listing } from "../frame/Table";
import { useSpeech } from "../lang";
import { useLoad } from "../load";
import { may, useMe } from "../session";
import { CodeFiles } from "./CodeFiles";
import { CodeForm, type Asked } from "./CodeForm";
import { problemOf } from "./Deciding";

const KINDS: CodeKind[] = ["LAB", "SERVICE", "DEPARTMENT"];
/** Lists that a person works through from the top; the rest stands in the file. */
const FIRST = 50;

function Unmapped({ list, onMap }: { list: LocalCode[]; onMap?: (c: LocalCode) => void }) {
  const { t, language } = useSpeech();
  return (
    <Listing
      none="codes.noUnmapped"
      columns={["codes.local", "parked.source", ["codes.uses", "right"], "codes.last", onMap && ["parked.action", "right"]]}
      of={list}
      look="stacked codes"
    >
      {(c) => (
        <tr key={`${c.source.id} ${c.localSystem} ${c.localCode}`}>
          <th scope="row">
            <span className="mono">{c.localCode}</span>
            <span className="fine block">{[c.name, c.localSystem].filter(Boolean).join(" · ")}</span>
          </th>
          <td>{c.source.name}</td>
          <td className="num right" data-label={t("codes.uses")}>{whole(c.uses, language)}</td>
          <td className="num" data-label={t("codes.last")}>{moment(c.lastAt)}</td>
          {onMap && (
            <td className="right">
              <button type="button" className="button" onClick={() => onMap(c)} aria-label={t("codes.mapTitle", { x: c.localCode })}>
                {t("codes.map")}
              </button>
            </td>
          )}
        </tr>
      )}
    </Listing>
  );
}

function Standing({ list, onChange }: { list: CodeMapping[]; onChange?: (m: CodeMapping) => void }) {
  const { t } = useSpeech();
  const days = (m: CodeMapping) => {
    if (!m.validFrom && !m.validTo) return t("codes.always");
    return [m.validFrom && t("codes.since", { x: day(m.validFrom) }), m.validTo && t("codes.before", { x: day(m.validTo) })].filter(Boolean).join(" ");
  };
  return (
    <Listing
      none="codes.noMappings"
      columns={["codes.local", "parked.source", "codes.means", "codes.days", onChange && ["parked.action", "right"]]}
      of={list}
      look="stacked codes"
    >
      {(m) => (
        <tr key={m.id}>
          <th scope="row">
            <span className="mono">{m.localCode}</span>
            {m.localSystem && <span className="fine block">{m.localSystem}</span>}
          </th>
          <td>{m.source?.name ?? t("codes.everySource")}</td>
          <td>
            {m.name}
            <span className="fine block mono">{[m.system, m.code, m.loinc && `LOINC ${m.loinc}`].filter(Boolean).join(" · ")}</span>
            {m.targetEnded && <span className="chip chip-warn">{t("codes.targetEnded")}</span>}
          </td>
          <td className="num" data-label={t("codes.days")}>{days(m)}</td>
          {onChange && (
            <td className="right">
              <button type="button" className="button" onClick={() => onChange(m)} aria-label={t("codes.changeTitle", { x: m.localCode })}>
                {t("codes.change")}
              </button>
            </td>
          )}
        </tr>
      )}
    </Listing>
  );
}

/** Codes as sent that nobody mapped yet, most frequent first, and the mappings that stand. */
export function CodesSection() {
  const { t, code } = useSpeech();
  const me = useMe();
  const maps = may(me, "CODE_MAP");
  const [kind, setKind] = useState<CodeKind>("LAB");
  const [asked, setAsked] = useState<Asked>();
  const [all, setAll] = useState(false);
  const [done, setDone] = useState("");
  const unmapped = useLoad(`unmapped ${kind}`, (signal) => codes.unmapped(kind, signal));
  const mappings = useLoad(`mappings ${kind}`, (signal) => codes.mappings(kind, signal));
  const [problem, setProblem] = useState<Problem>();
  const show = (next: CodeKind) => {
    setKind(next);
    setAll(false);
    setDone("");
  };
  const again = (words: string) => {
    setDone(words);
    setProblem(undefined);
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
      <p className="fine">{code("codeintro", kind)}</p>
      <div className="filters">
        <div className="switch" role="group" aria-label={t("codes.kind")}>
          {KINDS.map((k) => (
            <button key={k} type="button" aria-pressed={k === kind} onClick={() => show(k)}>
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
        {(list) => <Unmapped list={all ? list : list.slice(0, FIRST)} onMap={maps ? (c) => setAsked(fresh(c)) : undefined} />}
      </Shown>
      <h2>{t("codes.standing")}</h2>
      <Shown from={mappings} rows={6}>
        {(list) => <Standing list={all ? list : list.slice(0, FIRST)} onChange={maps ? (m) => setAsked(standing(m)) : undefined} />}
      </Shown>
      {!all && ((unmapped.data?.length ?? 0) > FIRST || (mappings.data?.length ?? 0) > FIRST) && (
        <button type="button" className="button load-more" onClick={() => setAll(true)}>
          {t("app.more")}
        </button>
      )}
      {maps && <CodeFiles onDone={again} />}
      {asked && <CodeForm key={asked.of?.id ?? asked.mapping.localCode} asked={asked} onClose={() => setAsked(undefined)} onDone={() => again(t("codes.saved"))} />}
    </>
  );
}
