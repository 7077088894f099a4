import { useState, type FormEvent } from "react";
import { useDoing } from "../doing";
import { day, moment } from "../format/time";
import { typedDay } from "../format/typed";
import { DateField } from "../frame/DateField";
import { Drawer } from "../frame/Drawer";
import { ProblemNote } from "../frame/states";
import { Table } from "../frame/Table";
import { ownForms, type Done, type OpenForm, type Stepping } from "./api";
import { useWords } from "./words";

const ORDER: readonly Stepping[] = ["SENT", "APPROVED", "RETURNED", "WITHDRAWN", "DROPPED"];
const NEEDS_DAY: readonly Stepping[] = ["APPROVED", "WITHDRAWN"];
const NEEDS_REASON: readonly Stepping[] = ["RETURNED", "WITHDRAWN", "DROPPED"];

interface StepProps {
  opened: OpenForm;
  act: Stepping;
  onClose: () => void;
  onDone: (opened: OpenForm) => void;
}

function StepForm({ opened, act, onClose, onDone }: StepProps) {
  const { t, code } = useWords();
  const { busy, problem, run } = useDoing();
  const [reason, setReason] = useState("");
  const [from, setFrom] = useState(() => day(new Date().toISOString()));
  const dated = NEEDS_DAY.includes(act);
  const needed = NEEDS_REASON.includes(act);
  const send = (event: FormEvent) => {
    event.preventDefault();
    void run(async () => onDone(await ownForms.step(opened.form.id, act, { seen: opened.form.number, reason: reason.trim() || undefined, from: dated ? typedDay(from) : undefined })));
  };
  return (
    <Drawer kind="sheet" title={code("formAct", act)} onClose={onClose}>
      <form className="order-form" onSubmit={send}>
        <p>{code("formActText", act)}</p>
        {dated && <DateField label="designer.from" value={from} onChange={setFrom} />}
        <label>
          {t(needed ? "designer.reason" : "designer.note")}
          <input value={reason} required={needed} minLength={3} maxLength={500} autoComplete="off" onChange={(event) => setReason(event.target.value)} />
        </label>
        {problem && <ProblemNote problem={problem} />}
        <button type="submit" className="button primary" disabled={busy || (dated && !typedDay(from))}>{code("formAct", act)}</button>
      </form>
    </Drawer>
  );
}

interface Props {
  opened: OpenForm;
  /** Saves what is typed; a step is taken of what is saved only. */
  flush: () => Promise<boolean>;
  onDone: (opened: OpenForm) => void;
  read: () => OpenForm;
}

/** What may be done with the form now. */
export function Steps({ opened, flush, onDone, read }: Props) {
  const { t, code } = useWords();
  const [act, setAct] = useState<Stepping>();
  const own = opened.form.state === "SENT" && !opened.allowed.includes("APPROVED");
  const done = (next: OpenForm) => {
    setAct(undefined);
    onDone(next);
  };
  return (
    <div className="buttons">
      {ORDER.filter((one) => opened.allowed.includes(one)).map((one) => (
        <button key={one} type="button" className={one === "SENT" || one === "APPROVED" ? "button primary" : "button"} disabled={one === "SENT" && opened.faults.length > 0} onClick={() => void flush().then((saved) => saved && setAct(one))}>
          {code("formAct", one)}
        </button>
      ))}
      {own && <span className="fine">{t("designer.otherApproves")}</span>}
      {act && <StepForm opened={read()} act={act} onClose={() => setAct(undefined)} onDone={done} />}
    </div>
  );
}

/** Everything that was done with it. */
export function History({ of }: { of: Done[] }) {
  const { t, code } = useWords();
  return (
    <div className="card table-card">
      <Table columns={["sheet.versionAt", "sheet.versionBy", "designer.act", "designer.from", "sheet.reason"]} of={of} label={t("designer.history")}>
        {(one) => (
          <tr key={one.number}>
            <th scope="row" className="num">{moment(one.at)}</th>
            <td data-label={t("sheet.versionBy")}>{one.by}</td>
            <td data-label={t("designer.act")}>{code("formDone", one.act)}</td>
            <td className="num" data-label={t("designer.from")}>{one.from && day(one.from)}</td>
            <td className="wrap" data-label={t("sheet.reason")}>{one.reason}</td>
          </tr>
        )}
      </Table>
    </div>
  );
}
