import { useState } from "react";
import { useDoing } from "../doing";
import { day } from "../format/time";
import { typedDay } from "../format/typed";
import { DateField } from "../frame/DateField";
import { Drawer } from "../frame/Drawer";
import { ProblemNote } from "../frame/states";
import { useSpeech } from "../lang";
import { destructions, type Destruction, type Line, type Member } from "./api";

const LEAST = 3;
const MOST = 9;

interface Kept {
  until: string;
  reason: string;
}

function Members({ of, onChange }: { of: Member[]; onChange: (next: Member[]) => void }) {
  const { t } = useSpeech();
  const put = (i: number, part: Partial<Member>) => onChange(of.map((one, n) => (n === i ? { ...one, ...part } : one)));
  return (
    <fieldset className="framed">
      <legend>{t("destruction.members")}</legend>
      {of.map((one, i) => (
        <div className="pair" key={i}>
          <label>{t("destruction.memberName", { n: i + 1 })}<input required value={one.name} maxLength={100} autoComplete="off" onChange={(e) => put(i, { name: e.target.value })} /></label>
          <label>{t("destruction.memberPosition", { n: i + 1 })}<input required value={one.position} maxLength={100} autoComplete="off" onChange={(e) => put(i, { position: e.target.value })} /></label>
        </div>
      ))}
      <div className="buttons">
        {of.length < MOST && <button type="button" className="button" onClick={() => onChange([...of, { name: "", position: "" }])}>{t("destruction.addMember")}</button>}
        {of.length > LEAST && <button type="button" className="button" onClick={() => onChange(of.slice(0, -1))}>{t("destruction.dropMember")}</button>}
      </div>
    </fieldset>
  );
}

function One({ line, kept, onChange }: { line: Line; kept?: Kept; onChange: (next?: Kept) => void }) {
  const { t, code } = useSpeech();
  return (
    <fieldset className="framed">
      <legend className="num">{line.archiveNumber}</legend>
      <p className="fine">{code("class", line.treatment)} · {code("retention", line.keptAs)} · {t("destruction.until", { day: day(line.retainUntil) })}</p>
      <label className="check"><input type="checkbox" checked={!kept} onChange={(e) => onChange(e.target.checked ? undefined : { until: "", reason: "" })} /> {t("destruction.destroyIt")}</label>
      {kept && (
        <>
          <DateField label="destruction.keepUntil" value={kept.until} onChange={(until) => onChange({ ...kept, until })} />
          <label>{t("destruction.reason")}<input required value={kept.reason} maxLength={500} autoComplete="off" onChange={(e) => onChange({ ...kept, reason: e.target.value })} /></label>
        </>
      )}
    </fieldset>
  );
}

/** Who appraised, and what they found of each record. */
export function Appraise({ of, onClose, onDone }: { of: Destruction; onClose: () => void; onDone: (next: Destruction) => void }) {
  const { t } = useSpeech();
  const doing = useDoing();
  const [members, setMembers] = useState<Member[]>(Array.from({ length: LEAST }, () => ({ name: "", position: "" })));
  const [kept, setKept] = useState<Record<string, Kept>>({});
  const lines = of.lines ?? [];
  const put = (folder: string, next?: Kept) => setKept(Object.fromEntries([...Object.entries(kept).filter(([one]) => one !== folder), ...(next ? [[folder, next] as const] : [])]));
  const ready = members.every(({ name, position }) => name.trim().length > 1 && position.trim().length > 1) && Object.values(kept).every(({ until, reason }) => typedDay(until) && reason.trim().length > 2);
  const send = () =>
    void doing.run(async () =>
      onDone(
        await destructions.appraise(
          of.id,
          of.version,
          members.map(({ name, position }) => ({ name: name.trim(), position: position.trim() })),
          lines.map(({ folder }) => {
            const one = kept[folder];
            return one ? { folder, destroy: false, keepUntil: typedDay(one.until), reason: one.reason.trim() } : { folder, destroy: true };
          }),
        ),
      ),
    );
  return (
    <Drawer wide title={t("destructionAct.APPRAISED")} onClose={onClose}>
      <form className="order-form" onSubmit={(event) => { event.preventDefault(); send(); }}>
        <p className="fine">{t("destruction.appraiseHow")}</p>
        <Members of={members} onChange={setMembers} />
        {lines.map((line) => <One key={line.folder} line={line} kept={kept[line.folder]} onChange={(next) => put(line.folder, next)} />)}
        {doing.problem && <ProblemNote problem={doing.problem} />}
        <div className="buttons">
          <button type="submit" className="button primary" disabled={doing.busy || !ready}>{t("destruction.saveAppraisal")}</button>
        </div>
      </form>
    </Drawer>
  );
}
