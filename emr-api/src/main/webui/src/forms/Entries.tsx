import { useState } from "react";
import { useDoing } from "../doing";
import { moment } from "../format/time";
import { ProblemNote } from "../frame/states";
import { useSpeech } from "../lang";
import { EntryMark } from "../signing/EntryMark";
import { labelOf, leaves, valueWords } from "./answers";
import { anchor, useDesk } from "./desk";
import type { Answers, Item, Value } from "./form";
import { Heading, Part } from "./GroupView";
import type { RowsProps } from "./Rows";

/** One entry that is written: who, when, what; struck out it stays to be read. */
function Written({ item, value }: { item: Item; value: Value }) {
  const { t, language } = useSpeech();
  const desk = useDesk();
  const { author, at, id, struck } = value.entry!;
  const said = leaves(item.item).flatMap((one) => {
    const words = (value.answers?.[one.linkId] ?? []).map((answer) => valueWords(answer, one, language)).filter(Boolean);
    return words.length > 0 ? [[one, words.join("; ")] as const] : [];
  });
  return (
    <li className={struck ? "entry entry-struck" : "entry"}>
      <div className="entry-when">
        <strong className="num">{moment(at)}</strong>
        <span>{author}</span>
        {!struck && <EntryMark entry={id} />}
        {!struck && desk.strike && desk.mayStrike?.(value.entry!) && <button type="button" className="link-button" aria-label={`${t("sheet.strike")}: ${moment(at)}`} onClick={() => desk.strike!(id)}>{t("sheet.strike")}</button>}
      </div>
      <div className="entry-said">
        {struck && <p className="entry-why">{t("sheet.struck", { by: struck.by, at: moment(struck.at), x: struck.because })}</p>}
        <dl>
          {said.map(([one, words]) => (
            <div key={one.linkId}>
              <dt>{labelOf(one, language)}</dt>
              <dd>{struck ? <s>{words}</s> : words}</dd>
            </div>
          ))}
        </dl>
      </div>
    </li>
  );
}

/** The time an entry is about, where nobody wrote another. */
function times(item: Item): Answers {
  const now = `${new Date().toISOString().slice(0, 16)}:00Z`;
  return Object.fromEntries(leaves(item.item).flatMap((one) => (one.prefill === "now" && one.type === "dateTime" ? [[one.linkId, [{ dateTime: now }]]] : [])));
}

/**
 * Entries of several people, newest last, each with its author and time. A written one is never changed; at the bottom one is open
 * to be written next.
 */
export function Entries({ item, shown, level }: RowsProps) {
  const { t, language } = useSpeech();
  const desk = useDesk();
  const [busy, setBusy] = useState(false);
  const taking = useDoing();
  const rows = shown.answers[item.linkId] ?? [];
  const written = rows.filter((value) => value.entry);
  const at = rows.findIndex((value) => !value.entry);
  const open = at < 0 ? rows.length : at;
  const answers: Answers = rows[open]?.answers ?? {};
  const empty = Object.keys(answers).length === 0;
  const write = async () => {
    setBusy(true);
    await desk.write!(item.linkId, { ...times(item), ...answers });
    setBusy(false);
  };
  const asked = leaves(item.item).filter((one) => one.type === "text" && one.prefill);
  const take = () => taking.run(async () => {
    const known = await desk.known!();
    for (const one of asked) {
      const typed = answers[one.linkId]?.[0]?.text ?? "";
      const more = (known[one.linkId]?.[0]?.text ?? "").split("\n").filter((line) => line && !typed.split("\n").includes(line));
      if (more.length > 0) desk.put(`${item.linkId}/${open}/${one.linkId}`, [{ text: [typed, ...more].filter(Boolean).join("\n") }]);
    }
  });
  return (
    <section className={`form-group form-group-${level}`} id={anchor(item.linkId)} tabIndex={-1} aria-labelledby={`${anchor(item.linkId)}-h`}>
      <Heading item={item} level={level} />
      {written.length > 0 ? <ol className="entries">{written.map((value) => <Written key={value.entry!.id} item={item} value={value} />)}</ol> : <p className="fine">{t("sheet.noEntries")}</p>}
      {!desk.readOnly && desk.write && (
        <div className="entry-open" role="group" aria-label={`${t("sheet.newEntry")}: ${labelOf(item, language)}`}>
          <strong>{t("sheet.newEntry")}</strong>
          <div className="form-line">{(item.item ?? []).map((one) => <Part key={one.linkId} item={one} place={`${item.linkId}/${open}/`} shown={{ ...shown, enabled: open === rows.length ? new Set([...shown.enabled, ...leaves(item.item).map((leaf) => `${item.linkId}/${open}/${leaf.linkId}`)]) : shown.enabled }} level={Math.min(5, level + 1) as 3} />)}</div>
          {taking.problem && <ProblemNote problem={taking.problem} />}
          <div className="buttons">
            <button type="button" className="button primary" disabled={busy || empty} onClick={() => void write()}>{t("sheet.writeEntry")}</button>
            {desk.known && asked.length > 0 && <button type="button" className="button" disabled={busy || taking.busy} onClick={() => void take()}>{t("sheet.entryKnown", { x: asked.map((one) => labelOf(one, language)).join(", ") })}</button>}
            <span className="fine">{t("sheet.entryNote")}</span>
          </div>
        </div>
      )}
    </section>
  );
}
