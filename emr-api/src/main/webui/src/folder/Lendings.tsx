import { useState, type FormEvent } from "react";
import { useDoing } from "../doing";
import { day, moment } from "../format/time";
import { typedDay } from "../format/typed";
import { DateField } from "../frame/DateField";
import { Drawer } from "../frame/Drawer";
import { ProblemNote } from "../frame/states";
import { useSpeech } from "../lang";
import { folders, PURPOSES, type FolderPage, type Lending } from "./api";
import { Part } from "./Part";

interface Props {
  patientId: string;
  folderId: string;
  of: Lending[];
  mayLend: boolean;
  onDone: (page: FolderPage) => void;
}

/** To whom, what for and until when. */
function Lend({ patientId, folderId, onClose, onDone }: Omit<Props, "of" | "mayLend"> & { onClose: () => void }) {
  const { t, code } = useSpeech();
  const { busy, problem, run } = useDoing();
  const [borrower, setBorrower] = useState("");
  const [unit, setUnit] = useState("");
  const [purpose, setPurpose] = useState<Lending["purpose"]>("TREATMENT");
  const [note, setNote] = useState("");
  const [due, setDue] = useState("");
  const lend = (event: FormEvent) => {
    event.preventDefault();
    void run(async () => onDone(await folders.lend(patientId, folderId, { borrower: borrower.trim(), unit: unit.trim(), purpose, note: note.trim() || undefined, dueOn: typedDay(due) })));
  };
  return (
    <Drawer kind="sheet" title={t("lending.lend")} onClose={onClose}>
      <form className="order-form" onSubmit={lend}>
        <p>{t("lending.note")}</p>
        <label>{t("lending.borrower")}<input required minLength={2} maxLength={100} autoComplete="off" value={borrower} onChange={(e) => setBorrower(e.target.value)} /></label>
        <label>{t("lending.unit")}<input required minLength={2} maxLength={100} autoComplete="off" value={unit} onChange={(e) => setUnit(e.target.value)} /></label>
        <label>
          {t("lending.purpose")}
          <select value={purpose} onChange={(e) => setPurpose(e.target.value as Lending["purpose"])}>
            {PURPOSES.map((one) => <option key={one} value={one}>{code("lendingPurpose", one)}</option>)}
          </select>
        </label>
        <DateField label="lending.due" hint="lending.dueHint" value={due} onChange={setDue} />
        <label>{t("lending.remark")}<input maxLength={500} autoComplete="off" value={note} onChange={(e) => setNote(e.target.value)} /></label>
        {problem && <ProblemNote problem={problem} />}
        <button type="submit" className="button primary" disabled={busy || borrower.trim().length < 2 || unit.trim().length < 2 || !typedDay(due)}>{t("lending.lend")}</button>
      </form>
    </Drawer>
  );
}

function Back({ patientId, folderId, lending, onClose, onDone }: Omit<Props, "of" | "mayLend"> & { lending: Lending; onClose: () => void }) {
  const { t } = useSpeech();
  const { busy, problem, run } = useDoing();
  const [note, setNote] = useState("");
  return (
    <Drawer kind="sheet" title={t("lending.back")} onClose={onClose}>
      <form
        className="order-form"
        onSubmit={(event) => {
          event.preventDefault();
          void run(async () => onDone(await folders.giveBack(patientId, folderId, lending.id, note.trim() || undefined)));
        }}
      >
        <p>{t("lending.out", { by: lending.borrower, unit: lending.unit })}</p>
        <label>{t("lending.wrong")}<input maxLength={500} autoComplete="off" value={note} onChange={(e) => setNote(e.target.value)} /></label>
        {problem && <ProblemNote problem={problem} />}
        <button type="submit" className="button primary" disabled={busy}>{t("lending.back")}</button>
      </form>
    </Drawer>
  );
}

function One({ of }: { of: Lending }) {
  const { t, code } = useSpeech();
  return (
    <li>
      <span>{t("lending.out", { by: of.borrower, unit: of.unit })}</span>{" "}
      {!of.returnedAt && <span className={of.overdue ? "chip chip-refused" : "chip"}>{t(of.overdue ? "lending.late" : "lending.until", { day: day(of.dueOn) })}</span>}
      <span className="fine block">{[code("lendingPurpose", of.purpose), of.note, t("folder.by", { by: of.lentBy, at: moment(of.lentAt) })].filter(Boolean).join(" · ")}</span>
      {of.returnedAt && <span className="fine block">{[t("lending.returned", { by: of.returnedBy ?? "", at: moment(of.returnedAt) }), of.returnNote].filter(Boolean).join(" · ")}</span>}
    </li>
  );
}

/** Who has the volume of a closed record, and who had it. */
export function Lendings({ of, mayLend, ...where }: Props) {
  const { t } = useSpeech();
  const [doing, setDoing] = useState<"lend" | Lending>();
  const out = of.find((one) => !one.returnedAt);
  const close = () => setDoing(undefined);
  const done = (page: FolderPage) => {
    close();
    where.onDone(page);
  };
  if (of.length === 0 && !mayLend) return null;
  return (
    <Part title="lending.title">
      {of.length === 0 && <p className="fine">{t("lending.none")}</p>}
      <ul className="plain lendings">{of.map((one) => <One key={one.id} of={one} />)}</ul>
      {mayLend && <button type="button" className="button" onClick={() => setDoing(out ?? "lend")}>{t(out ? "lending.back" : "lending.lend")}</button>}
      {doing === "lend" && <Lend {...where} onClose={close} onDone={done} />}
      {typeof doing === "object" && <Back {...where} lending={doing} onClose={close} onDone={done} />}
    </Part>
  );
}
